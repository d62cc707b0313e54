/**
 * Owns the laws of what the hall makes of its words: clusters that are merged, split and nested without
 * copying or losing anything, fields of action that hold each of them once at most, sentences of tables
 * with their answers, and hand-overs.
 */
import type { Cluster, Id } from '#lib/domain/rows.ts';
import {
	all,
	changed,
	firstFault,
	isThere,
	meOf,
	payloadOf,
	wasThere,
	type Deed,
	type Law
} from './deed.ts';

interface Merged {
	into: Id;
	title: string;
	position: number;
	items: ReadonlySet<Id>;
	/** What lay in the other one before. */
	there: ReadonlySet<Id>;
}

export class Harvest implements Law {
	readonly #merged = new Map<Id, Merged>();
	/** What lay in a cluster when it was taken off the wall. */
	readonly #removed = new Map<Id, Pick<Merged, 'title' | 'position' | 'items'>>();
	/** What lies in each cluster, as it was after the last command. */
	#contents = new Map<Id, ReadonlySet<Id>>();

	faultOf(deed: Deed): string | null {
		if (!deed.outcome.ok) return null;
		if (deed.command.type === 'workshop.reset') {
			this.#merged.clear();
			this.#removed.clear();
			this.#contents.clear();
			return null;
		}
		const touches = (kind: string) => deed.effect.some((change) => change.kind === kind);
		const fault = touches('cluster') || touches('membership') ? this.#faultOfClusters(deed) : null;
		if (fault) return fault;
		if (touches('field')) return faultOfFields(deed);
		return touches('essence') ? faultOfEssences(deed) : faultOfSummary(deed);
	}

	#faultOfClusters(deed: Deed): string | null {
		const before = this.#contents;
		const after = contentsOf(deed);
		this.#contents = after;
		return firstFault(
			() => faultOfNesting(deed),
			() => faultOfAsked(deed),
			() => this.#faultOfMerge(deed, before, after),
			() => this.#faultOfUnmerge(deed, before, after),
			() => this.#faultOfRestore(deed, before, after),
			() => faultOfSplit(deed, before, after),
			() => faultOfOthers(deed, before, after)
		);
	}

	/** [H12] */
	#faultOfMerge(deed: Deed, before: Contents, after: Contents): string | null {
		const merge = payloadOf(deed, 'cluster.merge');
		if (!merge) return null;
		const was = wasThere(deed, 'cluster', merge.clusterId);
		if (!was || isThere(deed, 'cluster', was.id)) return 'what was merged still hangs on the wall';
		const items = itemsIn(before, was.id);
		const there = itemsIn(before, merge.intoId);
		if (!isSame(itemsIn(after, merge.intoId), new Set([...items, ...there])))
			return 'merging has lost or added something';
		if (itemsIn(after, was.id).size) return 'something lies in what is no more';
		const { title, position } = was;
		this.#merged.set(was.id, { into: merge.intoId, title, position, items, there });
		return faultOfScope(deed);
	}

	/** [H12] Exactly, but for what has been taken back or taken out by hand. */
	#faultOfUnmerge(deed: Deed, before: Contents, after: Contents): string | null {
		const unmerge = payloadOf(deed, 'cluster.unmerge');
		if (!unmerge) return null;
		const merged = this.#merged.get(unmerge.clusterId);
		const is = isThere(deed, 'cluster', unmerge.clusterId);
		if (!merged || !is) return 'what was never merged has come back';
		this.#merged.delete(is.id);
		if (is.title !== merged.title) return `a cluster came back as ${is.title}`;
		if (is.position !== merged.position) return 'a cluster came back to another place';
		const wasIn = itemsIn(before, merged.into);
		const back = new Set<Id>();
		const stays = new Set(wasIn);
		for (const id of merged.items) {
			if (merged.there.has(id) ? isReadable(deed, id) : wasIn.has(id)) back.add(id);
			if (!merged.there.has(id)) stays.delete(id);
		}
		if (!isSame(itemsIn(after, is.id), back)) return 'a cluster came back with other items';
		if (!isSame(itemsIn(after, merged.into), stays))
			return 'unmerging has taken too much or little';
		return faultOfScope(deed);
	}

	/** [H8] With all that lay in it, but for what has been taken back. */
	#faultOfRestore(deed: Deed, before: Contents, after: Contents): string | null {
		const remove = payloadOf(deed, 'cluster.remove');
		const was = remove && wasThere(deed, 'cluster', remove.clusterId);
		if (was) {
			const { title, position } = was;
			this.#removed.set(was.id, { title, position, items: itemsIn(before, was.id) });
		}
		const restore = payloadOf(deed, 'cluster.restore');
		if (!restore) return null;
		const removed = this.#removed.get(restore.clusterId);
		const is = isThere(deed, 'cluster', restore.clusterId);
		if (!removed || !is) return 'what was never removed has come back';
		if (is.title !== removed.title || is.position !== removed.position)
			return 'a cluster was restored as another one';
		const back = new Set([...removed.items].filter((id) => isReadable(deed, id)));
		if (!isSame(itemsIn(after, is.id), back)) return 'a cluster was restored with other items';
		return faultOfScope(deed);
	}
}

