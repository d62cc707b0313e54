import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { de } from './de.ts';
import {
	CONTENT_LANGUAGES,
	describe as offer,
	LANGUAGE_NAMES,
	LANGUAGES,
	negotiate,
	speaks,
	speech
} from './languages.ts';
import { baseOf } from './tags.ts';
import { createTranslate, localeOf, pick, versionOf, type Message, type Section } from './text.ts';

/** What citizens read; the sections of staff may fall back to German as a whole. */
const WHOLE = ['citizen', 'common', 'print', 'screen'] as const satisfies Section[];
const SECTIONS = Object.keys(de.sections) as Section[];
/** How a message calls the number that decides its form. */
const NUMBER = ['n', 'count'];
/** Words around a page number: some languages put none after it. */
const MAY_BE_EMPTY = ['document: page.after'];
/** Words that two languages share. Anything else that reads like German was forgotten. */
const SHARED: Record<string, string[]> = {
	en: [
		...['OK', 'min', 'Code', 'Pause', 'Start', 'Gong', 'offline', 'Spam', 'Export', 'in', 'Name'],
		...['Team', 'Note', 'Petrol', 'Magenta', 'Links', 'World Café', 'Text', 'Bus']
	],
	pl: ['OK', 'min', 'Punkt'],
	ro: ['OK', 'min'],
	vi: ['OK'],
	tr: ['Menü'],
	fr: ['OK', 'min', 'Pause']
};
/** What languages with letters of their own still write in Latin ones. */
const LATIN_ANYWHERE = ['QR', 'OK', 'Wi', 'Fi', 'IP'];
/** Far enough to meet every form that the numbers of an evening can ask for. */
const NUMBERS = Array.from({ length: 1001 }, (_, n) => n);

const german = (section: Section): Record<string, Message> => de.sections[section];
const formsOf = (message: Message) =>
	typeof message === 'string' ? [['', message] as const] : Object.entries(message);
const placeholdersOf = (text: string) =>
	[...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
/** Without placeholders and what is beside them. */
const wordsOf = (text: string) =>
	text
		.replace(/\{\w+\}/g, ' ')
		.replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, '')
		.trim();
const isEverywhere = (message: Message, name: string) =>
	formsOf(message).every(([, text]) => placeholdersOf(text).includes(name));
const allPlaceholders = (message: Message) =>
	[...new Set(formsOf(message).flatMap(([, text]) => placeholdersOf(text)))].toSorted();

