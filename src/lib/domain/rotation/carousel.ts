/**
 * Owns how groups move on together, from topic to topic. Hosts stay with their table; its travellers are
 * the group. What must stay true: in every round every group is at exactly one table and every table has
 * one group; where all topics have equally many tables, each group sees every topic exactly once before it
 * sees one again, otherwise as few as possible see one again.
 */
import type { PlanTable } from './plan.ts';

/** Of each table's group: the tables in round 1, 2, …, as indices of `tables`. */
export function carousel(tables: readonly PlanTable[], rounds: number): number[][] {
	const lanes = lanesOf(tables);
	return lanes ? alongLanes(lanes, rounds) : aroundTables(tables, rounds);
}

function topicsOf(tables: readonly PlanTable[]): string[] {
	// A table without a topic is one of its own; the blank keeps its name apart from all topics.
	return tables.map(({ topic }, table) => topic || ` ${table}`);
}

/** Topics side by side, each lane with one table of every topic; null if they are not equally many. */
function lanesOf(tables: readonly PlanTable[]): number[][] | null {
	const byTopic = new Map<string, number[]>();
	for (const [table, topic] of topicsOf(tables).entries())
		byTopic.set(topic, [...(byTopic.get(topic) ?? []), table]);
	const topics = [...byTopic.values()];
	const width = topics[0]?.length ?? 0;
	if (topics.some((of) => of.length !== width)) return null;
	return Array.from({ length: width }, (_, lane) => topics.flatMap((of) => of[lane] ?? []));
}

/** After a whole lane the group goes on in the next one, where it was not yet. */
function alongLanes(lanes: readonly (readonly number[])[], rounds: number): number[][] {
	const ways: number[][] = [];
	for (const [lane, tables] of lanes.entries())
		for (const [place, home] of tables.entries())
			ways[home] = Array.from({ length: rounds }, (_, round) => {
				const turn = Math.floor(round / tables.length);
				return lanes[(lane + turn) % lanes.length]?.[(place + round) % tables.length] ?? home;
			});
	return ways;
}

/** All move on by the same number of tables; each change takes the number that repeats least. */
function aroundTables(tables: readonly PlanTable[], rounds: number): number[][] {
	const topics = topicsOf(tables);
	const ways = tables.map((_, home) => [home]);
	for (let round = 1; round < rounds; round++) {
		let best = { offset: 0, cost: Infinity };
		for (let offset = 0; offset < tables.length; offset++) {
			let cost = 0;
			for (const [home, way] of ways.entries()) {
				const table = (home + offset) % tables.length;
				if (way.includes(table)) cost += tables.length;
				if (way.some((been) => topics[been] === topics[table])) cost++;
			}
			if (cost < best.cost) best = { offset, cost };
		}
		for (const [home, way] of ways.entries()) way.push((home + best.offset) % tables.length);
	}
	return ways;
}