type Contents = ReadonlyMap<Id, ReadonlySet<Id>>;
const NOTHING: ReadonlySet<Id> = new Set();
const itemsIn = (contents: Contents, id: Id): ReadonlySet<Id> => contents.get(id) ?? NOTHING;
const isSame = (a: ReadonlySet<Id>, b: ReadonlySet<Id>): boolean =>
	a.size === b.size && [...a].every((id) => b.has(id));

function contentsOf(deed: Deed): Map<Id, Set<Id>> {
	const contents = new Map<Id, Set<Id>>();
	for (const { clusterId, itemId } of all(deed, 'membership'))
		contents.set(clusterId, (contents.get(clusterId) ?? new Set()).add(itemId));
	return contents;
}

/** Not taken back: hidden words may come back. */
function isReadable(deed: Deed, id: Id): boolean {
	const row = isThere(deed, 'contribution', id) ?? isThere(deed, 'essence', id);
	return row !== undefined && row.state !== 'withdrawn';
}

/** [H12] Grouping changes neither an item nor a vote. */
function faultOfScope(deed: Deed): string | null {
	const other = deed.effect.find(({ kind }) => kind !== 'cluster' && kind !== 'membership');
	return other ? `grouping changed ${other.kind} ${other.row.id}` : null;
}

/** [H14] One level, never in itself, never in what is gone. */
function faultOfNesting(deed: Deed): string | null {
	for (const { id, parentId } of all(deed, 'cluster')) {
		if (parentId === null) continue;
		const parent = isThere(deed, 'cluster', parentId);
		if (!parent || parent.parentId !== null || parentId === id)
			return `cluster ${id} lies in ${parentId}`;
	}
	return null;
}

/** [H9] [H13] What is asked about stays as it was asked. */
function faultOfAsked(deed: Deed): string | null {
	for (const ballot of all(deed, 'ballot')) {
		if (ballot.state !== 'open' || ballot.optionKind !== 'cluster') continue;
		const gone = ballot.optionIds.find((id) => !isThere(deed, 'cluster', id));
		if (gone) return `cluster ${gone} is asked about and gone`;
		const split = payloadOf(deed, 'cluster.split')?.clusterId;
		if (split && deed.effect.length && ballot.optionIds.includes(split))
			return 'what is asked about was split';
	}
	return null;
}

/** [H13] */
function faultOfSplit(deed: Deed, before: Contents, after: Contents): string | null {
	const split = payloadOf(deed, 'cluster.split');
	if (!split) return null;
	const was = itemsIn(before, split.clusterId);
	const moved = new Set(split.items.map(({ id }) => id).filter((id) => was.has(id)));
	if (!isSame(itemsIn(after, split.newId), moved)) return 'splitting took other items';
	const stays = new Set([...was].filter((id) => !moved.has(id)));
	if (!isSame(itemsIn(after, split.clusterId), stays)) return 'splitting left other items';
	return faultOfScope(deed);
}

