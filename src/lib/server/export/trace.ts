/**
 * Owns the connections of a workshop's items, both ways: from an item to its groups, fields of action and
 * guidelines, and from each of these back to what was said. Gives them their public ids. Items
 * that cannot be read (hidden, withdrawn) support nothing and are counted nowhere.
 */
import { fieldMapOf, fieldsInOrder, type FieldMap } from '#lib/domain/fields.ts';
import { tablesInOrder } from '#lib/domain/rotation.ts';
import type {
	Ballot,
	Cluster,
	Contribution,
	Essence,
	Field,
	Guideline,
	Id
} from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { Belonging, Breadth, Fate, PublishedItem } from './published.ts';

/** Where an item is referred to, by public ids. */
export type References = Pick<PublishedItem, 'groups' | 'guidelines' | 'contradicts' | 'fields'>;

/** An essence belongs to no round: it sums up the evening. */
interface ReadableItem {
	publicId: string;
	table: number;
	round: number | null;
}

/** Ids compare by their numbers, so that a hundredth table or a thousandth text sorts where it belongs. */
const { compare: compareIds } = new Intl.Collator('en', { numeric: true });

export class Trace {
	readonly contributions: Contribution[];
	readonly essences: Essence[];
	readonly clusters: Cluster[];
	readonly fields: Field[];
	readonly guidelines: Guideline[];
	readonly ballots: Ballot[];
	readonly groupIds: Map<Id, string>;
	readonly fieldIds: Map<Id, string>;
	readonly guidelineIds: Map<Id, string>;
	readonly #tableNumbers = new Map<Id, number>();
	readonly #readable = new Map<Id, ReadableItem>();
	readonly #references = new Map<Id, References>();
	readonly #itemsOfGroup = new Map<Id, Id[]>();
	readonly #supports = new Map<Id, Id[]>();
	readonly #contradicts = new Map<Id, Id[]>();
	readonly #itemsOfField = new Map<Id | null, Id[]>();
	readonly #fieldMap: FieldMap;

