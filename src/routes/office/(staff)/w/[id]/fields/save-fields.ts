/**
 * Owns saving the two forms of the fields of action: the list, and what belongs to which. Only what
 * differs becomes a command; what goes to the same field goes in one.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { v7 as newId } from 'uuid';
import type { CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import { fieldMapOf, fieldsInOrder } from '#lib/domain/fields.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { Problem } from '#lib/ui/office/answer.ts';
import { submit, text } from '../../../../answer.ts';
import type { Topic } from './fields-of.ts';

type Asking = Pick<RequestEvent, 'locals'>;

export async function saveAssignment(
	event: Asking,
	workshopId: Id,
	state: State,
	topics: readonly Topic[],
	data: FormData
): Promise<Problem | null> {
	const map = fieldMapOf(state);
	const moved = new Map<string, Payloads['field.assign']>();
	const wish = (name: string, subjectKind: 'table' | 'cluster', ids: readonly Id[]) => {
		if (!data.has(name)) return;
		const fieldId = text(data, name) || null;
		const stored = subjectKind === 'table' ? map.ofTable : map.ownOfCluster;
		const differing = ids.filter((id) => stored(id) !== fieldId);
		if (differing.length === 0) return;
		const key = `${subjectKind} ${fieldId}`;
		const assign = moved.get(key) ?? { fieldId, subjectKind, subjectIds: [] };
		assign.subjectIds.push(...differing);
		moved.set(key, assign);
	};
	for (const { tableIds } of topics) wish(`topic.${tableIds[0]}`, 'table', tableIds);
	for (const { id } of state.live('cluster')) wish(`cluster.${id}`, 'cluster', [id]);
	for (const assign of moved.values()) {
		const outcome = await submit(event, workshopId, 'field.assign', assign);
		if (!outcome.ok) return outcome;
	}
	return null;
}

/** The names first, then what the pressed button asks for: nothing typed is lost by it. */
export async function saveList(
	event: Asking,
	workshopId: Id,
	state: State,
	data: FormData
): Promise<Problem | null> {
	const send = <T extends CommandType>(type: T, payload: Payloads[T]): Promise<Outcome> =>
		submit(event, workshopId, type, payload);
	const fields = fieldsInOrder(state);
	for (const { id: fieldId, title } of fields) {
		const name = `title.${fieldId}`;
		if (!data.has(name) || text(data, name).trim() === title) continue;
		const outcome = await send('field.rename', { fieldId, title: text(data, name) });
		if (!outcome.ok) return { ...outcome, field: name };
	}
	const outcome = await act();
	return outcome && !outcome.ok ? { ...outcome, field: outcome.field ? 'new' : '' } : null;

	async function act(): Promise<Outcome | null> {
		const [what, fieldId = ''] = text(data, 'then').split('.');
		const at = fields.findIndex(({ id }) => id === fieldId);
		switch (what) {
			case 'draft':
				return send('field.draft', {});
			case 'drop':
				return send('field.remove', { fieldId });
			case 'up':
				return at < 1
					? null
					: send('field.move', { fieldId, beforeId: fields[at - 1]?.id ?? null });
			case 'down':
				return send('field.move', { fieldId, beforeId: fields[at + 2]?.id ?? null });
			default:
				// A name in the field for a new one is meant, whichever button saved it.
				return what === 'add' || text(data, 'new').trim()
					? send('field.add', { fieldId: newId(), title: text(data, 'new') })
					: null;
		}
	}
}
