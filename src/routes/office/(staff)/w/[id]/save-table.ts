/** Owns saving one table from its form, as one command. */
import type { RequestEvent } from '@sveltejs/kit';
import type { Payloads } from '#lib/domain/commands.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import {
	TABLE_COLOURS,
	TABLE_PICTOGRAMS,
	type TableColour,
	type TablePictogram,
	type Workshop
} from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { Problem } from '#lib/ui/office/answer.ts';
import { submit, text, textsOf, whole } from '../../../answer.ts';

const isColour = (name: string): name is TableColour =>
	(TABLE_COLOURS as readonly string[]).includes(name);
const isPictogram = (name: string): name is TablePictogram =>
	(TABLE_PICTOGRAMS as readonly string[]).includes(name);

export async function saveTable(
	event: Pick<RequestEvent, 'locals'>,
	workshopId: string,
	state: State,
	workshop: Workshop,
	data: FormData
): Promise<Problem | null> {
	const table = state.get('table', text(data, 'tableId'));
	if (!table) return { code: 'not_found' };
	const [number, seats] = [whole(data, 'number'), whole(data, 'seats')];
	if (!(number >= 1 && number <= LIMITS.tableNumber))
		return { code: 'number_wrong', field: 'number', limit: LIMITS.tableNumber };
	if (!(seats >= LIMITS.seatsMin && seats <= LIMITS.seatsPerTable))
		return { code: 'number_wrong', field: 'seats', limit: LIMITS.seatsPerTable };
	const [colour, pictogram] = [text(data, 'colour'), text(data, 'pictogram')];
	const payload: Payloads['table.edit'] = {
		tableId: table.id,
		label: text(data, 'label'),
		...(data.has('hall') ? { hall: text(data, 'hall') } : {}),
		seats,
		topic: { ...table.topic, ...textsOf(data, 'topic', workshop.languages) },
		question: { ...table.question, ...textsOf(data, 'question', workshop.languages) },
		...(isColour(colour) ? { colour } : {}),
		...(isPictogram(pictogram) ? { pictogram } : {}),
		...(number !== table.number ? { number } : {})
	};
	const outcome = await submit(event, workshopId, 'table.edit', payload);
	return outcome.ok ? null : outcome;
}
