/**
 * Owns how staff groups the hall's words. What must stay true: an item is never copied into a cluster
 * and may lie in several; every change of a cluster's contents sends the cluster again, because its
 * count is computed; what an open ballot asks about cannot be taken away.
 */
import type { Case, Ruling } from './case.ts';
import { refuse } from './case.ts';
import type { Payloads } from './commands.ts';
import type { ItemRef } from './items.ts';
import { itemExists, tableOfItem } from './items.ts';
import { LIMITS } from './limits.ts';
import type { Id } from './rows.ts';
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
	const isAsked = state
		.live('ballot')
		.some((ballot) => ballot.state === 'open' && ballot.optionIds.includes(clusterId));
	if (isAsked) return refuse('in_use');
	for (const id of state.membershipsByCluster.get(clusterId) ?? [])
		changes.remove('membership', id);
	changes.remove('cluster', clusterId);
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
		changes.touch('cluster', clusterId);
	}
	return null;
}

/** An item that was hidden or taken back while somebody grouped it is left out silently. */
function put(kase: Case, clusterId: Id, items: readonly ItemRef[]): Ruling {
	const { state, changes } = kase;
	const fault = faultOfCount(items);
	if (fault) return fault;
	if (!items.every((item) => itemExists(state, item)))
		return refuse('not_found', { field: 'items' });
	for (const item of items) {
		const id = membershipId(clusterId, item.id);
		if (state.get('membership', id) || tableOfItem(state, item) === null) continue;
		changes.put('membership', { id, clusterId, itemKind: item.kind, itemId: item.id });
		changes.touch('cluster', clusterId);
	}
	return null;
}

function faultOfCount(items: readonly ItemRef[]): Ruling {
	return items.length > LIMITS.itemsPerCommand
		? refuse('too_many', { field: 'items', limit: LIMITS.itemsPerCommand })
		: null;
}