describe.each(Object.entries(LANGUAGES))('%s', (lang, language) => {
	const plural = new Intl.PluralRules(lang);
	/** A form that stands for one number only may say it in a word: “two contributions” in Arabic. */
	const timesAsked = new Map<string, number>();
	for (const n of NUMBERS) {
		const category = plural.select(n);
		timesAsked.set(category, (timesAsked.get(category) ?? 0) + 1);
	}
	const isExact = (category: string) => timesAsked.get(category) === 1;
	const messages = SECTIONS.flatMap((section) =>
		Object.entries(language.sections[section]).map(([key, message]) => ({
			at: `${section}: ${key}`,
			message: message as Message,
			measure: german(section)[key]
		}))
	);

	it('has the keys of German: all of them where citizens read, none of its own', () => {
		const extra = SECTIONS.flatMap((section) =>
			Object.keys(language.sections[section])
				.filter((key) => !(key in german(section)))
				.map((key) => `${section}: ${key}`)
		);
		const missing = WHOLE.flatMap((section) =>
			Object.keys(german(section))
				.filter((key) => !(key in language.sections[section]))
				.map((key) => `${section}: ${key}`)
		);
		expect({ missing, extra }).toEqual({ missing: [], extra: [] });
	});

	it('says something everywhere', () => {
		const empty = messages
			.filter(({ message }) => formsOf(message).some(([, text]) => !text.trim()))
			.map(({ at }) => at)
			.filter((at) => !MAY_BE_EMPTY.includes(at));
		expect(empty).toEqual([]);
	});

	it('has every plural form, and a number never decides where German has none', () => {
		const wrong = messages.flatMap(({ at, message, measure }) => {
			if (typeof message === 'string') return [];
			const asked = plural.resolvedOptions().pluralCategories.toSorted();
			const given = Object.keys(message).toSorted();
			const isCounted = typeof measure === 'object' || measure?.includes('{n}');
			return String(given) === String(asked) && isCounted ? [] : [`${at} has ${given.join(', ')}`];
		});
		expect(wrong).toEqual([]);
	});

	it('keeps the placeholders of German', () => {
		const wrong = messages.flatMap(({ at, message, measure }) => {
			if (measure === undefined) return [];
			const asked = allPlaceholders(measure);
			return formsOf(message).flatMap(([category, text]) => {
				const given = [...new Set(placeholdersOf(text))].toSorted();
				const needed = isExact(category)
					? asked.filter((name) => !NUMBER.includes(name) && isEverywhere(measure, name))
					: asked;
				const isWhole = needed.every((name) => given.includes(name));
				const isKnown = given.every((name) => asked.includes(name));
				return isWhole && isKnown ? [] : [`${at} ${category} has ${given.join(', ')}`];
			});
		});
		expect(wrong).toEqual([]);
	});

	const ifForeign = baseOf(lang) === 'de' ? () => {} : it;
	ifForeign('says nothing in German', () => {
		const same = messages.flatMap(({ at, message, measure }) => {
			if (measure === undefined) return [];
			const ours = formsOf(measure).map(([, text]) => text);
			return formsOf(message)
				.filter(([, text]) => ours.includes(text))
				.map(([, text]) => wordsOf(text))
				.filter((words) => /\p{L}{2}/u.test(words) && !SHARED[lang]?.includes(words))
				.map((words) => `${at}: ${words}`);
		});
		expect(same).toEqual([]);
	});

	it('keeps to its own letters', () => {
		const isLatin = /\p{Script=Latin}/u.test(language.name);
		const foreign = messages.flatMap(({ at, message }) =>
			formsOf(message)
				.flatMap(([, text]) => wordsOf(text).match(/[\p{L}\p{M}\d.]+/gu) ?? [])
				.filter((word) => /\p{L}{2}/u.test(word) && !LATIN_ANYWHERE.includes(word))
				.filter((word) =>
					isLatin ? /[^\p{Script=Latin}\d\p{M}.-]/u.test(word) : /\p{Script=Latin}/u.test(word)
				)
				.map((word) => `${at}: ${word}`)
		);
		expect(foreign).toEqual([]);
	});

	it('leaves no placeholder open when it is spoken', () => {
		const spoken = speech(lang, ...WHOLE);
		const t = createTranslate<Section>(spoken);
		const open = Object.entries(spoken.messages).filter(([key, message]) => {
			const params = Object.fromEntries(
				allPlaceholders(message).map((name) => [name, name === 'n' ? 3 : 'x'])
			);
			return /[{}]/.test(t(key as never, params));
		});
		expect(open).toEqual([]);
	});

	it('writes numbers in the digits of the tables and years in the calendar of the invitation', () => {
		const number = new Intl.NumberFormat(localeOf(lang)).format(47);
		const year = new Intl.DateTimeFormat(localeOf(lang), { year: 'numeric' });
		expect(number).toBe('47');
		expect(year.format(new Date('2026-05-04'))).toContain('2026');
	});
});

test('French keeps double signs on the line of their word', () => {
	const loose = WHOLE.flatMap((section) =>
		Object.entries(LANGUAGES['fr']?.sections[section] ?? {})
			.filter(([, message]) =>
				formsOf(message).some(([, text]) => /[^\u00a0\u202f][:?!;»](\s|$)/.test(text))
			)
			.map(([key]) => `${section}: ${key}`)
	);
	expect(loose).toEqual([]);
});

