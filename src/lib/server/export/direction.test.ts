import { describe, expect, test } from 'vitest';
import { isRtl, runsOf } from './direction.ts';

/** Left-to-right stretches in brackets, in the order in which they are written. */
const marked = (text: string, rtl = isRtl(text)) =>
	runsOf(text, rtl)
		.map((run) => (run.rtl ? run.text : `[${run.text}]`))
		.join('');

describe('the direction of a line', () => {
	test.each([
		['نلتقي في Doberaner Platz 12 يوم الجمعة', 'نلتقي في [Doberaner Platz 12] يوم الجمعة'],
		['العنوان: Neuer Markt 1a', 'العنوان: [Neuer Markt 1a]'],
		['الحافلة 25 تأتي إلى Lütten Klein.', 'الحافلة 25 تأتي إلى [Lütten Klein].'],
		['نیمکت شمارهٔ ۱۲ در Warnemünde، ساعت ۱۸', 'نیمکت شمارهٔ ۱۲ در [Warnemünde]، ساعت ۱۸'],
		['انظر https://rostock.de/a?b=1 هنا', 'انظر [https://rostock.de/a?b=1] هنا'],
		['شكرًا 👍🏽 (2035)', 'شكرًا 👍🏽 (2035)'],
		['Ein Ort wie مقهى für alle', '[Ein Ort wie ]مقهى[ für alle]'],
		['Die Losung heißt „أهلًا“', '[Die Losung heißt „]أهلًا[“]'],
		['Bänke, 12 Stück 🪑', '[Bänke, 12 Stück 🪑]']
	])('%s', (text, runs) => {
		expect(marked(text)).toBe(runs);
	});

	test('loses and changes nothing', () => {
		for (const text of ['', ' ', '12', 'א1b٢', 'مرحبا\nHallo 5\n', '…'])
			for (const rtl of [true, false])
				expect(
					runsOf(text, rtl)
						.map((run) => run.text)
						.join('')
				).toBe(text);
	});

	test('is that of the first letter', () => {
		expect(isRtl('12 أفكار')).toBe(true);
		expect(isRtl('12 Ideen أفكار')).toBe(false);
		expect(isRtl('۱۲')).toBe(false);
	});
});
