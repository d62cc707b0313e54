/**
 * Owns how staff groups the hall's words. What must stay true: an item is never copied into a cluster
 * and may lie in several; every change of a cluster's contents sends the cluster again, because its
 * count is computed; what an open ballot asks about cannot be taken away; merging forgets nothing, so
 * that it can be undone exactly.
 */
import type { Case, Ruling } from './case.ts';
import { refuse } from './case.ts';
import type { Payloads } from './commands.ts';
import type { ItemRef } from './items.ts';
import { itemExists, tableOfItem, touchCluster } from './items.ts';
import { LIMITS } from './limits.ts';
import type { Cluster, Id } from './rows.ts';
import type { State } from './state.ts';
import { line } from './texts.ts';

export function membershipId(clusterId: Id, itemId: Id): Id {
	return `${clusterId}.${itemId}`;
}

/** Also brings back a removed cluster under its old id, with its old place: undoing a removal. */
export function create(
	kase: Case,
	{ clusterId, title, items }: Payloads['cluster.create']
): Ruling {
	const { state, changes } = kase;
	const clean = line(title, LIMITS.clusterTitle, 'title');
	if (!clean.ok) return clean.refusal;
	if (state.get('cluster', clusterId)) return refuse('malformed', { field: 'clusterId' });
	const others = state.live('cluster');
	if (others.length >= LIMITS.clusters) return refuse('too_many', { limit: LIMITS.clusters });
	const before = state.rows.cluster.get(clusterId);
	const last = others.reduce((max, other) => Math.max(max, other.position), -1);
	changes.put('cluster', {
		id: clusterId,
		title: clean.value,
		parentId: null,
		mergedInto: null,
		mergedItems: null,
		position: before?.position ?? last + 1,
		createdAt: before?.createdAt ?? kase.now
	});
	return put(kase, clusterId, items);
}

export function rename(kase: Case, { clusterId, title }: Payloads['cluster.rename']): Ruling {
	if (!kase.state.get('cluster', clusterId)) return refuse('not_found');
	const clean = line(title, LIMITS.clusterTitle, 'title');
	if (!clean.ok) return clean.refusal;
	kase.changes.edit('cluster', clusterId, { title: clean.value });
	return null;
}

export function remove(kase: Case, { clusterId }: Payloads['cluster.remove']): Ruling {
	const { state, changes } = kase;
	if (!state.get('cluster', clusterId)) return refuse('not_found');
	if (isAsked(state, clusterId)) return refuse('in_use');
	const items = itemsOf(state, clusterId);
	for (const { id } of items) changes.remove('membership', membershipId(clusterId, id));
	for (const child of childrenOf(state, clusterId))
		changes.edit('cluster', child.id, { parentId: null });
	const mergedItems = items.map((item) => ({ ...item, both: false }));
	removeFromWall(kase, clusterId, { mergedInto: null, mergedItems });
	return null;
}

/** With what lay in it at that moment, which whoever removed it may not have seen. */
export function restore(kase: Case, { clusterId }: Payloads['cluster.restore']): Ruling {
	const { state } = kase;
	const removed = state.rows.cluster.get(clusterId);
	if (!removed?.removed || removed.mergedInto || !removed.mergedItems) return refuse('not_found');
	if (state.live('cluster').length >= LIMITS.clusters)
		return refuse('too_many', { limit: LIMITS.clusters });
	bringBack(kase, removed, removed.mergedItems);
	return null;
}

export function addItems(kase: Case, { clusterId, items }: Payloads['cluster.add']): Ruling {
	if (!kase.state.get('cluster', clusterId)) return refuse('not_found');
	return put(kase, clusterId, items);
}

export function takeItems(kase: Case, { clusterId, items }: Payloads['cluster.take']): Ruling {
	const { state, changes } = kase;
	if (!state.get('cluster', clusterId)) return refuse('not_found');
	const fault = faultOfCount(items);
	if (fault) return fault;
	for (const item of items) {
		const id = membershipId(clusterId, item.id);
		if (!state.get('membership', id)) continue;
		changes.remove('membership', id);
		touchCluster(kase, clusterId);
	}
	return null;
}

