/**
 * Owns the geometry of the travel picture: a column for each round, a row for each table, a bow for each way
 * that thoughts went. In units of a box; the picture scales it.
 */
import type { Table } from '#lib/domain/rows.ts';
import type { Flow, Stop } from '#lib/domain/travel.ts';

export const BOX = { width: 1600, height: 760 } as const;
const MARGIN = { x: 90, y: 40 } as const;
const THINNEST = 3;
const WIDEST = 22;

export interface Node {
	key: string;
	x: number;
	y: number;
	table: Table;
	/** Thoughts built upon at the very table and in the round where they lay. */
	here: number;
}

export interface Bow {
	key: string;
	path: string;
	width: number;
	colour: Table['colour'];
	built: boolean;
}

export interface TravelMap {
	nodes: Node[];
	bows: Bow[];
	rounds: { round: number; x: number }[];
	/** Room between two tables. */
	step: number;
}

const keyOf = ({ tableId, round }: Stop) => `${round} ${tableId}`;

export function travelMap(flows: readonly Flow[], tables: readonly Table[]): TravelMap {
	const last = Math.max(2, ...flows.map(({ to }) => to.round));
	const wide = BOX.width - 2 * MARGIN.x;
	const high = BOX.height - 2 * MARGIN.y;
	const step = tables.length > 1 ? high / (tables.length - 1) : high;
	const rounds = Array.from({ length: last }, (_, at) => ({
		round: at + 1,
		x: MARGIN.x + (wide * at) / (last - 1)
	}));
	const nodes = rounds.flatMap(({ round, x }) =>
		tables.map((table, row): Node => {
			const stop = { tableId: table.id, round };
			const stays = flows.filter(
				({ from, to }) => keyOf(from) === keyOf(stop) && keyOf(to) === keyOf(stop)
			);
			return {
				key: keyOf(stop),
				x,
				y: tables.length > 1 ? MARGIN.y + row * step : BOX.height / 2,
				table,
				here: stays.reduce((sum, { builtOn }) => sum + builtOn, 0)
			};
		})
	);
	const nodeOf = new Map(nodes.map((node) => [node.key, node]));
	const most = Math.max(1, ...flows.map(({ carried, builtOn }) => carried + builtOn));
	const bows = flows.flatMap(({ from, to, carried, builtOn }): Bow[] => {
		const a = nodeOf.get(keyOf(from));
		const b = nodeOf.get(keyOf(to));
		if (!a || !b || a === b) return [];
		const middle = (a.x + b.x) / 2;
		return [
			{
				key: `${a.key} ${b.key}`,
				path: `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`,
				width: THINNEST + ((WIDEST - THINNEST) * (carried + builtOn)) / most,
				colour: a.table.colour,
				built: builtOn > carried
			}
		];
	});
	return { nodes, bows, rounds, step };
}
