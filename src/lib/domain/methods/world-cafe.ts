/**
 * Owns the templates of the World Café as data: run-of-show, ways to move, notes for the
 * facilitator. Minutes add up to what a template's name promises. What it asks is in starter-texts.ts.
 */
import type {
	HostMode,
	Lang,
	MoveMode,
	Step,
	StepKind,
	TableColour,
	TablePictogram,
	Template,
	Texts
} from '../rows.ts';
import { QUESTIONS } from './starter-texts.ts';
import { TABLE_COLOURS, TABLE_PICTOGRAMS } from '../rows.ts';

export interface PlannedStep {
	kind: StepKind;
	round: number | null;
	minutes: number;
	question: Texts;
	/** For the facilitator, in the first language of the workshop that we speak. */
	notes?: Texts;
}

export interface CafeTemplate {
	steps: readonly PlannedStep[];
	moveMode: MoveMode;
	hostMode: HostMode;
	questionMode: Step['questionMode'];
	/** What the template was made for; the office starts from these. */
	suggests: { tables: number; seats: number };
}

const plain = (kind: StepKind, minutes: number, notes?: Texts): PlannedStep => ({
	kind,
	round: null,
	minutes,
	question: {},
	...(notes && { notes })
});

/** Rounds of these minutes with a change before each but the first. */
function rounds(
	minutes: readonly number[],
	changes: readonly number[],
	questions: readonly Texts[] = QUESTIONS
): PlannedStep[] {
	return minutes.flatMap((length, i) => {
		const round = i + 1;
		const asked: PlannedStep = {
			kind: 'round',
			round,
			minutes: length,
			question: questions[i] ?? {}
		};
		const walk = changes[i - 1];
		return walk === undefined
			? [asked]
			: [{ kind: 'change' as const, round, minutes: walk, question: {} }, asked];
	});
}

const BREAK: Texts = {
	de: 'Vor der Pause sagen, wann es weitergeht. Danach gehen alle gleich an den nächsten Tisch.',
	en: 'Say before the break when you go on. After it everybody walks straight to the next table.'
};
const REPORTS: Texts = {
	de: 'Jeder Tisch hat eine Minute. Rufen Sie immer die nächsten beiden Tische mit auf.',
	en: 'Each table has one minute. Always call up the next two tables as well.'
};
const TOPICS: Texts = {
	de: 'Die Gastgebenden bleiben bei ihrem Thema und berichten über alle Gruppen.',
	en: 'The hosts stay with their topic and report about all groups.'
};

const MIXING = { moveMode: 'scatter', hostMode: 'fixed', questionMode: 'per_round' } as const;

export const CAFE_TEMPLATES: Record<Template, CafeTemplate> = {
	'world-cafe-2h': {
		...MIXING,
		suggests: { tables: 12, seats: 5 },
		steps: [
			plain('welcome', 15),
			...rounds([22, 25, 22], [3, 3]),
			plain('essence', 7),
			plain('harvest', 11),
			plain('vote', 5),
			plain('close', 7)
		]
	},
	'world-cafe-90': {
		...MIXING,
		suggests: { tables: 8, seats: 5 },
		steps: [
			plain('welcome', 10),
			...rounds([17, 17, 15], [3, 3]),
			plain('essence', 6),
			plain('harvest', 9),
			plain('vote', 4),
			plain('close', 6)
		]
	},
	'world-cafe-3h': {
		...MIXING,
		suggests: { tables: 16, seats: 5 },
		steps: [
			plain('welcome', 20),
			...rounds([25, 25, 25], [5, 5]).flatMap((step) =>
				step.kind === 'change' && step.round === 3 ? [plain('break', 15, BREAK), step] : [step]
			),
			plain('essence', 10),
			plain('harvest', 30, REPORTS),
			plain('vote', 10),
			plain('close', 10)
		]
	},
	carousel: {
		moveMode: 'carousel',
		hostMode: 'fixed',
		questionMode: 'per_table',
		suggests: { tables: 6, seats: 9 },
		steps: [
			plain('welcome', 15),
			...rounds([10, 10, 10, 10, 10, 10], [2, 2, 2, 2, 2], []),
			plain('harvest', 25, TOPICS),
			plain('close', 10)
		]
	},
	'kickoff-500': {
		...MIXING,
		suggests: { tables: 100, seats: 5 },
		steps: [
			plain('welcome', 20),
			...rounds([25, 25, 25], [6, 6]),
			plain('essence', 10),
			plain('harvest', 18, REPORTS),
			plain('vote', 7),
			plain('close', 8)
		]
	}
};

/** Minutes of a change that is added to the run-of-show when there is none to copy. */
export const CHANGE_MINUTES = 3;

/** What a template says in the workshop's languages; German where it speaks none of them. */
export function inLanguages(texts: Texts, languages: readonly Lang[]): Texts {
	const known = Object.entries(texts).filter(([lang]) => languages.includes(lang));
	if (known.length > 0) return Object.fromEntries(known);
	return texts['de'] ? { de: texts['de'] } : {};
}

/** The first of the workshop's languages that it is written in, else German. */
export function inFirstLanguage(texts: Texts | undefined, languages: readonly Lang[]): string {
	const lang = languages.find((one) => texts?.[one] !== undefined) ?? 'de';
	return texts?.[lang] ?? '';
}

/**
 * Pictures and colours in the order of the tables' numbers. When the pictures are through, the colours go
 * on two further back: neighbours stay far apart, and the same picture in the same colour comes back only
 * after 144 tables.
 */
export function lookOf(number: number): { colour: TableColour; pictogram: TablePictogram } {
	const turns = Math.floor((number - 1) / TABLE_PICTOGRAMS.length);
	const colour = number - 1 + turns * 10;
	return {
		colour: TABLE_COLOURS[colour % TABLE_COLOURS.length] ?? TABLE_COLOURS[0],
		pictogram: TABLE_PICTOGRAMS[(number - 1) % TABLE_PICTOGRAMS.length] ?? TABLE_PICTOGRAMS[0]
	};
}
