/** Owns how the console writes a time of day: `19:10` in every language, as on the papers of the evening. */
import { localeOf } from '#lib/text/text.ts';

export function timeOfDay(lang: string): Intl.DateTimeFormat {
	const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
	return new Intl.DateTimeFormat(localeOf(lang), parts);
}
