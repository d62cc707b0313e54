/** Owns how a short time is written: `1:05`, in the digits of the language. */
import { localeOf } from '#lib/text/text.ts';

export function writeSeconds(ms: number, lang: string): string {
	const locale = localeOf(lang);
	const seconds = Math.ceil(ms / 1000);
	const whole = new Intl.NumberFormat(locale, { useGrouping: false });
	const two = new Intl.NumberFormat(locale, { useGrouping: false, minimumIntegerDigits: 2 });
	return `${whole.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}