describe('speech', () => {
	it('takes only the asked language and sections along', () => {
		const { lang, dir, messages } = speech('ar', 'citizen', 'common');
		expect({ lang, dir }).toEqual({ lang: 'ar', dir: 'rtl' });
		expect(Object.keys(messages).toSorted()).toEqual(
			Object.keys({ ...de.sections.citizen, ...de.sections.common }).toSorted()
		);
		expect(messages['code.ask']).toBe(LANGUAGES['ar']?.sections.citizen['code.ask']);
	});

	it('speaks German, in its direction, where a language lacks a whole section', () => {
		expect(speaks('ar', 'console')).toBe(false);
		expect(speech('ar', 'console', 'common')).toEqual(speech('de', 'console', 'common'));
		expect(speech('xx', 'citizen').lang).toBe('de');
	});

	it('offers each language once, in its own name and direction', () => {
		const names = LANGUAGE_NAMES.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const rightToLeft = LANGUAGE_NAMES.filter(({ dir }) => dir === 'rtl');
		expect(rightToLeft.map(({ lang }) => lang)).toEqual(['ar', 'fa']);
	});

	it('follows what a browser prefers', () => {
		const offered = ['de', 'ar', 'uk'];
		expect(negotiate('fr;q=0.9, uk-UA;q=0.8, de;q=0.5', offered)).toBe('uk');
		expect(negotiate('ar-SY', offered)).toBe('ar');
		expect(negotiate(null, offered)).toBe('de');
	});
});

describe('a plainer form of a language', () => {
	it('falls back to that language, sentence by sentence, and to German where nobody speaks', () => {
		const { lang, messages } = speech('de-simple', 'citizen');
		expect(lang).toBe('de-simple');
		expect(messages['join.privacy']).toBe(LANGUAGES['de-simple']?.sections.citizen['join.privacy']);
		expect(speech('de-simple', 'office')).toEqual(speech('de', 'office'));
	});

	it('asks the question of the language where it has none of its own', () => {
		const texts = { ar: 'ماذا؟', de: 'Was sollen wir tun?', 'de-simple': '' };
		expect(versionOf(texts, 'de-simple', 'ar')).toBe('de');
		expect(pick(texts, 'de-simple', 'ar')).toBe(texts.de);
		expect(pick({ ...texts, 'de-simple': 'Was ist gut?' }, 'de-simple', 'ar')).toBe('Was ist gut?');
		expect(versionOf(texts, 'pl', 'ar')).toBe('ar');
		expect(versionOf({ tr: 'Ne?' }, 'pl', 'ar')).toBe('tr');
		expect(pick({}, 'pl', 'ar')).toBe('');
	});

	it('is offered to a browser only where the language itself is not', () => {
		expect(negotiate('de-DE', ['de-simple', 'de'])).toBe('de');
		expect(negotiate('de-DE', ['en', 'de-simple'])).toBe('de-simple');
	});

	it('keeps to short sentences', () => {
		const { citizen, common, screen, print } = LANGUAGES['de-simple']?.sections ?? {};
		const long = Object.entries({ ...citizen, ...common, ...screen, ...print }).flatMap(
			([key, message]) =>
				formsOf(message)
					.flatMap(([, text]) => text.split(/[.!?:](?:\s|$)/))
					.filter((sentence) => sentence.split(/\s+/).length > 11 || sentence.split(',').length > 2)
					.map((sentence) => `${key}: ${sentence}`)
		);
		expect(long).toEqual([]);
	});
});