/** `clusterId` leaves the wall; its row keeps what lay in it. */
export function merge(kase: Case, { clusterId, intoId }: Payloads['cluster.merge']): Ruling {
	const { state } = kase;
	if (clusterId === intoId) return refuse('malformed', { field: 'intoId' });
	if (!state.get('cluster', clusterId) || !state.get('cluster', intoId)) return refuse('not_found');
	if (isAsked(state, clusterId) || childrenOf(state, clusterId).length > 0) return refuse('in_use');
	const items = itemsOf(state, clusterId);
	const mergedItems = items.map((item) => ({
		...item,
		both: state.get('membership', membershipId(intoId, item.id)) !== undefined
	}));
	for (const { id } of items) kase.changes.remove('membership', membershipId(clusterId, id));
	removeFromWall(kase, clusterId, { mergedInto: intoId, mergedItems });
	lay(kase, intoId, items);
	return null;
}

/** What has been taken back meanwhile, or taken out of the other cluster by hand, stays out. */
export function unmerge(kase: Case, { clusterId }: Payloads['cluster.unmerge']): Ruling {
	const { state, changes } = kase;
	const merged = state.rows.cluster.get(clusterId);
	const intoId = merged?.removed ? merged.mergedInto : null;
	if (!merged?.mergedItems || !intoId || !state.get('cluster', intoId)) return refuse('not_found');
	if (isAsked(state, intoId)) return refuse('in_use');
	if (state.live('cluster').length >= LIMITS.clusters)
		return refuse('too_many', { limit: LIMITS.clusters });
	const back = merged.mergedItems.filter(
		({ id, both }) => both || state.get('membership', membershipId(intoId, id))
	);
	for (const { id, both } of back)
		if (!both) changes.remove('membership', membershipId(intoId, id));
	touchCluster(kase, intoId);
	bringBack(kase, merged, back);
	return null;
}

/** What has been taken back meanwhile stays away. */
function bringBack(kase: Case, cluster: Cluster, items: readonly ItemRef[]): void {
	const { state, changes } = kase;
	// The cluster it lay in may have gone or may lie in another one now.
	const parent = state.get('cluster', cluster.parentId);
	changes.put('cluster', {
		...cluster,
		parentId: parent && parent.parentId === null ? parent.id : null,
		mergedInto: null,
		mergedItems: null
	});
	touchCluster(kase, cluster.id);
	lay(
		kase,
		cluster.id,
		items.filter((item) => !isTakenBack(state, item))
	);
}

export function split(kase: Case, payload: Payloads['cluster.split']): Ruling {
	const { state, changes } = kase;
	const { clusterId, newId, title, items } = payload;
	const cluster = state.get('cluster', clusterId);
	if (!cluster) return refuse('not_found');
	if (state.rows.cluster.has(newId)) return refuse('malformed', { field: 'newId' });
	if (isAsked(state, clusterId)) return refuse('in_use');
	const here = items.filter(({ id }) => state.get('membership', membershipId(clusterId, id)));
	if (here.length === 0) return refuse('not_found', { field: 'items' });
	const fault = create(kase, { clusterId: newId, title, items: [] });
	if (fault) return fault;
	lay(kase, newId, here);
	changes.edit('cluster', newId, { parentId: cluster.parentId });
	for (const { id } of here) changes.remove('membership', membershipId(clusterId, id));
	touchCluster(kase, clusterId);
	return null;
}

