/**
 * Owns the way from rows to the published picture. What must not leave the house is dropped here, and
 * all counts are taken here, once for every format. Pure and without a clock: the same rows give the same
 * picture.
 */
import { tablesInOrder } from '#lib/domain/rotation.ts';
import type { Ballot, Contribution, Essence, Id, OptionKind } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { travelOf, type Stop } from '#lib/domain/travel.ts';
import type {
	Fate,
	PeopleCount,
	Published,
	PublishedContribution,
	PublishedEssence,
	PublishedItem,
	PublishedOption
} from './published.ts';
import { Trace } from './trace.ts';

const MINUTE_MS = 60_000;

export function publish(state: State): Published {
	const workshop = state.workshop;
	if (!workshop) throw new Error('An empty room cannot be published');
	const trace = new Trace(state);
	const contributions = publishContributions(state, trace);
	const essences = trace.essences.map((row) => publishEssence(row, trace));
	return {
		workshop: {
			title: workshop.title,
			city: workshop.city,
			venue: workshop.venue,
			date: workshop.date,
			mandate: workshop.mandate,
			method: workshop.method,
			languages: workshop.languages,
			givens: workshop.givens,
			state: workshop.state,
			rehearsal: workshop.rehearsal
		},
		steps: publishSteps(state),
		tables: tablesInOrder(state).map(({ id, number, label, seats, topic, question }) => {
			return { number, label, seats, topic, question, field: trace.fieldOfTable(id) };
		}),
		contributions,
		essences,
		summaries: publishSummaries(state, trace),
		groups: trace.clusters.map((row) => ({
			id: trace.groupIds.get(row.id) ?? '',
			title: row.title,
			partOf: trace.groupIds.get(row.parentId ?? '') ?? null,
			field: trace.fieldOfGroup(row),
			...trace.ofGroup(row)
		})),
		fields: trace.fields.map((row) => ({
			id: trace.fieldIds.get(row.id) ?? '',
			title: row.title,
			assignedTables: row.tableIds
				.filter((id) => state.get('table', id))
				.map((id) => trace.tableNumber(id))
				.sort((a, b) => a - b),
			...trace.ofField(row)
		})),
		unassigned: trace.ofField(null),
		ballots: trace.ballots.map((row, index) => publishBallot(row, index, state, trace)),
		travel: travelOf(state).map(({ from, to, carried, builtOn }) => {
			const at = ({ tableId, round }: Stop) => ({ table: trace.tableNumber(tableId), round });
			return { from: at(from), to: at(to), carried, builtOn };
		}),
		guidelines: trace.guidelines.map((row, index) => {
			const evidence = trace.ofGuideline(row);
			return {
				id: trace.guidelineIds.get(row.id) ?? '',
				number: index + 1,
				title: row.title,
				text: row.text,
				rationale: row.rationale,
				status: row.status,
				group: trace.groupIds.get(row.clusterId ?? '') ?? null,
				editorial: evidence.supports.length === 0,
				...evidence
			};
		}),
		participation: publishParticipation(state, trace.contributions),
		moderation: publishModeration(trace.contributions),
		fates: countFates([...contributions, ...essences])
	};
}

function publishContributions(state: State, trace: Trace): PublishedContribution[] {
	const carried = new Map<string, PublishedContribution['carriedTo']>();
	for (const { type, fromId, tableId, round } of state.live('link')) {
		if (type !== 'carried') continue;
		const to = { table: trace.tableNumber(tableId), round };
		carried.set(fromId, [...(carried.get(fromId) ?? []), to]);
	}
	return trace.contributions.map((row) => {
		const isShown = row.state === 'table';
		return {
			id: row.publicId,
			kind: row.kind,
			round: row.round,
			table: trace.tableNumber(row.tableId),
			text: isShown ? row.text : null,
			lang: isShown ? row.lang : null,
			agreements: isShown ? row.agrees : 0,
			state: row.state === 'table' ? 'shown' : row.state,
			hiddenReason: row.state === 'hidden' ? (row.hiddenReason ?? 'other') : null,
			released: isShown && row.screen === 'released',
			late: row.late,
			carriedTo: isShown ? (carried.get(row.id) ?? []) : [],
			...trace.referencesOf(row.id),
			fate: row.state === 'table' ? trace.fateOf(row.id) : row.state
		};
	});
}

