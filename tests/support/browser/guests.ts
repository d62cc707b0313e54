/** People with phones but without a screen, for tests of those who lead: real connections, no browser. */
import { fillHall, type Hall as Guests } from '../../../cli/rehearse/hall.ts';
import { Meter } from '../../../cli/rehearse/meter.ts';
import type { WorkshopLinks } from '../../../cli/rehearse/office.ts';

export type { Phone as Guest } from '../../../cli/rehearse/phone.ts';
export type { Hall as Guests } from '../../../cli/rehearse/hall.ts';

export function letIn(
	{ join, code }: Pick<WorkshopLinks, 'join' | 'code'>,
	phones: number,
	languages: readonly string[] = ['de']
): Promise<Guests> {
	return fillHall({ url: join, code, languages, phones, meter: new Meter() });
}

/** Everybody writes what is given, one after the other, until all of it is said. */
export async function say(guests: Guests, texts: readonly string[]): Promise<void> {
	for (const [at, text] of texts.entries()) {
		const guest = guests.phones[at % guests.phones.length];
		await guest?.until(() => guest.step?.kind === 'round');
		await guest?.post(guest.step?.id ?? '', { text, lang: 'de' });
	}
}
