/**
 * Owns the template "World Café, 2 hours" as data: the run-of-show, the starter questions and what the
 * city should say before it asks. Times add up to 120 minutes. The words are a start; the office
 * changes them to what this city wants to ask.
 */
import type { Lang, StepKind, TableLook, Texts } from '../rows.ts';
import { TABLE_LOOKS } from '../rows.ts';

export interface PlannedStep {
	kind: StepKind;
	round: number | null;
	minutes: number;
	question: Texts;
}

export const WORLD_CAFE_2H: readonly PlannedStep[] = [
	{ kind: 'welcome', round: null, minutes: 15, question: {} },
	{
		kind: 'round',
		round: 1,
		minutes: 22,
		question: {
			de: 'Wo klappt das Zusammenleben in unserer Stadt gut? Wo nicht?',
			en: 'Where does living together in our city work well? Where does it not?'
		}
	},
	{ kind: 'change', round: 2, minutes: 3, question: {} },
	{
		kind: 'round',
		round: 2,
		minutes: 25,
		question: {
			de: 'Es ist das Jahr 2035. Alle fühlen sich hier zu Hause. Was ist anders als heute?',
			en: 'It is the year 2035. Everybody feels at home here. What is different from today?'
		}
	},
	{ kind: 'change', round: 3, minutes: 3, question: {} },
	{
		kind: 'round',
		round: 3,
		minutes: 22,
		question: {
			de: 'Was soll die Stadt tun? Was können wir selbst tun?',
			en: 'What should the city do? What can we do ourselves?'
		}
	},
	{ kind: 'essence', round: null, minutes: 7, question: {} },
	{ kind: 'harvest', round: null, minutes: 11, question: {} },
	{ kind: 'vote', round: null, minutes: 5, question: {} },
	{ kind: 'close', round: null, minutes: 7, question: {} }
];

export const GIVENS: Texts = {
	de: 'Heute sammeln wir. Entschieden wird heute nicht. Aus Ihren Beiträgen entsteht ein Entwurf. Über den Entwurf entscheidet der Rat. Sie können später nachlesen, was aus jedem Beitrag geworden ist.',
	en: 'Today we collect. Nothing is decided today. Your contributions become a draft. The council decides about the draft. Later you can read what has become of each contribution.'
};

/** Minutes of a change that is added to the run-of-show when there is none to copy. */
export const CHANGE_MINUTES = 3;

/** What a template says in the workshop's languages; German where it speaks none of them. */
export function inLanguages(texts: Texts, languages: readonly Lang[]): Texts {
	const known = Object.entries(texts).filter(([lang]) => languages.includes(lang));
	if (known.length > 0) return Object.fromEntries(known);
	return texts['de'] ? { de: texts['de'] } : {};
}

/** Twelve looks in order of the tables' numbers, then again from the first. */
export function lookOf(number: number): TableLook {
	return TABLE_LOOKS[(number - 1) % TABLE_LOOKS.length] ?? TABLE_LOOKS[0];
}