function publishEssence(row: Essence, trace: Trace): PublishedEssence {
	const isShown = row.state !== 'withdrawn';
	return {
		id: row.publicId,
		table: trace.tableNumber(row.tableId),
		text: isShown ? row.text : null,
		lang: isShown ? row.lang : null,
		state: isShown ? 'shown' : 'withdrawn',
		agreements: isShown ? row.agrees : 0,
		objections: isShown ? row.objections : 0,
		...trace.referencesOf(row.id),
		fate: isShown ? trace.fateOf(row.id) : 'withdrawn'
	};
}

function publishSteps(state: State): Published['steps'] {
	const steps = state.live('step').sort((a, b) => a.position - b.position);
	return steps.map((step, index) => {
		const { startedAt, endedAt } = step;
		const isOver = startedAt !== null && endedAt !== null;
		return {
			number: index + 1,
			kind: step.kind,
			round: step.round,
			question: step.question,
			perTable: step.kind === 'round' && step.questionMode === 'per_table',
			plannedMinutes: step.minutes,
			actualMinutes: isOver ? Math.round((endedAt - startedAt) / MINUTE_MS) : null
		};
	});
}

function publishSummaries(state: State, trace: Trace): Published['summaries'] {
	return state
		.live('summary')
		.filter(({ points }) => points.length > 0)
		.map(({ tableId, round, points, lang }) => {
			return { table: trace.tableNumber(tableId), round, points, lang };
		})
		.sort((a, b) => a.round - b.round || a.table - b.table);
}

function publishBallot(row: Ballot, index: number, state: State, trace: Trace) {
	return {
		id: `A-${index + 1}`,
		about: row.optionKind,
		dots: row.dots,
		maxPerOption: row.maxPerOption,
		ownAllowed: row.ownAllowed,
		state: row.state,
		turnout: peopleCount(row.turnout),
		papers: row.papers,
		options: row.optionIds.map((id) => ({
			group: trace.groupIds.get(id) ?? null,
			...wordsOf(row.optionKind, id, state),
			dots: row.state === 'revealed' ? (row.result?.[id] ?? 0) : null,
			paper: row.state === 'revealed' ? (row.paper[id] ?? 0) : null
		}))
	};
}

function wordsOf(
	kind: OptionKind,
	id: Id,
	state: State
): Pick<PublishedOption, 'item' | 'title' | 'lang'> {
	// A group that was taken apart after the vote is still what people voted for.
	if (kind === 'cluster')
		return { item: null, title: state.rows.cluster.get(id)?.title ?? '', lang: null };
	const item = state.rows[kind].get(id);
	const isShown =
		item !== undefined && !item.removed && (item.state === 'table' || item.state === 'plenum');
	return {
		item: item?.publicId ?? null,
		title: isShown ? item.text : '',
		lang: isShown ? item.lang : null
	};
}

function publishParticipation(
	state: State,
	contributions: Contribution[]
): Published['participation'] {
	const participants = state.live('participant');
	const languages = new Map<string, number>();
	const channels = new Map<string, number>();
	let everybody = 0;
	for (const { lang, people } of participants) {
		everybody += people;
		languages.set(lang, (languages.get(lang) ?? 0) + people);
	}
	for (const { origin } of contributions) channels.set(origin, (channels.get(origin) ?? 0) + 1);
	return {
		devices: peopleCount(participants.length),
		people: peopleCount(everybody),
		languages: countsByName(languages),
		channels: countsByName(channels)
	};
}

function publishModeration(contributions: Contribution[]): Published['moderation'] {
	const moderation: Published['moderation'] = { hidden: {}, withdrawn: 0, late: 0 };
	for (const { state, hiddenReason, late } of contributions) {
		if (state === 'withdrawn') moderation.withdrawn += 1;
		if (late) moderation.late += 1;
		if (state !== 'hidden') continue;
		const reason = hiddenReason ?? 'other';
		moderation.hidden[reason] = (moderation.hidden[reason] ?? 0) + 1;
	}
	return moderation;
}

function countFates(items: PublishedItem[]): Record<Fate, number> {
	const fates = { used: 0, dissent: 0, grouped: 0, open: 0, hidden: 0, withdrawn: 0 };
	for (const { fate } of items) fates[fate] += 1;
	return fates;
}

function peopleCount(n: number): PeopleCount {
	return n === 1 || n === 2 ? '<3' : n;
}

function countsByName(counts: Map<string, number>): Record<string, PeopleCount> {
	const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([name, count]) => [name, peopleCount(count)]));
}
