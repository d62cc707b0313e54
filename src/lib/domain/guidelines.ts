/**
 * Owns the draft of guidelines and what each of them rests on. What must stay true: numbers run from 1
 * without gaps; evidence points at words that are there; what a person has taken out of the evidence is
 * never put back by drafting again. Texts of guidelines are the office's, never made up here.
 */
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse } from './case.ts';
import type { Payloads } from './commands.ts';
import { tableOfItem } from './items.ts';
import { LIMITS } from './limits.ts';
import type { Guideline, Id } from './rows.ts';
import type { State } from './state.ts';
import { line, optional } from './texts.ts';

export function evidenceId(guidelineId: Id, itemId: Id): Id {
	return `${guidelineId}.${itemId}`;
}

export function guidelinesInOrder(state: State): Guideline[] {
	return state.live('guideline').sort((a, b) => a.number - b.number);
}

export function draft(kase: Case): Ruling {
	const { state, changes } = kase;
	const guidelines = guidelinesInOrder(state);
	const ofCluster = new Map(guidelines.map((guideline) => [guideline.clusterId, guideline.id]));
	let number = guidelines.length;
	for (const cluster of state.live('cluster').sort((a, b) => a.position - b.position)) {
		let guidelineId = ofCluster.get(cluster.id);
		if (guidelineId === undefined) {
			if (number >= LIMITS.guidelines) return refuse('too_many', { limit: LIMITS.guidelines });
			guidelineId = kase.newId();
			changes.put('guideline', {
				id: guidelineId,
				number: ++number,
				title: cluster.title,
				text: '',
				rationale: '',
				status: 'vorschlag',
				clusterId: cluster.id
			});
		}
		for (const membershipId of state.membershipsByCluster.get(cluster.id) ?? []) {
			const membership = state.get('membership', membershipId);
			if (!membership) continue;
			const { itemKind, itemId } = membership;
			const id = evidenceId(guidelineId, itemId);
			if (!isFresh(state, 'evidence', id)) continue;
			if (tableOfItem(state, { kind: itemKind, id: itemId }) === null) continue;
			changes.put('evidence', { id, guidelineId, itemKind, itemId, type: 'supports' });
		}
	}
	return null;
}

export function add(kase: Case, { guidelineId, title }: Payloads['guideline.add']): Ruling {
	const { state, changes } = kase;
	if (!isFresh(state, 'guideline', guidelineId))
		return refuse('malformed', { field: 'guidelineId' });
	const clean = line(title, LIMITS.title, 'title');
	if (!clean.ok) return clean.refusal;
	const count = state.live('guideline').length;
	if (count >= LIMITS.guidelines) return refuse('too_many', { limit: LIMITS.guidelines });
	changes.put('guideline', {
		id: guidelineId,
		number: count + 1,
		title: clean.value,
		text: '',
		rationale: '',
		status: 'vorschlag',
		clusterId: null
	});
	return null;
}

export function edit(kase: Case, payload: Payloads['guideline.edit']): Ruling {
	const { state, changes } = kase;
	if (!state.get('guideline', payload.guidelineId)) return refuse('not_found');
	const fields: Partial<Guideline> = { status: 'in_redaktion' };
	if (payload.title !== undefined) {
		const title = line(payload.title, LIMITS.title, 'title');
		if (!title.ok) return title.refusal;
		fields.title = title.value;
	}
	for (const key of ['text', 'rationale'] as const) {
		const given = payload[key];
		if (given === undefined) continue;
		const clean = optional(given, LIMITS.guidelineText, key);
		if (!clean.ok) return clean.refusal;
		fields[key] = clean.value;
	}
	changes.edit('guideline', payload.guidelineId, fields);
	return null;
}

export function move(kase: Case, { guidelineId, to }: Payloads['guideline.move']): Ruling {
	const guidelines = guidelinesInOrder(kase.state);
	const from = guidelines.findIndex((guideline) => guideline.id === guidelineId);
	const [moved] = from < 0 ? [] : guidelines.splice(from, 1);
	if (!moved) return refuse('not_found');
	guidelines.splice(Math.min(Math.max(to, 1), guidelines.length + 1) - 1, 0, moved);
	renumber(kase, guidelines);
	return null;
}

export function remove(kase: Case, { guidelineId }: Payloads['guideline.remove']): Ruling {
	const { state, changes } = kase;
	if (!state.get('guideline', guidelineId)) return refuse('not_found');
	for (const id of state.evidenceByGuideline.get(guidelineId) ?? []) changes.remove('evidence', id);
	changes.remove('guideline', guidelineId);
	renumber(
		kase,
		guidelinesInOrder(state).filter((guideline) => guideline.id !== guidelineId)
	);
	return null;
}

function renumber({ changes }: Case, guidelines: readonly Guideline[]): void {
	for (const [index, guideline] of guidelines.entries())
		if (guideline.number !== index + 1)
			changes.edit('guideline', guideline.id, { number: index + 1 });
}

export function addEvidence(kase: Case, payload: Payloads['evidence.add']): Ruling {
	const { state, changes } = kase;
	const { guidelineId, itemKind, itemId, type } = payload;
	if (!state.get('guideline', guidelineId)) return refuse('not_found', { field: 'guidelineId' });
	if (tableOfItem(state, { kind: itemKind, id: itemId }) === null)
		return refuse('not_found', { field: 'itemId' });
	const id = evidenceId(guidelineId, itemId);
	if (state.get('evidence', id)?.type === type) return null;
	changes.put('evidence', { id, guidelineId, itemKind, itemId, type });
	return null;
}

export function removeEvidence(kase: Case, payload: Payloads['evidence.remove']): Ruling {
	kase.changes.remove('evidence', evidenceId(payload.guidelineId, payload.itemId));
	return null;
}
