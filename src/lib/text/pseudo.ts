/**
 * Owns a language that nobody speaks, made from German to try layouts and to find words that are not in
 * these files: every letter is changed, every text is two fifths longer, and pages are mirrored. It is
 * never in a list that people choose from; `speakPseudo` in languages.ts has to be called first.
 */
import { de } from './de.ts';
import type { Language, Message } from './text.ts';

/** Of the form of a tag, so that a workshop of a test can be held in it. */
export const PSEUDO = 'de-x-pseudo';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CHANGED = 'áƀćđéƒǵĥíĵķĺɱńóƥɋŕśţúṽŵẋýźÁƁĆĐÉƑǴĤÍĴĶĹṀŃÓƤɊŔŚŢÚṼŴẊÝŹ';
const LONGER = 0.4;

export function pseudo(text: string): string {
	const letters = text.replace(/\{\w+\}/g, '').length;
	const changed = text.replace(/\{\w+\}|[a-z]/gi, (part) =>
		part.length > 1 ? part : (CHANGED[PLAIN.indexOf(part)] ?? part)
	);
	// In words of a language's usual length, so that lines break as they would.
	const more = 'ẃóŕťéŕ '
		.repeat(20)
		.slice(0, Math.ceil(letters * LONGER))
		.trim();
	return more ? `${changed} ${more}` : changed;
}

export function pseudoLanguage(): Language {
	const change = (message: Message): Message =>
		typeof message === 'string'
			? pseudo(message)
			: Object.fromEntries(Object.entries(message).map(([form, text]) => [form, pseudo(text)]));
	const sections = Object.fromEntries(
		Object.entries(de.sections).map(([section, messages]) => [
			section,
			Object.fromEntries(
				Object.entries<Message>(messages).map(([key, message]) => [key, change(message)])
			)
		])
	) as Language['sections'];
	return { name: pseudo('Pseudo'), dir: 'rtl', review: 'original', sections };
}
