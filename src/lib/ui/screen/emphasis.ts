/**
 * Owns how a number or a name stands out inside a translated sentence: the language decides where it
 * stands, two marks that nobody can type say where it begins and ends.
 */
const BEGIN = '\u0002';
const END = '\u0003';

/** For a placeholder: `t('people', { n, count: strong(n) })`. */
export function strong(value: string): string {
	return `${BEGIN}${value}${END}`;
}

export interface Part {
	text: string;
	isStrong: boolean;
}

export function partsOf(sentence: string): Part[] {
	return sentence
		.replaceAll(END, BEGIN)
		.split(BEGIN)
		.map((text, index) => ({ text, isStrong: index % 2 === 1 }))
		.filter(({ text }) => text !== '');
}
