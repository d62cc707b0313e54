/**
 * No violation that axe can find, in any state of an evening: on the phone of a guest and of a host, on
 * the projector and the console; in German, English, Arabic and Persian (the console in the two languages
 * that staff has), in light and dark, narrow and wide.
 */
import { fillHall, type Hall as Crowd } from '../../cli/rehearse/hall.ts';
import { Meter } from '../../cli/rehearse/meter.ts';
import type { Page } from '@playwright/test';
import type { Id } from '#lib/domain/rows.ts';
import { PANELS } from '#lib/ui/phone/phone.ts';
import { bringAxe, Findings, openLive, speak, withLanguage } from '../support/browser/axe.ts';
import type { Hall } from '../support/browser/hall.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { LOOKED_AT } from '../support/browser/routes.ts';
import { expect, test, type Workshop } from '../support/browser/test.ts';

const CITIZENS = ['de', 'en', 'ar', 'fa'] as const;

const PATIENCE_MS = 900_000;

const QUESTION = 'Was macht einen Ort zu einem Ort für alle?';
const BENCHES = 'Mehr Bänke am Hafen.';
const TREES = 'Schatten: ein Baum an jeder Bank.';
const SENTENCE = 'Wir wollen eine Stadt, in der alle sitzen dürfen.';

/** What has to be done on the page in each language before it is looked at, and undone after. */
interface Around {
	before?: (lang: string) => Promise<void>;
	after?: (lang: string) => Promise<void>;
	/** Loaded for each language: a page without a network stays where it is. */
	anew?: boolean;
}

async function inEach(
	found: Findings,
	{ page, at, name }: { page: Page; at: string; name: string },
	{ before, after, anew = false }: Around = {}
): Promise<void> {
	for (const [nth, lang] of CITIZENS.entries()) {
		if (nth === 0 || anew) await openLive(page, withLanguage(at, lang));
		else await speak(page, at, lang);
		await before?.(lang);
		await found.look(page, name, lang);
		await after?.(lang);
	}
}

/** The people of an evening: a guest and a host in browsers at table 1, and a few more without. */
class Cast {
	readonly guest: PhonePage;
	readonly host: PhonePage;
	readonly crowd: Crowd;
	readonly found = new Findings();
	readonly #join: string;

