/**
 * Owns the facilitator's console: opened by its link like in the hall, then moves the evening on, shows
 * contributions to the hall, groups them, and has guidelines drafted from the groups.
 */
import { v7 as newId } from 'uuid';
import type { CommandType, Payloads } from '#lib/domain/commands.ts';
import type { Id, ItemKind } from '#lib/domain/rows.ts';
import { Device } from './device.ts';
import { Visitor } from './visitor.ts';

/** Items per command, so that a packet stays far below the server's limit. */
const ITEMS_AT_ONCE = 500;

export interface Item {
	kind: ItemKind;
	id: Id;
}

/** Opens the link that was handed to the facilitator. */
export async function openConsole(link: string): Promise<Console> {
	const { pathname, search, origin } = new URL(link);
	const code = /^\/w\/([^/]+)\/console$/.exec(pathname)?.[1];
	if (!code) throw new Error('This is not the link of a console: it ends with /console?key=…');
	const visitor = new Visitor(origin);
	const page = await visitor.visit(pathname + search);
	if (page.status !== 200) throw new Error(`The console answered ${page.status}`);
	const desk = new Console({ visitor, code, surface: 'console' });
	await desk.connect();
	return desk;
}

export class Console extends Device {
	get steps() {
		return this.rows('step').sort((a, b) => a.position - b.position);
	}

	get tables() {
		return this.rows('table').sort((a, b) => a.number - b.number);
	}

	/** Sends and insists: a refusal of staff's own commands would make the rehearsal meaningless. */
	async must<T extends CommandType>(type: T, payload: Payloads[T]): Promise<void> {
		const outcome = await this.send(type, payload);
		if (!outcome.ok) throw new Error(`The server refused ${type}: ${outcome.code}`);
		await this.until(() => this.mirror.rev >= outcome.rev);
	}

	/** On to the next step; resolves when this console shows it. */
	async advance(): Promise<void> {
		await this.must('step.advance', { from: this.workshop?.stepId ?? null });
	}

	/** Tables get the topics in turn. */
	async setTopics(topics: readonly string[], lang: string): Promise<void> {
		for (const [index, { id }] of this.tables.entries())
			await this.must('table.edit', {
				tableId: id,
				topic: { [lang]: topics[index % topics.length] ?? '' }
			});
	}

	topicOf(tableId: Id): string {
		return Object.values(this.mirror.rows('table').get(tableId)?.topic ?? {})[0] ?? '';
	}

	async group(title: string, items: Item[]): Promise<void> {
		const clusterId = newId();
		const pieces = inPieces(items);
		await this.must('cluster.create', { clusterId, title, items: pieces[0] ?? [] });
		for (const piece of pieces.slice(1))
			await this.must('cluster.add', { clusterId, items: piece });
	}

	async release(contributionIds: Id[]): Promise<void> {
		for (const piece of inPieces(contributionIds))
			await this.must('contribution.release', { contributionIds: piece, released: true });
	}
}

function inPieces<T>(items: T[]): T[][] {
	const pieces: T[][] = [];
	for (let i = 0; i < items.length; i += ITEMS_AT_ONCE)
		pieces.push(items.slice(i, i + ITEMS_AT_ONCE));
	return pieces;
}
