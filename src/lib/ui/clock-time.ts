/**
 * Owns how a moment is said as a time of day: by the clock of whoever reads it, in twenty-four hours and
 * the digits of the invitation, so that phone, projector and console name the same time alike.
 */
import { localeOf } from '#lib/text/text.ts';

export function clockTime(at: number, lang: string): string {
	return new Intl.DateTimeFormat(localeOf(lang), {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(at);
}
