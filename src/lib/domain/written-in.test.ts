import { describe, expect, it } from 'vitest';
import { writtenIn } from './written-in.ts';

const HALL = ['de', 'de-simple', 'en', 'uk', 'ru', 'ar', 'fa', 'pl', 'ro', 'vi', 'tr', 'fr'];

describe('the language of a text', () => {
	it.each([
		['Mehr Bänke', 'de', 'de'],
		['Mehr Bänke', 'en', 'de'],
		['Park', 'de', 'de'],
		['Park', 'tr', 'tr'],
		['More benches please', 'de', 'en'],
		['Więcej ławek', 'de', 'pl'],
		['Більше лавок', 'de', 'uk'],
		['Больше скамеек, пожалуйста, ещё', 'de', 'ru'],
		['مزيد من المقاعد', 'de', 'ar'],
		['نیمکت‌های بیشتر در پارک', 'ar', 'fa'],
		['Thêm ghế ở công viên', 'de', 'vi'],
		['Parka daha çok bank', 'de', 'tr'],
		['Mai multe bănci în parc', 'de', 'ro'],
		['Plus de bancs dans le parc', 'de', 'fr'],
		['ተጨማሪ ወንበሮች', 'de', 'ti'],
		['Περισσότερα παγκάκια', 'de', 'el']
	])('[C22] %s on a phone in %s is %s', (text, device, lang) => {
		expect(writtenIn(text, device, HALL)).toBe(lang);
	});

	it('[C22] is the device’s where there are no words', () => {
		for (const text of ['', '👍👍', '2035', 'https://www.rostock.de/das-ist-die-stadt', 'a@b.de'])
			expect(writtenIn(text, 'ar', HALL)).toBe('ar');
	});

	it('[C22] a plainer form is the language itself', () => {
		expect(writtenIn('Park', 'de-simple', HALL)).toBe('de');
	});

	it('[C22] follows most of the letters where languages are mixed', () => {
		expect(writtenIn('نلتقي في Doberaner Platz يوم الجمعة', 'de', HALL)).toBe('ar');
		expect(writtenIn('Treffen am Платц, jeden Freitag für alle', 'uk', HALL)).toBe('de');
	});

	it('[C22] believes a device whose language nobody described, without evidence against it', () => {
		expect(writtenIn('Više klupa', 'hr', ['de', 'hr'])).toBe('hr');
		expect(writtenIn('Wir wollen mehr Bänke', 'hr', ['de', 'hr'])).toBe('de');
	});
});