describe('the list', () => {
	it('has every file that is a language, under the name of the file', () => {
		const here = fileURLToPath(new URL('./', import.meta.url));
		const files = readdirSync(here)
			.filter((file) => /^[a-z-]+\.ts$/.test(file))
			.filter((file) => /\breview: '/.test(readFileSync(join(here, file), 'utf8')))
			.filter((file) => !['text.ts', 'pseudo.ts'].includes(file))
			.map((file) => file.replace(/\.ts$/, ''));
		expect(Object.keys(LANGUAGES).toSorted()).toEqual(files.toSorted());
	});

	it('offers each for questions, and others by their own name', () => {
		const tags = CONTENT_LANGUAGES.map(({ lang }) => lang);
		expect(tags).toEqual(expect.arrayContaining(Object.keys(LANGUAGES)));
		expect(new Set(tags).size).toBe(tags.length);
		expect(CONTENT_LANGUAGES.find(({ lang }) => lang === 'uk')?.review).toBe('machine-drafted');
		expect(offer('es')).toEqual({ lang: 'es', name: 'Español', dir: 'ltr' });
		expect(offer('ps')).toMatchObject({ dir: 'rtl' });
		expect(offer('xx-not-a-tag-at-all').name).toMatch(/^xx/i);
	});
});

describe('keys in the code', () => {
	const src = fileURLToPath(new URL('../../', import.meta.url));
	const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(ts|svelte)$/.test(path) && !/\.test\.ts$|^lib\/text\//.test(path))
		.map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }));
	/** A file speaks the sections it names as a type; one that names none may hold keys of any. */
	const files = code.map(({ path, text }) => ({
		path,
		text,
		sections: new Set([
			...[...text.matchAll(/(?:useText|Translate|Key)<'(\w+)'>/g)].map(([, name]) => name),
			...(path.startsWith('lib/server/export/') ? ['document'] : [])
		])
	}));
	const keys = new Set(SECTIONS.flatMap((section) => Object.keys(german(section))));
	const fits = (key: string, begin = '', end = '') => key.startsWith(begin) && key.endsWith(end);
	/** `refusal.${code}` or `${kind}.hint`, as an argument or as a value that is called a key. */
	const templatesOf = (text: string) =>
		[...text.matchAll(/\bt\([^;)]*?`([\w.]*)\$\{[^`]*?\}([\w.]*)`/g)].map(
			([, begin, end]) => [begin, end] as const
		);

	test('each exists in German', () => {
		const unknown = files.flatMap(({ path, text }) => [
			...[...text.matchAll(/\bt\(\s*'([^']+)'/g)]
				.filter(([, key = '']) => !keys.has(key))
				.map(([, key]) => `${path}: ${key}`),
			...templatesOf(text)
				.filter(([begin, end]) => ![...keys].some((key) => fits(key, begin, end)))
				.map(([begin, end]) => `${path}: ${begin}…${end}`)
		]);
		expect(unknown).toEqual([]);
	});

	test('no page takes more than its own language along', () => {
		const module =
			/import (?!type\b)[^;]*?from '(?:#lib\/text|\.\/text|\.\.\/text)\/([\w-]+)\.ts'/g;
		const forPages = ['text', 'tags'];
		const heavy = code
			.filter(({ path }) => !/\.server\.ts$|^lib\/server\/|\+server\.ts$/.test(path))
			.flatMap(({ path, text }) =>
				[...text.matchAll(module)]
					.filter(([, name = '']) => !forPages.includes(name))
					.map(([, name]) => `${path}: ${name}`)
			);
		expect(heavy).toEqual([]);
	});

	test.each(SECTIONS)('each of German is used: %s', (section) => {
		const speaking = files.filter(({ sections }) => !sections.size || sections.has(section));
		const literals = new Set(
			speaking.flatMap(({ text }) => [...text.matchAll(/['"`]([\w.]+)['"`]/g)].map(([, it]) => it))
		);
		const templates = speaking
			.filter(({ sections }) => sections.size)
			.flatMap(({ text }) => templatesOf(text));
		const unused = Object.keys(german(section)).filter(
			(key) => !literals.has(key) && !templates.some(([begin, end]) => fits(key, begin, end))
		);
		expect(unused).toEqual([]);
	});
});
