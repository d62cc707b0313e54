/**
 * Owns what stands on each paper: it turns a job into the data that a template sets. All of it is data;
 * a template never reads a word as markup.
 */
import { spokenCode } from '#lib/domain/code.ts';
import type { Lang } from '#lib/domain/rows.ts';
import { CARDS_PER_SHEET, LAST_CARD, type DocumentName } from './documents.ts';
import { pictogramSvg, qrSvg, TABLE_COLOURS, wifiAddress } from './drawings.ts';
import type { PrintJob } from './job.ts';
import { asWritten, createVoice, minutesOf, saidIn, type Said, type Voice } from './voice.ts';
import { stepsOn } from './ways.ts';

/** More sentences than this leave no room on a small card. */
const LANGS_FOR_SENTENCES = 2;

type Table = PrintJob['tables'][number];

export interface Content {
	/** The file's title and its own language, for readers that read aloud. */
	title: string;
	lang: Lang;
	dir: 'ltr' | 'rtl';
	[part: string]: unknown;
}

/** `title` is the paper's name and the workshop's, in the staff's language. */
export function contentOf(job: PrintJob, title: string): Content {
	const voices = job.choice.langs.map(createVoice);
	const [first = createVoice('de')] = voices;
	return {
		title,
		lang: first.lang,
		dir: first.dir,
		event: asWritten(job.workshop.title, job.workshop.languages[0] ?? first.lang),
		...CONTENT[job.choice.document](job, voices)
	};
}

const CONTENT: Record<DocumentName, (job: PrintJob, voices: Voice[]) => object> = {
	tents,
	poster,
	wifi,
	letters,
	cards,
	network,
	plan
};

