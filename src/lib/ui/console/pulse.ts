/**
 * Owns the one word that says how a table is doing. A facilitator with forty tables reads only this, so
 * it must be the most useful true thing: a call for help, nobody there, no connection, no host, silence, then activity.
 * It speaks of tables and never of a person.
 */
import type { Signal, Step, Table } from '#lib/domain/rows.ts';
import type { Key } from '#lib/text/text.ts';

/** What the hall's hint says about one table. */
export interface TableHint {
	seated: number;
	/** At those devices. */
	people: number;
	online: number;
	arrived: number;
	hasHost: boolean;
	posts: number;
	lastPostAt: number | null;
	writing: boolean;
	essences: number;
	/** Seats that several devices share. */
	shared: readonly { seat: string; people: number }[];
}

export interface Pulse {
	word: Exclude<Extract<Key<'console'>, `pulse.${string}`>, 'pulse.ago_short'>;
	n?: number;
	total?: number;
	/** `look`: worth a walk to that table. `off`: nobody can be reached there. */
	tone: 'quiet' | 'look' | 'off';
	/** The same once more as a shape, so that colour is never alone. */
	sign: Sign;
}

export type Sign =
	'help' | 'more_time' | 'done' | 'silent' | 'no_host' | 'offline' | 'writing' | 'arrived' | null;

/** A table may think for this long before it counts as silent. */
const SILENT_AFTER_MIN = 6;
const MINUTE = 60_000;

/** What all tables have in common at one moment. */
export interface Moment {
	hints: Readonly<Record<string, TableHint>> | null;
	step: Pick<Step, 'kind' | 'state' | 'startedAt'> | null;
	now: number;
	/** Writing is on hold. */
	frozen: boolean;
	/** What each table says now; those that say nothing are missing. */
	signals: ReadonlyMap<string, Signal['state']>;
}

/** Tables that are shown: a closed one as long as somebody is still at it. */
export function openTables(tables: readonly Table[], hints: Moment['hints']): Table[] {
	return tables.filter(
		({ id, mergedInto }) => mergedInto === null || (hints?.[id]?.seated ?? 0) > 0
	);
}

/** How each of these tables is doing; null as long as nothing is known of it. */
export function pulsesOf(
	tables: readonly Table[],
	{ hints, step, now, frozen, signals }: Moment
): Map<string, Pulse | null> {
	const withHosts = Object.values(hints ?? {}).some(({ hasHost }) => hasHost);
	return new Map(
		tables.map(({ id, seats }) => {
			const hint = hints?.[id];
			const signal = signals.get(id) ?? null;
			return [id, hint ? pulse(hint, step, now, frozen, seats, withHosts, signal) : null];
		})
	);
}

export function pulse(...given: Parameters<typeof pulseOf>): Pulse {
	const found = pulseOf(...given);
	return { ...found, sign: SIGNS[found.word] ?? null };
}

const SIGNS: Partial<Record<Pulse['word'], Sign>> = {
	'pulse.help': 'help',
	'pulse.more_time': 'more_time',
	'pulse.done': 'done',
	'pulse.silent': 'silent',
	'pulse.no_host': 'no_host',
	'pulse.offline': 'offline',
	'pulse.writing': 'writing',
	'pulse.all_arrived': 'arrived'
};

function pulseOf(
	hint: TableHint,
	step: Pick<Step, 'kind' | 'state' | 'startedAt'> | null,
	now: number,
	/** Writing is on hold: silence is what was asked for. */
	frozen: boolean,
	seats: number,
	/** Some table has a host: then a table without one is worth a look. */
	withHosts: boolean,
	/** What the table itself says now. */
	signal: Signal['state'] = null
): Omit<Pulse, 'sign'> {
	// Whoever asks for help gets it, also when the phone has gone silent since.
	if (signal === 'help') return { word: 'pulse.help', tone: 'look' };
	if (hint.seated === 0) return { word: 'pulse.empty', tone: 'off' };
	if (hint.online === 0) return { word: 'pulse.offline', tone: 'off' };
	if (signal === 'more_time') return { word: 'pulse.more_time', tone: 'look' };
	if (signal === 'done') return { word: 'pulse.done', tone: 'quiet' };

	if (step?.kind === 'change') {
		// The host stays and has nowhere to arrive.
		const total = Math.max(0, hint.seated - (hint.hasHost ? 1 : 0));
		const n = Math.min(hint.arrived, total);
		return n >= total
			? { word: 'pulse.all_arrived', tone: 'quiet' }
			: { word: 'pulse.arrived', n, total, tone: 'quiet' };
	}

	const works = step?.kind === 'round' || step?.kind === 'essence';
	if (step?.kind === 'essence' && hint.essences > 0)
		return { word: 'pulse.essences', n: hint.essences, tone: 'quiet' };
	const silent = silentMinutes(hint, step, now);
	if (silent >= SILENT_AFTER_MIN && !frozen)
		return { word: 'pulse.silent', n: silent, tone: 'look' };
	if (!hint.hasHost && withHosts && (works || !step || step.kind === 'welcome'))
		return { word: 'pulse.no_host', tone: works ? 'look' : 'quiet' };

	if (!step || step.kind === 'welcome') {
		const n = seats - hint.seated;
		return n > 0 ? { word: 'pulse.free', n, tone: 'quiet' } : { word: 'pulse.full', tone: 'quiet' };
	}

	if (step.kind === 'round') {
		if (hint.writing) return { word: 'pulse.writing', tone: 'quiet' };
		const wrote = hasWritten(hint, step);
		const minutes = Math.floor((now - (hint.lastPostAt ?? now)) / MINUTE);
		if (!wrote) return { word: 'pulse.nothing', tone: 'quiet' };
		return minutes < 1
			? { word: 'pulse.fresh', tone: 'quiet' }
			: { word: 'pulse.ago', n: minutes, tone: 'quiet' };
	}

	if (hint.essences > 0) return { word: 'pulse.essences', n: hint.essences, tone: 'quiet' };
	if (step.kind === 'essence')
		return { word: hint.writing ? 'pulse.writing' : 'pulse.no_essence', tone: 'quiet' };
	return { word: 'pulse.here', tone: 'quiet' };
}

type StepTime = Pick<Step, 'kind' | 'state' | 'startedAt'>;

const hasWritten = (hint: TableHint, step: StepTime): boolean =>
	hint.lastPostAt !== null && step.startedAt !== null && hint.lastPostAt >= step.startedAt;

/** Whole minutes without a word in a running round; what was before it does not count. */
function silentMinutes(hint: TableHint, step: StepTime | null, now: number): number {
	if (step?.kind !== 'round' || step.state !== 'running' || hint.writing) return 0;
	const since = hasWritten(hint, step) ? hint.lastPostAt : step.startedAt;
	return Math.floor((now - (since ?? now)) / MINUTE);
}
