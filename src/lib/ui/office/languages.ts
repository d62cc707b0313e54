/** What the office sees of a language it can offer: its name, and how far the program's words in it are. */
import { directionOf, ownName } from '#lib/text/tags.ts';
import type { Language } from '#lib/text/text.ts';

export interface OfferedLanguage {
	lang: string;
	name: string;
	dir: 'ltr' | 'rtl';
	/** Null where the program has no words of its own. */
	review: Language['review'] | null;
}

/** A language that nobody listed, by its tag. */
export function typedLanguage(lang: string): OfferedLanguage {
	return { lang, name: ownName(lang), dir: directionOf(lang), review: null };
}