/** One level: what lies in another cluster holds none itself. */
export function nest(kase: Case, { clusterId, parentId }: Payloads['cluster.nest']): Ruling {
	const { state, changes } = kase;
	const cluster = state.get('cluster', clusterId);
	if (!cluster) return refuse('not_found');
	if (cluster.parentId === parentId) return null;
	if (parentId !== null) {
		const parent = state.get('cluster', parentId);
		if (!parent) return refuse('not_found', { field: 'parentId' });
		if (parentId === clusterId || parent.parentId !== null)
			return refuse('malformed', { field: 'parentId' });
		if (childrenOf(state, clusterId).length > 0 || isAsked(state, clusterId))
			return refuse('in_use');
		changes.touch('cluster', parentId);
	}
	if (cluster.parentId) changes.touch('cluster', cluster.parentId);
	changes.edit('cluster', clusterId, { parentId });
	return null;
}

export function move(kase: Case, { clusterId, beforeId }: Payloads['cluster.move']): Ruling {
	const { state, changes } = kase;
	const moved = state.get('cluster', clusterId);
	if (!moved || (beforeId !== null && !state.get('cluster', beforeId))) return refuse('not_found');
	if (beforeId === clusterId) return null;
	const others = onWall(state).filter(({ id }) => id !== clusterId);
	const at = beforeId === null ? others.length : others.findIndex(({ id }) => id === beforeId);
	others.splice(at, 0, moved);
	for (const [position, { id, position: before }] of others.entries())
		if (before !== position) changes.edit('cluster', id, { position });
	return null;
}

/** In the order in which they hang on the wall. */
export function onWall(state: State): Cluster[] {
	return state.live('cluster').sort((a, b) => a.position - b.position);
}

export function childrenOf(state: State, clusterId: Id): Cluster[] {
	return state.live('cluster').filter(({ parentId }) => parentId === clusterId);
}

function itemsOf(state: State, clusterId: Id): ItemRef[] {
	const items: ItemRef[] = [];
	for (const id of state.membershipsByCluster.get(clusterId) ?? []) {
		const membership = state.get('membership', id);
		if (membership) items.push({ kind: membership.itemKind, id: membership.itemId });
	}
	return items;
}

/** Hidden words may come back; those that were taken back never lie anywhere again. */
function isTakenBack(state: State, { kind, id }: ItemRef): boolean {
	const item = state.get(kind, id);
	return !item || item.state === 'withdrawn';
}

function isAsked(state: State, clusterId: Id): boolean {
	return state
		.live('ballot')
		.some((ballot) => ballot.state === 'open' && ballot.optionIds.includes(clusterId));
}

function removeFromWall(
	{ changes }: Case,
	clusterId: Id,
	fields: Pick<Cluster, 'mergedInto' | 'mergedItems'>
): void {
	const parentId = changes.get('cluster', clusterId)?.parentId;
	changes.remove('cluster', clusterId, fields);
	if (parentId) changes.touch('cluster', parentId);
}

/** An item that was hidden or taken back while somebody grouped it is left out silently. */
function put(kase: Case, clusterId: Id, items: readonly ItemRef[]): Ruling {
	const { state } = kase;
	const fault = faultOfCount(items);
	if (fault) return fault;
	if (!items.every((item) => itemExists(state, item)))
		return refuse('not_found', { field: 'items' });
	lay(
		kase,
		clusterId,
		items.filter((item) => tableOfItem(state, item) !== null)
	);
	return null;
}

/** Hidden items too: what moves from one cluster to another comes back there when it is restored. */
function lay(kase: Case, clusterId: Id, items: readonly ItemRef[]): void {
	const { state, changes } = kase;
	for (const { kind, id: itemId } of items) {
		const id = membershipId(clusterId, itemId);
		if (state.get('membership', id)) continue;
		changes.put('membership', { id, clusterId, itemKind: kind, itemId });
		touchCluster(kase, clusterId);
	}
}

function faultOfCount(items: readonly ItemRef[]): Ruling {
	return items.length > LIMITS.itemsPerCommand
		? refuse('too_many', { field: 'items', limit: LIMITS.itemsPerCommand })
		: null;
}