/** [H6] [H15] Whatever is done to one cluster, the others keep what lies in them. */
function faultOfOthers(deed: Deed, before: Contents, after: Contents): string | null {
	const { payload, type } = deed.command;
	if (!type.startsWith('cluster.')) return null;
	const named = new Set(Object.values(payload as Record<string, unknown>));
	for (const id of new Set([...before.keys(), ...after.keys()])) {
		const isTouched = !isSame(itemsIn(before, id), itemsIn(after, id));
		if (isTouched && type === 'cluster.unmerge') {
			const into = deed.was('cluster', String((payload as { clusterId: Id }).clusterId));
			if (into?.mergedInto === id) continue;
		}
		if (isTouched && !named.has(id)) return `${type} changed what lies in ${id}`;
	}
	if (type === 'cluster.move')
		for (const row of changed(deed, 'cluster')) {
			const fault = faultOfMoving(row, wasThere(deed, 'cluster', row.id));
			if (fault) return fault;
		}
	return null;
}

function faultOfMoving(row: Cluster, was: Cluster | undefined): string | null {
	const stays = ['title', 'parentId', 'mergedInto', 'removed'] as const;
	return was && stays.every((field) => was[field] === row[field])
		? null
		: 'moving a cluster changed more than its place';
}

/** [F2] Nothing lies in two fields, and assigning changes nothing else. */
function faultOfFields(deed: Deed): string | null {
	for (const list of ['tableIds', 'clusterIds'] as const) {
		const ids = all(deed, 'field').flatMap((field) => field[list]);
		if (new Set(ids).size < ids.length) return 'something belongs to two fields of action';
	}
	const assign = payloadOf(deed, 'field.assign');
	if (!assign) return null;
	const field = assign.fieldId === null ? null : isThere(deed, 'field', assign.fieldId);
	const here = field?.[assign.subjectKind === 'table' ? 'tableIds' : 'clusterIds'] ?? [];
	if (field && assign.subjectIds.some((id) => !here.includes(id)))
		return 'what was assigned is not there';
	const other = deed.effect.find(({ kind }) => kind !== 'field');
	return other ? `assigning changed ${other.kind} ${other.row.id}` : null;
}

/** [H3] [H4] [H5] [H11] */
function faultOfEssences(deed: Deed): string | null {
	const me = meOf(deed);
	for (const row of changed(deed, 'essence')) {
		const was = wasThere(deed, 'essence', row.id);
		if (was && was.publicId !== row.publicId) return `${was.publicId} has become ${row.publicId}`;
		if ((row.state === 'withdrawn') !== (row.text === ''))
			return `${row.publicId} has lost its words`;
		const given = all(deed, 'verdict').filter(
			(one) => one.essenceId === row.id && one.version === row.version
		);
		const count = (answer: string) => given.filter((one) => one.answer === answer).length;
		if (row.agrees !== count('agree') || row.objections !== count('change'))
			return `${row.publicId} counts ${row.agrees} and ${row.objections} answers of ${given.length}`;
		if (was && was.text !== row.text && row.version === was.version)
			return `${row.publicId} has other words and the old answers`;
		if (given.some(({ participantId }) => participantId === row.participantId))
			return `who wrote ${row.publicId} answers it`;
	}
	const write = payloadOf(deed, 'essence.write');
	if (write && me) return faultOfSpeaker(deed, me, deed.before.round);
	const answer = payloadOf(deed, 'essence.answer');
	const essence = answer && isThere(deed, 'essence', answer.essenceId);
	if (essence && me && deed.before.tableOf(me) !== essence.tableId)
		return 'an answer from another table';
	return null;
}

/** [H1] [H2] */
function faultOfSummary(deed: Deed): string | null {
	const write = payloadOf(deed, 'summary.write');
	const me = meOf(deed);
	if (!write || !me || !deed.effect.length) return null;
	const [row] = changed(deed, 'summary');
	if (!row || row.points.length > 3 || row.points.includes(''))
		return 'a hand-over of other points';
	return faultOfSpeaker(deed, me, write.round);
}

/** The host speaks, or anybody there while the host's seat is empty. */
function faultOfSpeaker(deed: Deed, me: Id, round: number): string | null {
	const { before } = deed;
	const at = before.tableOf(me, round);
	const spoken = deed.effect.find(({ kind }) => kind === 'summary' || kind === 'essence');
	const table = spoken && 'tableId' in spoken.row ? spoken.row.tableId : null;
	if (at === null || table !== at) return 'somebody speaks for another table';
	const isHost = before.people.get(me)?.seat === `${at}.0`;
	return isHost || before.hostOf(at, round) === null ? null : 'a guest speaks in place of the host';
}
