/**
 * Owns what the printing process is told of a workshop: plain data, no participant and no key, so that
 * nothing else can end up on paper.
 */
import type { Step, Table, Workshop } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { PrintChoice } from './documents.ts';
import { seatWays, type SeatWays } from './ways.ts';

export interface PrintJob {
	workshop: Pick<
		Workshop,
		'code' | 'title' | 'city' | 'venue' | 'date' | 'time' | 'wifi' | 'languages' | 'moveMode'
	>;
	steps: Pick<Step, 'kind' | 'round' | 'minutes' | 'questionMode' | 'question'>[];
	/** In order of their numbers. */
	tables: Pick<
		Table,
		'number' | 'label' | 'hall' | 'colour' | 'pictogram' | 'topic' | 'question'
	>[];
	ways: SeatWays;
	/** Scheme and host that phones reach. */
	origin: string;
	/** The server stands in the hall's own network: no internet is needed. */
	isLocal: boolean;
	choice: PrintChoice;
}

export function printJob(
	state: State,
	where: Pick<PrintJob, 'origin' | 'isLocal'>,
	choice: PrintChoice
): PrintJob {
	const { workshop } = state;
	if (!workshop) throw new TypeError('nothing to print without a workshop');
	const { code, title, city, venue, date, time, wifi, languages, moveMode } = workshop;
	return {
		workshop: { code, title, city, venue, date, time, wifi, languages, moveMode },
		steps: state.steps
			.filter((step) => step.state !== 'skipped')
			.map(({ kind, round, minutes, questionMode, question }) => ({
				kind,
				round,
				minutes,
				questionMode,
				question
			})),
		tables: state.tables.map(({ number, label, hall, colour, pictogram, topic, question }) => ({
			number,
			label,
			hall,
			colour,
			pictogram,
			topic,
			question
		})),
		ways: seatWays(state),
		...where,
		choice
	};
}