const joinUrl = ({ origin, workshop }: PrintJob) => `${origin}/w/${workshop.code}`;
const shortAddress = (origin: string) => origin.replace(/^https?:\/\//, '');
/** Keeps a name's own direction inside a sentence of the other one. */
const isolate = (name: string) => `\u2068${name}\u2069`;
/** Two names on a line of their own, whose direction is not the paper's; null where there is neither. */
function inOne(lang: Lang | undefined, one: string, other: string, between: string): Said | null {
	const text = [one, other].filter(Boolean).join(between);
	return text ? asWritten(text, lang ?? 'de') : null;
}
const seatLetter = (index: number) => String.fromCharCode(65 + index);

function chosenTables({ tables, ways, choice: { from, to } }: PrintJob) {
	return tables
		.map((table, index) => ({ table, ways: ways[index] ?? [] }))
		.filter(({ table }) => table.number >= from && table.number <= to);
}

/** The way in for those whose camera does not read codes. */
const wayIn = (job: PrintJob) => ({
	address: shortAddress(job.origin),
	code: spokenCode(job.workshop.code)
});

const look = ({ number, colour, pictogram }: Table) => ({
	number,
	colour: TABLE_COLOURS[colour],
	pictogram: pictogramSvg(pictogram, colour)
});

function tents(job: PrintJob, voices: Voice[]) {
	const { steps, workshop, choice } = job;
	const asksTables = steps.some((step) => step.questionMode === 'per_table');
	const [first] = workshop.languages;
	return {
		...wayIn(job),
		scan: voices.map((voice) => voice.say(voice.t('scan'))),
		tables: chosenTables(job).map(({ table }) => {
			const url = `${joinUrl(job)}?table=${table.number}`;
			return {
				...look(table),
				label: inOne(first, table.label, table.hall, ' · '),
				topic: saidIn(table.topic, choice.langs, first),
				question: asksTables ? saidIn(table.question, choice.langs, first) : [],
				qr: qrSvg(url),
				alt: voices[0]?.t('qr', { address: url }) ?? url
			};
		})
	};
}

function poster(job: PrintJob, voices: Voice[]) {
	const { workshop, choice } = job;
	const url = joinUrl(job);
	return {
		...wayIn(job),
		paper: choice.paper,
		where: inOne(workshop.languages[0], workshop.venue, workshop.city, ', '),
		qr: qrSvg(url),
		alt: voices[0]?.t('qr', { address: url }) ?? url,
		voices: voices.map((voice) => ({
			when: voice.say(voice.when(workshop.date, workshop.time)),
			scan: voice.say(voice.t('scan')),
			free: voice.say(voice.t('free')),
			type: voice.say(voice.t('type')),
			noPhone: voice.say(voice.t('no_phone'))
		}))
	};
}

function wifi(job: PrintJob, voices: Voice[]) {
	const { workshop, isLocal } = job;
	const url = joinUrl(job);
	const [first] = voices;
	return {
		...wayIn(job),
		name: workshop.wifi,
		wifi: {
			qr: qrSvg(wifiAddress(workshop.wifi)),
			alt: first?.t('wifi.qr', { name: workshop.wifi })
		},
		join: { qr: qrSvg(url), alt: first?.t('qr', { address: url }) },
		voices: voices.map((voice) => ({
			heading: voice.say(voice.t('wifi.title')),
			steps: [
				voice.t('wifi.1', { name: isolate(workshop.wifi) }),
				voice.t('wifi.2'),
				voice.t('wifi.3')
			].map(voice.say),
			offline: isLocal ? voice.say(voice.t('wifi.offline')) : null
		}))
	};
}

function letters(job: PrintJob, voices: Voice[]) {
	const looks = new Map(job.tables.map((table) => [table.number, look(table)]));
	const steps = stepsOn(
		job.ways,
		job.tables.map(({ number }) => number)
	);
	const isWordy = voices.length <= LANGS_FOR_SENTENCES;
	const stay = voices.map((voice) =>
		voice.say(isWordy ? voice.phone('seat.host') : voice.t('rule.stay'))
	);
	const keep = voices.map((voice) => voice.say(voice.t('seat.keep')));
	const rules = steps?.map((n) => voices.map((voice) => voice.say(voice.t('rule.on', { n }))));
	return {
		looks: Object.fromEntries(looks),
		seat: voices.map((voice) => voice.say(voice.t('plan.seat'))),
		round: voices.map((voice) => voice.say(voice.t('card.round'))),
		table: voices.map((voice) => voice.say(voice.t('card.table'))),
		cards: chosenTables(job).flatMap(({ table, ways }) =>
			ways.map((tables, index) => {
				const isStaying = tables.every((number) => number === table.number);
				const isHost = index === 0 && isStaying;
				return {
					seat: `${table.number}${seatLetter(index)}`,
					home: table.number,
					tables,
					lines: isHost
						? stay
						: [...((!isStaying && rules?.[index]) || []), ...(isWordy ? keep : [])]
				};
			})
		)
	};
}

function cards(job: PrintJob, voices: Voice[]) {
	const { sheets, first } = job.choice;
	let number = first;
	return {
		cards: voices.flatMap((voice) =>
			Array.from({ length: sheets * CARDS_PER_SHEET }, () => ({
				id: `${String(Math.min(number++, LAST_CARD)).padStart(3, '0')}p`,
				lang: voice.lang,
				dir: voice.dir,
				title: voice.t('card.title'),
				round: voice.t('card.round'),
				table: voice.t('card.table'),
				help: `${voice.t('card.one')} ${voice.t('card.give')}`
			}))
		)
	};
}

function network(job: PrintJob, voices: Voice[]) {
	return { pages: voices.map((voice) => networkPage(job, voice)) };
}

function networkPage(job: PrintJob, voice: Voice) {
	const { workshop, steps } = job;
	const { t, phone } = voice;
	const begin = minutesOf(workshop.time);
	let passed = 0;
	return {
		lang: voice.lang,
		dir: voice.dir,
		when: voice.when(workshop.date, workshop.time),
		title: t('net.title'),
		lead: t('net.lead'),
		move: { title: t('net.move'), lines: rule(job, voice) },
		rounds: {
			title: t('net.rounds'),
			steps: steps.map((step) => {
				const at = passed;
				passed += step.minutes;
				const question: Said[] =
					step.kind !== 'round'
						? []
						: step.questionMode === 'per_table'
							? [voice.say(t('net.table_question'))]
							: saidIn(step.question, [voice.lang], workshop.languages[0]);
				return {
					at: begin === null ? '' : voice.clock(begin + at),
					minutes: phone('time.minutes', { n: step.minutes }),
					name: phone(`step.${step.kind}`, { n: step.round ?? 0 }),
					isRound: step.kind === 'round',
					question
				};
			})
		},
		host: { title: t('net.host'), lines: [t('net.host.1'), t('net.host.2'), t('net.host.3')] },
		paper: { title: t('net.paper'), lines: [t('net.paper.1'), t('net.paper.2'), t('net.phone')] }
	};
}

/** How people change tables, in as few sentences as are true. */
function rule({ tables, ways, workshop }: PrintJob, { t, phone }: Voice): string[] {
	if (workshop.moveMode === 'free') return [t('rule.free')];
	const numbers = tables.map(({ number }) => number);
	const steps = stepsOn(ways, numbers);
	if (!steps) return [t('rule.card')];
	const ofLetter = (n: number, index: number) =>
		`${phone('seat.letter', { letter: seatLetter(index) })}: ${n === 0 ? t('rule.stay') : t('rule.on', { n })}`;
	const [first = 1] = numbers;
	const last = numbers.at(-1) ?? first;
	return [...steps.map(ofLetter), t('rule.circle', { first, last }), t('rule.card')];
}

function plan(job: PrintJob, voices: Voice[]) {
	const rounds = Math.max(0, ...job.ways.flatMap((seats) => seats.map((way) => way.length)));
	return {
		pages: voices.map((voice) => ({
			lang: voice.lang,
			dir: voice.dir,
			when: voice.when(job.workshop.date, job.workshop.time),
			title: voice.t('plan.title'),
			seat: voice.t('plan.seat'),
			rounds: Array.from({ length: rounds }, (_, i) => voice.phone('step.round', { n: i + 1 }))
		})),
		seats: chosenTables(job).flatMap(({ table, ways }) =>
			ways.map((tables, index) => ({
				name: `${table.number}${seatLetter(index)}`,
				isHost: index === 0,
				tables
			}))
		)
	};
}
