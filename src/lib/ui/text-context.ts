/**
 * Owns how a component gets its words: the page's root sets the speech that came with its data, every
 * component below asks for it. What comes back follows the speech, so a change of language needs no
 * reload. Only the chosen language's sections are on the device.
 */
import { createContext } from 'svelte';
import { createTranslate, type Section, type Speech, type Translate } from '#lib/text/text.ts';

interface Spoken {
	readonly speech: Speech;
	readonly translate: Translate<Section>;
}

const [getSpoken, setSpoken] = createContext<Spoken>();

/** Called once in the root of a surface, while it is being made. */
export function setText(get: () => Speech): void {
	// Plural rules and number formats are dear to build: one pair per speech, not per sentence.
	let made: { speech: Speech; translate: Translate<Section> } | undefined;
	setSpoken({
		get speech() {
			return get();
		},
		get translate() {
			const speech = get();
			if (made?.speech !== speech) made = { speech, translate: createTranslate<Section>(speech) };
			return made.translate;
		}
	});
}

/** Do not take the answer apart except for `t`: `lang` and `dir` are getters that follow the speech. */
export function useText<S extends Section>(): {
	readonly t: Translate<S>;
	readonly lang: string;
	readonly dir: 'ltr' | 'rtl';
} {
	const spoken = getSpoken();
	return {
		t: (key, params) => (spoken.translate as Translate<S>)(key, params),
		get lang() {
			return spoken.speech.lang;
		},
		get dir() {
			return spoken.speech.dir;
		}
	};
}
