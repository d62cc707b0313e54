/**
 * Owns what of the phone's page is kept on the device, and how it comes back: the same data the server
 * would send, with what the page has learnt since, and the server's clock as far as it went on.
 */
import { v7 as newId } from 'uuid';
import type { Keepsake } from '#lib/client/keepsake.ts';
import type { SyncAnswer } from '#lib/protocol/socket.ts';
import { PANELS } from '#lib/ui/phone/phone.ts';
import type { PageData } from './$types';

type Joined = NonNullable<PageData['joined']>;

export interface KeptPage {
	data: Pick<
		PageData,
		'code' | 'spokenCode' | 'title' | 'lang' | 'languages' | 'speech' | 'look' | 'formId'
	>;
	joined: Joined;
}

export function kept(data: KeptPage['data'], joined: Joined, initial: SyncAnswer): KeptPage {
	const { code, spokenCode, title, lang, languages, speech, look, formId } = data;
	return {
		data: { code, spokenCode, title, lang, languages, speech, look, formId },
		joined: { ...joined, initial, panel: null, invited: null, on: '' }
	};
}

/** @param search of the address, which may name a panel */
export function awake(
	{ page, storedAt }: Keepsake,
	search: string
): { data: PageData; joined: Joined } {
	const { data, joined } = page as KeptPage;
	const show = new URLSearchParams(search).get('show');
	const { initial } = joined;
	return {
		// Under the old id the server would answer a form with what it answered then.
		data: { ...data, formId: newId() } as PageData,
		joined: {
			...joined,
			panel: PANELS.find((it) => it === show) ?? null,
			initial: { ...initial, now: initial.now + Math.max(0, Date.now() - storedAt) }
		}
	};
}
