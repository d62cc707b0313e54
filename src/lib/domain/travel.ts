/**
 * Owns how thoughts moved over tables and rounds, told from the links alone: no word and no person in it,
 * so the whole hall may see it. What must stay true: every link counts once, and a picture made anew from
 * the same links is the same picture.
 */
import type { Id, Link } from './rows.ts';
import type { State } from './state.ts';

/** A table in a round: where a thought was. */
export interface Stop {
	tableId: Id;
	round: number;
}

/** Thoughts that went the same way. */
export interface Flow {
	from: Stop;
	to: Stop;
	carried: number;
	builtOn: number;
}

/** What of a link tells its way. */
export interface Move extends Stop {
	type: Link['type'];
	from: Stop;
}

/** Of all thoughts whose words, at both ends, may be seen at their tables. */
export function travelOf(state: State): Flow[] {
	const isThere = (id: Id) => state.get('contribution', id)?.state === 'table';
	const moves = state.live('link').flatMap(({ type, fromId, toId, tableId, round }): Move[] => {
		const source = state.get('contribution', fromId);
		if (!source || !isThere(fromId) || (toId !== null && !isThere(toId))) return [];
		return [{ type, from: { tableId: source.tableId, round: source.round }, tableId, round }];
	});
	return flowsOf(moves, state.tables);
}

/** In order of rounds, then of tables as given. */
export function flowsOf(moves: Iterable<Move>, tables: readonly { id: Id }[]): Flow[] {
	const flows = new Map<string, Flow>();
	for (const { type, from, tableId, round } of moves) {
		const key = `${from.round} ${from.tableId} ${round} ${tableId}`;
		const to = { tableId, round };
		const flow = flows.get(key) ?? { from: { ...from }, to, carried: 0, builtOn: 0 };
		flow[type === 'carried' ? 'carried' : 'builtOn'] += 1;
		flows.set(key, flow);
	}
	const place = new Map(tables.map(({ id }, index) => [id, index]));
	const at = ({ tableId }: Stop) => place.get(tableId) ?? tables.length;
	return [...flows.values()].sort(
		(a, b) =>
			a.from.round - b.from.round ||
			a.to.round - b.to.round ||
			at(a.from) - at(b.from) ||
			at(a.to) - at(b.to)
	);
}

/**
 * Where one thought and what grew from it has been: the contribution itself, then everything that was
 * built on it, however far. `links` are those of `builds_on` and `carried`.
 */
export function threadOf(
	contributionId: Id,
	links: readonly Pick<Link, 'fromId' | 'toId' | 'tableId' | 'round' | 'type'>[]
): (Stop & { type: Link['type']; fromId: Id; toId: Id | null })[] {
	const byFrom = new Map<Id, (typeof links)[number][]>();
	for (const link of links) byFrom.set(link.fromId, [...(byFrom.get(link.fromId) ?? []), link]);
	const thread: ReturnType<typeof threadOf> = [];
	const seen = new Set<Id>();
	const waiting = [contributionId];
	for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
		if (seen.has(id)) continue;
		seen.add(id);
		for (const { type, fromId, toId, tableId, round } of byFrom.get(id) ?? []) {
			thread.push({ type, fromId, toId, tableId, round });
			if (toId !== null) waiting.push(toId);
		}
	}
	return thread.sort((a, b) => a.round - b.round);
}
