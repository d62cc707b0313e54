/**
 * Owns the history of an evening as its people know it: what they wrote and what they were answered. In
 * the end it says on its own what must be in the database, and compares. What must stay true: what was
 * acknowledged is there once, with its author's words; what was taken back is gone; everything counted is
 * counted right. Only a backup that was brought back may take acknowledged work away, and exactly what
 * came after it.
 */
import type { Actor, Command, Outcome } from '#lib/domain/commands.ts';
import type { Change, Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { canonical, differenceOf, type Disk } from './disk.ts';
import { Laws } from './laws/laws.ts';

interface Written {
	author: Id;
	text: string;
	version: number;
	isWithdrawn: boolean;
	publicId: string;
	supporters: Set<Id>;
}

interface Expected {
	written: Map<Id, Written>;
	/** Dots by ballot and person. */
	votes: Map<Id, string>;
}

/** Answers that are about the moment, not about the command: it is sent again. */
export const NOT_NOW: ReadonlySet<string> = new Set(['storage_unavailable', 'too_fast']);

export class Ledger {
	/** Who sent what, as the server got it; the last sender before the verdict counts. */
	readonly #handed = new Map<Id, { command: Command; actor: Actor }>();
	/** What devices were answered. */
	readonly #answers = new Map<Id, Outcome>();
	readonly #disk: Disk;
	readonly #accuse: (fault: string) => void;

	constructor(disk: Disk, accuse: (fault: string) => void) {
		this.#disk = disk;
		this.#accuse = accuse;
	}

	hand(command: Command, actor: Actor): void {
		if (!this.#disk.outcomes.has(command.id)) this.#handed.set(command.id, { command, actor });
	}

	/** A device takes an answer as final. */
	hear(command: Command, outcome: Outcome): void {
		if (!outcome.ok && NOT_NOW.has(outcome.code))
			this.#accuse(`a device takes ${outcome.code} for the last word on ${command.type}`);
		const before = this.#answers.get(command.id);
		if (before && canonical(before) !== canonical(outcome))
			this.#accuse(`${command.type} was answered ${canonical(before)}, then ${canonical(outcome)}`);
		this.#answers.set(command.id, outcome);
	}

	/** A backup was brought back: what came after it may be missing, and may come again. */
	forget(): void {
		for (const id of this.#answers.keys())
			if (!this.#disk.outcomes.has(id)) this.#answers.delete(id);
	}

	/** What does not hold in the database, or null. */
	async fault(): Promise<string | null> {
		const { state, known } = await this.#disk.read([...this.#answers.keys()]);
		return (
			differenceWith(this.#disk.replayed, state) ??
			this.#faultOfAnswers(known) ??
			this.#faultOfContents(state) ??
			faultOfCounts(state)
		);
	}

	#faultOfAnswers(known: ReadonlyMap<Id, Outcome>): string | null {
		for (const [id, outcome] of this.#answers) {
			const stored = known.get(id);
			const type = this.#handed.get(id)?.command.type;
			if (outcome.ok && !stored) return `${type} ${id} was acknowledged and is not stored`;
			if (stored && canonical(stored) !== canonical(outcome))
				return `${type} ${id} was answered ${canonical(outcome)}, stored is ${canonical(stored)}`;
		}
		return null;
	}

	#faultOfContents(state: State): string | null {
		const expected = this.#replay();
		if (typeof expected === 'string') return expected;
		for (const [id, it] of expected.written) {
			const row = state.get('contribution', id);
			if (!row) return `contribution ${id} is missing`;
			const found = [row.participantId, row.text, row.version, row.state === 'withdrawn'];
			const wanted = [it.author, it.text, it.version, it.isWithdrawn];
			if (canonical(found) !== canonical(wanted))
				return `contribution ${id} is ${canonical(found)}, not ${canonical(wanted)}`;
			if (row.publicId !== it.publicId) return `${it.publicId} has become ${row.publicId}`;
			if (row.agrees !== it.supporters.size)
				return `contribution ${id} counts ${row.agrees} agreements, not ${it.supporters.size}`;
		}
		for (const { id } of state.live('contribution'))
			if (!expected.written.has(id)) return `contribution ${id} was never written`;
		const votes = new Map(state.live('vote').map(({ id, dots }) => [id, canonical(dots)]));
		for (const [id, dots] of expected.votes)
			if (votes.get(id) !== dots) return `vote ${id} is ${votes.get(id)}, not ${dots}`;
		if (votes.size !== expected.votes.size) return 'there are votes that nobody cast';
		return null;
	}

	/** Every stored command in its order, by rules that know nothing of `decide`. */
	#replay(): Expected | string {
		const expected: Expected = { written: new Map(), votes: new Map() };
		const publicIds = new Set<string>();
		const rowIds = new Set<Id>();
		const judged = new Set<Id>();
		const laws = new Laws();
		let rev = 0;
		for (const { changes, outcomes } of this.#disk.history) {
			for (const { id, outcome } of outcomes) {
				if (judged.has(id)) return `command ${id} was judged twice`;
				judged.add(id);
				const handed = this.#handed.get(id);
				if (!handed) return `command ${id} came from nobody`;
				const { command, actor } = handed;
				if (!outcome.ok) {
					const fault = laws.faultOf(command, actor, outcome, []);
					if (fault) return `${command.type} ${id}: ${fault}`;
					continue;
				}
				if (outcome.rev < rev) return `command ${id} was given rev ${outcome.rev} after ${rev}`;
				const effect =
					outcome.rev > rev ? changes.filter(({ row }) => row.rev === outcome.rev) : [];
				rev = outcome.rev;
				if (command.type === 'workshop.reset') {
					expected.written.clear();
					expected.votes.clear();
					publicIds.clear();
				}
				const fault =
					faultOfNewIds(effect, expected, publicIds, rowIds) ??
					carryOut(command, actor, effect, expected) ??
					laws.faultOf(command, actor, outcome, effect);
				if (fault) return `${command.type} ${id}: ${fault}`;
			}
		}
		return expected;
	}
}

function differenceWith(replayed: State, stored: State): string | null {
	const difference = differenceOf(stored, replayed);
	return difference && `the database is not what was committed: ${difference}`;
}

/** A number on paper means one text for ever. */
function faultOfNewIds(
	effect: Change[],
	{ written }: Expected,
	publicIds: Set<string>,
	rowIds: Set<Id>
): string | null {
	for (const { kind, row } of effect) {
		if (kind !== 'contribution' || row.removed || written.has(row.id)) continue;
		if (rowIds.has(row.id)) return `the id ${row.id} is used again`;
		if (publicIds.has(row.publicId)) return `the number ${row.publicId} is given again`;
		const place = row.publicId.slice(0, -3);
		const serial = [...publicIds].filter((other) => other.startsWith(place)).length + 1;
		if (row.publicId !== place + String(serial).padStart(3, '0'))
			return `${row.publicId} is the number ${serial} of its table`;
		rowIds.add(row.id);
		publicIds.add(row.publicId);
	}
	return null;
}

/** What a granted command must have done; a fault when its effect is another. */
function carryOut(
	command: Command,
	actor: Actor,
	effect: Change[],
	{ written, votes }: Expected
): string | null {
	const me = actor.role === 'participant' ? actor.id : '';
	switch (command.type) {
		case 'contribution.post': {
			const { contributionId: id, text } = command.payload;
			if (written.has(id)) return effect.length ? 'a repeated post did something' : null;
			const row = effect.find(({ kind, row }) => kind === 'contribution' && row.id === id)?.row;
			if (!row || !('publicId' in row)) return 'granted, and nothing was written';
			const { publicId } = row;
			written.set(id, {
				author: me,
				text,
				version: 1,
				isWithdrawn: false,
				publicId,
				supporters: new Set()
			});
			return null;
		}
		case 'contribution.edit': {
			const it = written.get(command.payload.contributionId);
			if (it?.author !== me) return 'somebody edits what is not theirs';
			if (it.text === command.payload.text) return null;
			it.text = command.payload.text;
			it.version++;
			return null;
		}
		case 'contribution.withdraw': {
			const it = written.get(command.payload.contributionId);
			if (it?.author !== me) return 'somebody takes back what is not theirs';
			Object.assign(it, { isWithdrawn: true, text: '' });
			return null;
		}
		case 'contribution.agree': {
			const it = written.get(command.payload.contributionId);
			if (!it || it.author === me) return 'somebody agrees with nothing or with themselves';
			if (command.payload.agree) it.supporters.add(me);
			else it.supporters.delete(me);
			return null;
		}
		case 'vote.cast': {
			const dots = Object.entries(command.payload.dots).filter(([, count]) => count > 0);
			const id = `${command.payload.ballotId}.${me}`;
			if (dots.length) votes.set(id, canonical(Object.fromEntries(dots)));
			else votes.delete(id);
			return null;
		}
		case 'essence.write': {
			const isThere = effect.some(
				({ kind, row }) => kind === 'essence' && row.text === command.payload.text
			);
			// Taking back what is not there changes nothing.
			return isThere || (command.payload.text === '' && !effect.length)
				? null
				: 'granted, and not written';
		}
		case 'summary.write': {
			const points = canonical(command.payload.points.filter((point) => point !== ''));
			const isThere = effect.some(
				({ kind, row }) => kind === 'summary' && canonical(row.points) === points
			);
			return isThere ? null : 'granted, and not written';
		}
		default:
			return null;
	}
}

function faultOfCounts(state: State): string | null {
	const holders = state.live('seat').flatMap(({ participantId }) => participantId ?? []);
	if (new Set(holders).size !== holders.length) return 'somebody sits on two seats';

	const agreements = new Map<Id, number>();
	for (const { contributionId: id } of state.live('agreement'))
		agreements.set(id, (agreements.get(id) ?? 0) + 1);
	for (const { id, agrees } of state.live('contribution'))
		if (agrees !== (agreements.get(id) ?? 0)) return `${id} does not count its agreements`;

	for (const essence of state.live('essence')) {
		const given = state
			.live('verdict')
			.filter(({ essenceId, version }) => essenceId === essence.id && version === essence.version);
		const count = (answer: string) => given.filter((one) => one.answer === answer).length;
		if (essence.agrees !== count('agree') || essence.objections !== count('change'))
			return `${essence.id} does not count its answers`;
	}

	for (const ballot of state.live('ballot')) {
		const votes = state.live('vote').filter(({ ballotId }) => ballotId === ballot.id);
		const sums = new Map<Id, number>();
		for (const { dots } of votes) {
			const counts = Object.values(dots);
			if (counts.reduce((sum, count) => sum + count, 0) > ballot.dots)
				return 'somebody has placed more dots than they have';
			for (const [option, count] of Object.entries(dots))
				sums.set(option, (sums.get(option) ?? 0) + count);
		}
		if (votes.length !== ballot.turnout) return `turnout ${ballot.turnout} of ${votes.length}`;
		for (const option of ballot.result ? ballot.optionIds : [])
			if (ballot.result?.[option] !== (sums.get(option) ?? 0) + (ballot.paper[option] ?? 0))
				return 'a ballot is counted wrong';
	}
	return null;
}