	private constructor(guest: PhonePage, host: PhonePage, crowd: Crowd, join: string) {
		[this.guest, this.host, this.crowd, this.#join] = [guest, host, crowd, join];
	}

	static async seat(hall: Hall, workshop: Workshop): Promise<Cast> {
		const [host, guest] = [await hall.phone(), await hall.phone()];
		for (const phone of [host, guest]) {
			await bringAxe(phone.page);
			await phone.page.goto(workshop.join);
			await phone.join(1);
		}
		await host.button('host.take').tap();
		await expect(host.page.getByText(host.t('seat.host'))).toBeVisible();
		const crowd = await fillHall({
			url: hall.url,
			code: workshop.code,
			languages: ['de', 'ar'],
			phones: 4,
			meter: new Meter()
		});
		return new Cast(guest, host, crowd, workshop.join);
	}

	async lookAt(who: 'guest' | 'host', name: string, show = '', around?: Around): Promise<void> {
		const at = this.#join + (show && `?show=${show}`);
		const { page } = this[who];
		await inEach(this.found, { page, at, name: `${who}, ${name}` }, around);
	}

	async post(at: number, text: string): Promise<Id> {
		const phone = this.crowd.phones[at];
		const outcome = await phone?.post(phone.step?.id ?? '', { text, lang: 'de' });
		expect(outcome?.ok).toBe(true);
		return phone?.sent.at(-1)?.id ?? '';
	}
}

test.describe.configure({ timeout: PATIENCE_MS });
// A picture of every moment costs more than the looking itself; what is wrong is said in words.
test.use({ screenshot: 'off' });

test.beforeEach(async ({ workshop }) => {
	await workshop.desk.must('workshop.edit', {
		languages: [...CITIZENS],
		givens: { de: 'Der Haushalt 2027 steht. Neue Stellen gibt es nicht.' },
		wifi: 'Rathaus-Gast'
	});
});

test('axe: the way in', async ({ hall, workshop }) => {
	const found = new Findings();
	for (const lang of CITIZENS) {
		const page = await hall.page({ lang });
		await bringAxe(page);
		await page.goto('/');
		await found.look(page, `code`, lang);
		await page.goto('/?code=ABC');
		await found.look(page, `wrong code`, lang);
		await page.goto('/accessibility');
		await found.look(page, 'statement', lang);
		await page.goto('/w/ABCDEFGH');
		await found.look(page, `unknown code`, lang);
		await page.goto(workshop.join);
		await found.look(page, `choice of language`, lang);
		await page.goto(`${workshop.join}?lang=${lang}&table=2`);
		for (const summary of await page.locator('summary').all())
			if (!(await summary.evaluate((it) => it.parentElement?.hasAttribute('open'))))
				await summary.click();
		await found.look(page, `notice`, lang);
		await page.goto('/w/away');
		await expect(page.getByRole('link')).toBeVisible();
		await found.look(page, 'nothing kept on this device', lang);
		await page.context().close();
	}
	expect(found.violations).toEqual([]);
	expect(found.unseen(LOOKED_AT.wayIn)).toEqual([]);
});

test('axe: the phone, step by step', async ({ hall, workshop }) => {
	const { desk } = workshop;
	for (const { id, kind } of desk.steps)
		if (kind === 'round') await desk.must('step.edit', { stepId: id, question: { de: QUESTION } });
	const cast = await Cast.seat(hall, workshop);
	const { guest, host, found } = cast;
	await cast.lookAt('guest', 'own place');
	// All that an address can open; some of them have more to show later.
	for (const panel of PANELS) await cast.lookAt('guest', panel, panel);

	await desk.advance();
	await cast.lookAt('guest', 'welcome');
	await desk.advance();
	await cast.lookAt('guest', 'empty round');
	await cast.post(0, BENCHES);
	await guest.page.goto(workshop.join);
	await guest.page.goto(`${workshop.join}?lang=de`);
	await guest.post(TREES);
	await cast.lookAt('guest', 'round', '', {
		before: (lang) => new PhonePage(guest.page, lang).field.fill('x'.repeat(400))
	});
	await guest.page.goto(`${workshop.join}?lang=de`);
	await guest.field.fill('Ein Anfang');
	await cast.lookAt('host', 'round');
	await cast.lookAt('host', 'summary', 'summary');
	await cast.lookAt('guest', 'mine with a text', 'mine');

	// Half written, then what can be in the way.
	const away = (lang: string) => {
		const phone = new PhonePage(guest.page, lang);
		return phone.status(phone.common('connection.phone_offline'));
	};
	await cast.lookAt('guest', 'offline', '', {
		before: async (lang) => {
			await guest.page.context().setOffline(true);
			await expect(away(lang)).toBeVisible();
		},
		after: async () => guest.page.context().setOffline(false),
		anew: true
	});
	const tableId = desk.tables[0]?.id ?? '';
	const [atTable] = cast.crowd.at(new Set([tableId]));
	await atTable?.send('table.signal', { tableId, state: 'help' });
	await desk.must('workshop.freeze', { frozen: true });
	await cast.lookAt('guest', 'frozen, help on its way');
	await desk.must('workshop.freeze', { frozen: false });
	await desk.must('table.signal', { tableId, state: null });
	await desk.must('workshop.call', { called: true });
	await cast.lookAt('guest', 'called');
	await desk.must('workshop.call', { called: false });

	await desk.advance();
	await cast.lookAt('guest', 'change');
	await cast.lookAt('guest', 'carrying', 'carry');
	await cast.lookAt('host', 'change');
	await guest.page.goto(`${workshop.join}?lang=de`);
	await guest.button('go.here').tap();
	await expect(guest.heading).toHaveText(guest.t('change.arrived'));
	await cast.lookAt('guest', 'arrived');
	await desk.advance();
	const [first] = desk.steps.filter(({ kind }) => kind === 'round');
	await desk.must('step.keep_open', { stepId: first?.id ?? null });
	await cast.lookAt('guest', 'second round, the first still open');
	await desk.must('step.keep_open', { stepId: null });

	const beforeId = desk.steps.find(({ kind }) => kind === 'essence')?.id ?? null;
	await desk.must('step.add', { stepId: 'break', kind: 'break', minutes: 10, beforeId });
	while (desk.step?.kind !== 'break') await desk.advance();
	await cast.lookAt('guest', 'break');
	await desk.advance();
	await cast.lookAt('guest', 'essence, reading');
	await host.page.goto(`${workshop.join}?lang=de`);
	await host.writeEssence(1, SENTENCE);
	await cast.lookAt('host', 'essence');
	await cast.lookAt('guest', 'essence, answering');
	await desk.advance();
	const items = desk.rows('contribution').map(({ id }) => ({ kind: 'contribution', id }) as const);
	await desk.group('Orte zum Sitzen', items);
	await desk.group('Noch etwas', items);
	await cast.lookAt('guest', 'harvest');

	await desk.advance();
	await cast.lookAt('guest', 'vote', '', {
		before: async (lang) => {
			if (lang === 'de') await guest.placeDot('Orte zum Sitzen');
		}
	});
	const [ballot] = desk.rows('ballot');
	await desk.must('ballot.close', { ballotId: ballot?.id ?? '' });
	await cast.lookAt('guest', 'vote, closed');
	await desk.must('ballot.reveal', { ballotId: ballot?.id ?? '' });
	await cast.lookAt('guest', 'result');
	await desk.advance();
	await cast.lookAt('guest', 'close');
	await desk.must('workshop.close', {});
	await cast.lookAt('guest', 'closed');
	cast.crowd.close();
	test.info().annotations.push({ type: 'axe', description: `${found.looked} looks` });
	expect(found.violations).toEqual([]);
	expect(found.unseen(LOOKED_AT.phone)).toEqual([]);
});
