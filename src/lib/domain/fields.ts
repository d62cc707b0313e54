/**
 * Owns the city's fields of action (Handlungsfelder) and what belongs to which: the topics of tables and
 * the clusters. What must stay true: assigning changes nothing but the field; nothing that was said is
 * lost by it: what has no field is under none, and that is an answer too.
 */
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse, theWorkshop } from './case.ts';
import type { Payloads } from './commands.ts';
import { tableOfItem } from './items.ts';
import { LIMITS } from './limits.ts';
import { FIELDS } from './methods/fields.ts';
import { inFirstLanguage } from './methods/world-cafe.ts';
import type { Field, Id, Lang } from './rows.ts';
import type { State } from './state.ts';
import { line } from './texts.ts';

export function fieldsInOrder(state: State): Field[] {
	return state.live('field').sort((a, b) => a.position - b.position);
}

/** The usual ones; also part of making a workshop. */
export function putFields({ changes, newId }: Case, languages: readonly Lang[]): void {
	for (const [position, titles] of FIELDS.entries())
		changes.put('field', {
			id: newId(),
			title: inFirstLanguage(titles, languages),
			position,
			tableIds: [],
			clusterIds: []
		});
}

export function draft(kase: Case): Ruling {
	if (kase.state.live('field').length === 0) putFields(kase, theWorkshop(kase).languages);
	return null;
}

export function add(kase: Case, { fieldId, title }: Payloads['field.add']): Ruling {
	const { state, changes } = kase;
	if (!isFresh(state, 'field', fieldId)) return refuse('malformed', { field: 'fieldId' });
	const clean = line(title, LIMITS.clusterTitle, 'title');
	if (!clean.ok) return clean.refusal;
	const others = fieldsInOrder(state);
	if (others.length >= LIMITS.fields) return refuse('too_many', { limit: LIMITS.fields });
	changes.put('field', {
		id: fieldId,
		title: clean.value,
		position: (others.at(-1)?.position ?? -1) + 1,
		tableIds: [],
		clusterIds: []
	});
	return null;
}

export function rename(kase: Case, { fieldId, title }: Payloads['field.rename']): Ruling {
	if (!kase.state.get('field', fieldId)) return refuse('not_found');
	const clean = line(title, LIMITS.clusterTitle, 'title');
	if (!clean.ok) return clean.refusal;
	kase.changes.edit('field', fieldId, { title: clean.value });
	return null;
}

export function move(kase: Case, { fieldId, beforeId }: Payloads['field.move']): Ruling {
	const { state, changes } = kase;
	const moved = state.get('field', fieldId);
	if (!moved || (beforeId !== null && !state.get('field', beforeId))) return refuse('not_found');
	if (beforeId === fieldId) return null;
	const others = fieldsInOrder(state).filter(({ id }) => id !== fieldId);
	const at = beforeId === null ? others.length : others.findIndex(({ id }) => id === beforeId);
	others.splice(at, 0, moved);
	for (const [position, { id, position: before }] of others.entries())
		if (before !== position) changes.edit('field', id, { position });
	return null;
}

export function remove(kase: Case, { fieldId }: Payloads['field.remove']): Ruling {
	if (!kase.state.get('field', fieldId)) return refuse('not_found');
	kase.changes.remove('field', fieldId, { tableIds: [], clusterIds: [] });
	return null;
}

/** Each subject has one field; null takes it out of the one it had. */
export function assign(kase: Case, payload: Payloads['field.assign']): Ruling {
	const { state, changes } = kase;
	const { fieldId, subjectKind, subjectIds } = payload;
	if (subjectIds.length > LIMITS.itemsPerCommand)
		return refuse('too_many', { field: 'subjectIds', limit: LIMITS.itemsPerCommand });
	if (fieldId !== null && !state.get('field', fieldId))
		return refuse('not_found', { field: 'fieldId' });
	if (!subjectIds.every((id) => state.get(subjectKind, id)))
		return refuse('not_found', { field: 'subjectIds' });
	const list = subjectKind === 'table' ? 'tableIds' : 'clusterIds';
	const moved = new Set(subjectIds);
	for (const field of state.live('field')) {
		const others = field[list].filter((id) => !moved.has(id));
		const own = field.id === fieldId ? field[list].filter((id) => moved.has(id)) : [];
		const isNew = field.id === fieldId && own.length < moved.size;
		if (isNew) changes.edit('field', field.id, { [list]: [...others, ...moved] });
		else if (field.id !== fieldId && others.length < field[list].length)
			changes.edit('field', field.id, { [list]: others });
	}
	return null;
}

/** A wiped rehearsal: its clusters are gone, the topics of the tables stay. */
export function forgetClusters({ state, changes }: Case): void {
	for (const { id, clusterIds } of state.live('field'))
		if (clusterIds.length > 0) changes.edit('field', id, { clusterIds: [] });
}

/** What belongs where, as it follows from what was assigned. */
export interface FieldMap {
	ofTable(tableId: Id): Id | null;
	ofCluster(clusterId: Id): Id | null;
	/** Assigned by hand, not told from its place or its items. */
	ownOfCluster(clusterId: Id): Id | null;
	/** In the order of the fields; empty where nothing says one. */
	ofItem(item: { id: Id; tableId: Id }): Id[];
}

export function fieldMapOf(state: State): FieldMap {
	const fields = fieldsInOrder(state);
	const listed = (list: 'tableIds' | 'clusterIds') =>
		new Map(fields.flatMap((field) => field[list].map((id) => [id, field.id] as const)));
	const [byTable, byCluster] = [listed('tableIds'), listed('clusterIds')];
	const ofTable = (id: Id) => byTable.get(id) ?? null;
	const ownOfCluster = (id: Id) => byCluster.get(id) ?? null;

	/** The one that all tables share from which its words come. */
	const byItems = (clusterId: Id): Id | null => {
		const found = new Set<Id | null>();
		for (const id of state.membershipsByCluster.get(clusterId) ?? []) {
			const row = state.get('membership', id);
			const tableId = row && tableOfItem(state, { kind: row.itemKind, id: row.itemId });
			if (tableId) found.add(ofTable(tableId));
		}
		const [only = null] = found;
		return found.size === 1 ? only : null;
	};
	const clusters = new Map<Id, Id | null>();
	for (const { id, parentId } of state.live('cluster'))
		clusters.set(id, ownOfCluster(id) ?? (parentId ? ownOfCluster(parentId) : null) ?? byItems(id));
	const ofCluster = (id: Id) => clusters.get(id) ?? null;

	const ofItem = ({ id, tableId }: { id: Id; tableId: Id }): Id[] => {
		const found = new Set<Id | null>();
		for (const membershipId of state.membershipsByItem.get(id) ?? []) {
			const membership = state.get('membership', membershipId);
			if (membership) found.add(ofCluster(membership.clusterId));
		}
		found.delete(null);
		if (found.size === 0) found.add(ofTable(tableId));
		return fields.flatMap((field) => (found.has(field.id) ? [field.id] : []));
	};
	return { ofTable, ofCluster, ownOfCluster, ofItem };
}
