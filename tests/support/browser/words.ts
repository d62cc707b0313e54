/**
 * What the pages say, from the same files the pages use: a test names a button by its key, so that
 * better words never break it.
 */
import { speech } from '#lib/text/languages.ts';
import { createTranslate, type Section, type Translate } from '#lib/text/text.ts';

export function words<S extends Section>(section: S, lang = 'de'): Translate<S> {
	return createTranslate<S>(speech(lang, section));
}

/** A text whose placeholders may hold anything, e.g. a clock. */
export function pattern(text: string): RegExp {
	return new RegExp(text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+'));
}
