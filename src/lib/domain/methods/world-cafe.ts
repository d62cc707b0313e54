/**
 * Owns the templates of the World Café as data: run-of-show, ways to move, starter questions, and what the
 * city should say before it asks. Minutes add up to what a template's name promises. The words are a start; the office
 * changes them to what this city wants to ask.
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

const WHERE_WE_STAND: Texts = {
	de: 'Wo klappt das Zusammenleben in unserer Stadt gut? Wo nicht?',
	en: 'Where does living together in our city work well? Where does it not?',
	uk: 'Де в нашому місті добре живеться разом? А де ні?',
	ar: 'أين ينجح العيش المشترك في مدينتنا؟ وأين لا ينجح؟'
};
const WHERE_WE_GO: Texts = {
	de: 'Es ist das Jahr 2035. Alle fühlen sich hier zu Hause. Was ist anders als heute?',
	en: 'It is the year 2035. Everybody feels at home here. What is different from today?',
	uk: 'Настав 2035 рік. Усі почуваються тут як удома. Що змінилося порівняно із сьогоденням?',
	ar: 'نحن في عام 2035، والجميع يشعر هنا بأنه في بيته. ما الذي اختلف عن اليوم؟'
};
const WHAT_TO_DO: Texts = {
	de: 'Was soll die Stadt tun? Was können wir selbst tun?',
	en: 'What should the city do? What can we do ourselves?',
	uk: 'Що має зробити місто? Що можемо зробити ми самі?',
	ar: 'ماذا ينبغي أن تفعل المدينة؟ وماذا يمكننا أن نفعل بأنفسنا؟'
};
const QUESTIONS = [WHERE_WE_STAND, WHERE_WE_GO, WHAT_TO_DO];

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
	de: 'Dieser Wechsel ist zugleich die Pause. Vor dem Gong sagen, wann es weitergeht.',
	en: 'This change is the break as well. Say before the gong when you go on.'
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
			...rounds([25, 25, 25], [5, 20]).map((step) =>
				step.kind === 'change' && step.round === 3 ? { ...step, notes: BREAK } : step
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

export const GIVENS: Texts = {
	de: 'Heute sammeln wir. Entschieden wird heute nicht. Aus Ihren Beiträgen entsteht ein Entwurf. Über den Entwurf entscheidet der Rat. Sie können später nachlesen, was aus jedem Beitrag geworden ist.',
	en: 'Today we collect. Nothing is decided today. Your contributions become a draft. The council decides about the draft. Later you can read what has become of each contribution.',
	uk: 'Сьогодні ми збираємо думки. Рішень сьогодні не ухвалюємо. З ваших внесків постане проєкт. Рішення щодо нього ухвалить міська рада. Пізніше ви зможете прочитати, що сталося з кожним внеском.',
	ar: 'اليوم نجمع الأفكار، ولا نتخذ أي قرار. من مساهماتكم تنشأ مسودة، ويقرر بشأنها مجلس المدينة. ويمكنكم لاحقًا أن تقرؤوا ما آل إليه كل إسهام.'
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