	constructor(state: State) {
		this.contributions = state.live('contribution').sort(byPublicId);
		this.essences = state.live('essence').sort(byPublicId);
		this.clusters = state.live('cluster').sort((a, b) => a.position - b.position);
		this.fields = fieldsInOrder(state);
		this.guidelines = state.live('guideline').sort((a, b) => a.number - b.number);
		this.ballots = state
			.live('ballot')
			.filter(wasHeld)
			.sort((a, b) => a.openedAt - b.openedAt);
		this.groupIds = numbered('G', this.clusters);
		this.fieldIds = numbered('H', this.fields);
		this.guidelineIds = numbered('L', this.guidelines);
		this.#fieldMap = fieldMapOf(state);
		for (const { id, number } of tablesInOrder(state)) this.#tableNumbers.set(id, number);

		for (const { id, publicId, round, tableId, state } of this.contributions)
			if (state === 'table')
				this.#readable.set(id, { publicId, round, table: this.tableNumber(tableId) });
		for (const { id, publicId, tableId, state } of this.essences)
			if (state !== 'withdrawn')
				this.#readable.set(id, { publicId, round: null, table: this.tableNumber(tableId) });

		for (const { clusterId, itemId } of state.live('membership')) {
			const group = this.groupIds.get(clusterId);
			if (!group || !this.#readable.has(itemId)) continue;
			this.#referTo(itemId).groups.push(group);
			push(this.#itemsOfGroup, clusterId, itemId);
		}
		for (const { guidelineId, itemId, type } of state.live('evidence')) {
			const guideline = this.guidelineIds.get(guidelineId);
			if (!guideline || !this.#readable.has(itemId)) continue;
			const supports = type === 'supports';
			this.#referTo(itemId)[supports ? 'guidelines' : 'contradicts'].push(guideline);
			push(supports ? this.#supports : this.#contradicts, guidelineId, itemId);
		}
		for (const item of [...this.contributions, ...this.essences]) {
			if (!this.#readable.has(item.id)) continue;
			const fields = this.#fieldMap.ofItem(item);
			for (const id of fields) {
				this.#referTo(item.id).fields.push(this.fieldIds.get(id) ?? '');
				push(this.#itemsOfField, id, item.id);
			}
			if (fields.length === 0) push(this.#itemsOfField, null, item.id);
		}
		for (const { groups, guidelines, contradicts } of this.#references.values())
			for (const ids of [groups, guidelines, contradicts]) ids.sort(compareIds);
	}

	tableNumber(tableId: Id): number {
		return this.#tableNumbers.get(tableId) ?? 0;
	}

	referencesOf(itemId: Id): References {
		return (
			this.#references.get(itemId) ?? { groups: [], guidelines: [], contradicts: [], fields: [] }
		);
	}

	fateOf(itemId: Id): Fate {
		const { groups, guidelines, contradicts } = this.referencesOf(itemId);
		if (guidelines.length) return 'used';
		if (contradicts.length) return 'dissent';
		return groups.length ? 'grouped' : 'open';
	}

	/** The items of a group: their public ids and how broad they are. */
	ofGroup({ id }: Cluster): { items: string[] } & Breadth {
		const items = this.#itemsOfGroup.get(id) ?? [];
		// What lies in inner groups counts in the outer one, once, as it did on the wall.
		const inner = this.clusters
			.filter(({ parentId }) => parentId === id)
			.flatMap((cluster) => this.#itemsOfGroup.get(cluster.id) ?? []);
		const all = [...new Set([...items, ...inner])];
		return { items: this.#publicIds(items), ...this.#breadth(all, id) };
	}

	/** The public id of the field that a group belongs to. */
	fieldOfGroup({ id }: Cluster): string | null {
		return this.fieldIds.get(this.#fieldMap.ofCluster(id) ?? '') ?? null;
	}

	fieldOfTable(tableId: Id): string | null {
		return this.fieldIds.get(this.#fieldMap.ofTable(tableId) ?? '') ?? null;
	}

	/** Everything that belongs to a field, or to none. */
	ofField(field: Field | null): Belonging {
		const id = field?.id ?? null;
		const items = this.#itemsOfField.get(id) ?? [];
		return {
			groups: this.clusters
				.filter((cluster) => this.#fieldMap.ofCluster(cluster.id) === id)
				.map((cluster) => this.groupIds.get(cluster.id) ?? ''),
			items: this.#publicIds(items),
			...this.#breadth(items, null)
		};
	}

	ofGuideline({ id, clusterId }: Guideline) {
		const supports = this.#supports.get(id) ?? [];
		return {
			supports: this.#publicIds(supports),
			contradicts: this.#publicIds(this.#contradicts.get(id) ?? []),
			...this.#breadth(supports, clusterId)
		};
	}

	#breadth(items: Id[], clusterId: Id | null): Breadth {
		const found = items.flatMap((id) => this.#readable.get(id) ?? []);
		const rounds = found.flatMap(({ round }) => round ?? []);
		return {
			contributions: rounds.length,
			essences: found.length - rounds.length,
			tables: distinct(found.map(({ table }) => table)),
			rounds: distinct(rounds),
			dots: clusterId === null ? null : this.#dotsOf(clusterId)
		};
	}

	/** Of the latest vote whose result the hall has seen. */
	#dotsOf(clusterId: Id): number | null {
		const ballot = this.ballots.findLast(({ state, optionIds }) => {
			return state === 'revealed' && optionIds.includes(clusterId);
		});
		return ballot ? (ballot.result?.[clusterId] ?? 0) : null;
	}

	#publicIds(items: Id[]): string[] {
		return items.flatMap((id) => this.#readable.get(id)?.publicId ?? []).sort(compareIds);
	}

	#referTo(itemId: Id): References {
		const references = this.referencesOf(itemId);
		this.#references.set(itemId, references);
		return references;
	}
}

/** One that gave way to another before anybody had placed a dot is no vote of the evening. */
function wasHeld({ state, turnout, papers }: Ballot): boolean {
	return state !== 'closed' || turnout > 0 || papers > 0;
}

function byPublicId(a: { publicId: string }, b: { publicId: string }): number {
	return compareIds(a.publicId, b.publicId);
}

function numbered(prefix: string, rows: { id: Id }[]): Map<Id, string> {
	return new Map(rows.map(({ id }, i) => [id, `${prefix}-${String(i + 1).padStart(2, '0')}`]));
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}

function distinct(numbers: number[]): number[] {
	return [...new Set(numbers)].sort((a, b) => a - b);
}
