/**
 * Owns what contributions and essences have in common: both can lie in clusters, stand as evidence and
 * be seen by the hall. What must stay true: when an item changes in a way that shows elsewhere (a quote,
 * a cluster's count, a wall), those rows are sent again; when its words are taken back, nothing keeps
 * pointing at them.
 */
import type { Case } from './case.ts';
import { buildsOnId } from './links.ts';
import type { Contribution, Essence, Id, ItemKind } from './rows.ts';
import type { State } from './state.ts';

export interface ItemRef {
	kind: ItemKind;
	id: Id;
}

/**
 * What the whole hall may know of an item: `shown` now; `gone` when it may have seen it before;
 * `never` when it cannot have. Told from the row alone, so that a phone that was away learns the same.
 */
export type Sight = 'shown' | 'gone' | 'never';

export function sightOfContribution(row: Contribution): Sight {
	if (row.removed || row.state !== 'table') return 'gone';
	if (row.screen === 'released') return 'shown';
	// Only an edit brings a shown text back to waiting, and an edit raises the version.
	return row.screen === 'kept' || row.version > 1 ? 'gone' : 'never';
}

export function sightOfEssence(row: Essence): Sight {
	if (row.removed || row.state === 'withdrawn') return 'gone';
	if (row.state === 'plenum') return 'shown';
	// Written again after the hall had seen it and it was taken back.
	return row.version > 1 ? 'gone' : 'never';
}

export function sightOfItem(state: State, kind: ItemKind, id: Id): Sight {
	if (kind === 'contribution') {
		const row = state.rows.contribution.get(id);
		return row ? sightOfContribution(row) : 'gone';
	}
	const row = state.rows.essence.get(id);
	return row ? sightOfEssence(row) : 'gone';
}

/** The table an item comes from, if its words may be counted: not hidden, not taken back. */
export function tableOfItem(state: State, { kind, id }: ItemRef): Id | null {
	if (kind === 'contribution') {
		const row = state.get('contribution', id);
		return row?.state === 'table' ? row.tableId : null;
	}
	const row = state.get('essence', id);
	return row && row.state !== 'withdrawn' ? row.tableId : null;
}

export function itemExists(state: State, { kind, id }: ItemRef): boolean {
	return state.get(kind, id) !== undefined;
}

/** The item's place on the walls has changed; `counts` when it begins or ceases to count in clusters. */
export function touchWalls(kase: Case, itemId: Id, counts: boolean): void {
	const { state, changes } = kase;
	for (const id of state.membershipsByItem.get(itemId) ?? []) {
		const membership = state.get('membership', id);
		if (!membership) continue;
		changes.touch('membership', id);
		if (counts) touchCluster(kase, membership.clusterId);
	}
}

/** A cluster counts what lies in those that lie in it. */
export function touchCluster({ changes }: Case, clusterId: Id): void {
	changes.touch('cluster', clusterId);
	const parentId = changes.get('cluster', clusterId)?.parentId;
	if (parentId) changes.touch('cluster', parentId);
}

/** Tables that were brought this thought or built on it see its present words, or none. */
export function touchQuotes({ state, changes }: Case, contributionId: Id): void {
	for (const id of state.linksByContribution.get(contributionId) ?? []) changes.touch('link', id);
	changes.touch('link', buildsOnId(contributionId));
}

/** The words were taken back by who wrote them. */
export function dropFromWalls(kase: Case, itemId: Id): void {
	const { state, changes } = kase;
	for (const id of state.membershipsByItem.get(itemId) ?? []) {
		const membership = state.get('membership', id);
		if (!membership) continue;
		changes.remove('membership', id);
		touchCluster(kase, membership.clusterId);
	}
	for (const id of state.evidenceByItem.get(itemId) ?? []) changes.remove('evidence', id);
}
