/**
 * Owns the geometry of the travel picture: a column for each round, a row for each table, a bow for each way
 * that thoughts went. What must stay true: a table's token is as large as all small words on the screen, so
 * where tables are many, most are dots, and the ones that most ways lead through keep their name. `x` counts
 * from where a line of words begins.
 */
import type { Table } from '#lib/domain/rows.ts';
import type { Flow, Stop } from '#lib/domain/travel.ts';

export interface Box {
	width: number;
	height: number;
	/** Width and height that a table's token takes. */
	token: { width: number; height: number };
}

export interface Node {
	key: string;
	x: number;
	y: number;
	table: Table;
	/** Thoughts built upon at the very table and in the round where they lay. */
	here: number;
	/** There is room for its token. */
	named: boolean;
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
	/** Of a table without a token. */
	dot: number;
}

/** Shares of the picture's height. */
const THINNEST = 0.004;
const WIDEST = 0.03;
const DOT = 0.012;
/** Tokens that touch could not be told apart. */
const APART = 1.12;

const keyOf = ({ tableId, round }: Stop) => `${round} ${tableId}`;

export function travelMap(
	flows: readonly Flow[],
	tables: readonly Table[],
	{ width, height, token }: Box
): TravelMap {
	const last = Math.max(2, ...flows.map(({ to }) => to.round));
	const top = token.height / 2;
	const step = tables.length > 1 ? (height - token.height) / (tables.length - 1) : 0;
	const rounds = Array.from({ length: last }, (_, at) => ({
		round: at + 1,
		x: token.width / 2 + ((width - token.width) * at) / (last - 1)
	}));
	const traffic = trafficOf(flows);
	const nodes = rounds.flatMap(({ round, x }) => {
		const column = tables.map((table, row): Node => {
			const stop = { tableId: table.id, round };
			const stays = flows.filter(
				({ from, to }) => keyOf(from) === keyOf(stop) && keyOf(to) === keyOf(stop)
			);
			return {
				key: keyOf(stop),
				x,
				y: tables.length > 1 ? top + row * step : height / 2,
				table,
				here: stays.reduce((sum, { builtOn }) => sum + builtOn, 0),
				named: false
			};
		});
		nameWhatFits(column, traffic, token.height * APART);
		return column;
	});
	const nodeOf = new Map(nodes.map((node) => [node.key, node]));
	const most = Math.max(1, ...flows.map(({ carried, builtOn }) => carried + builtOn));
	const thinnest = height * THINNEST;
	const widest = Math.max(thinnest, Math.min(height * WIDEST, step || height));
	const bows = flows.flatMap(({ from, to, carried, builtOn }): Bow[] => {
		const a = nodeOf.get(keyOf(from));
		const b = nodeOf.get(keyOf(to));
		if (!a || !b || a === b) return [];
		const middle = (a.x + b.x) / 2;
		return [
			{
				key: `${a.key} ${b.key}`,
				path: `M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`,
				width: thinnest + ((widest - thinnest) * (carried + builtOn)) / most,
				colour: a.table.colour,
				built: builtOn > carried
			}
		];
	});
	return { nodes, bows, rounds, dot: Math.min(height * DOT, Math.max(step * 0.45, 2)) };
}

/** Thoughts that came to, left or grew at each table in each round. */
function trafficOf(flows: readonly Flow[]): Map<string, number> {
	const traffic = new Map<string, number>();
	for (const { from, to, carried, builtOn } of flows)
		for (const key of new Set([keyOf(from), keyOf(to)]))
			traffic.set(key, (traffic.get(key) ?? 0) + carried + builtOn);
	return traffic;
}

/** The busiest first; equally busy ones in order of their numbers. */
function nameWhatFits(column: Node[], traffic: Map<string, number>, apart: number): void {
	const busiest = column.toSorted(
		(a, b) => (traffic.get(b.key) ?? 0) - (traffic.get(a.key) ?? 0) || a.y - b.y
	);
	const named: Node[] = [];
	for (const node of busiest) {
		node.named = named.every(({ y }) => Math.abs(y - node.y) >= apart);
		if (node.named) named.push(node);
	}
}
