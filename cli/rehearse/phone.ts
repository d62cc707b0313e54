/**
 * Owns one citizen's phone: joins through the page and its form like anybody, then writes, agrees,
 * carries thoughts on and votes over its live connection. Knows what it has sent and what was answered.
 */
import { v7 as newId } from 'uuid';
import type { Outcome } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { Batch } from '#lib/protocol/socket.ts';
import { Device } from './device.ts';
import type { Meter } from './meter.ts';
import type { Random } from './random.ts';
import type { Statement } from './statements.ts';
import { inputValue, Visitor } from './visitor.ts';

export interface Sent extends Statement {
	id: Id;
	outcome: Outcome | null;
}

export interface PhoneOptions {
	url: string;
	code: string;
	lang: string;
	meter: Meter;
}

/** Scans the code, chooses a language, presses “Join”, and is seated when this resolves. */
export async function joinByPhone({ url, code, lang, meter }: PhoneOptions): Promise<Phone> {
	const visitor = new Visitor(url, lang);
	// The first visit asks for a language where there are several; tapping one leads to the form.
	const page = await visitor.visit(`/w/${code}?lang=${encodeURIComponent(lang)}`);
	const id = inputValue(page.html, 'id');
	if (page.status !== 200 || !id)
		throw new Error(`The join page answered ${page.status} without its form`);
	const answer = await visitor.submit(`/w/${code}?/join`, { id, people: '1', table: '' });
	if (answer.status !== 200)
		throw new Error(`Joining was refused (${answer.status}): no free seat, or the doors are shut`);
	const phone = new Phone(visitor, code, meter);
	try {
		await phone.connect();
		await phone.until(() => phone.tableId !== null);
	} catch (error) {
		phone.close();
		throw error;
	}
	return phone;
}

export class Phone extends Device {
	readonly sent: Sent[] = [];
	readonly #meter: Meter;
	readonly #seen = new Set<Id>();

	constructor(visitor: Visitor, code: string, meter: Meter) {
		super({ visitor, code, surface: 'phone' });
		this.#meter = meter;
	}

	/** Where this phone sits in the current round. */
	get tableId(): Id | null {
		const audience = this.mirror.audiences.find((name) => name.startsWith('table:'));
		return audience?.slice('table:'.length) ?? null;
	}

	get isHost(): boolean {
		return this.mirror.rowsOf(`one:${this.me}`, 'seat').some(({ index }) => index === 0);
	}

	/** Contributions on the table in front of this phone. */
	get onTable() {
		return this.tableId ? this.mirror.rowsOf(`table:${this.tableId}`, 'contribution') : [];
	}

	async post(stepId: Id, { text, lang }: Statement): Promise<Outcome> {
		const sent: Sent = { id: newId(), text, lang, outcome: null };
		this.sent.push(sent);
		this.#seen.add(sent.id);
		this.typing();
		this.#meter.posted(sent.id);
		sent.outcome = await this.send('contribution.post', {
			contributionId: sent.id,
			stepId,
			kind: 'idea',
			text,
			lang
		});
		if (sent.outcome.ok) this.#meter.acknowledged(sent.id);
		return sent.outcome;
	}

	/** Reads the table and agrees with some of what others wrote. */
	async agree(most: number, random: Random): Promise<void> {
		const own = new Set(this.sent.map(({ id }) => id));
		const others = this.onTable.filter(({ id, state }) => state === 'table' && !own.has(id));
		for (const { id } of random.shuffled(others).slice(0, random.below(most + 1)))
			await this.send('contribution.agree', { contributionId: id, agree: true });
	}

	/** Takes the last own thought along to the new table. */
	async carry(): Promise<void> {
		const last = this.sent.findLast(({ outcome }) => outcome?.ok);
		if (last) await this.send('contribution.carry', { linkId: newId(), contributionId: last.id });
	}

	/** Confirms to have found the table of the change that is on. */
	async arrive(): Promise<void> {
		if (this.step?.kind === 'change')
			await this.send('participant.arrive', { stepId: this.step.id });
	}

	async becomeHost(): Promise<boolean> {
		if (!this.tableId) return false;
		return (await this.send('seat.take', { tableId: this.tableId, index: 0 })).ok;
	}

	/** Hands over what most agreed with at this host's table in that round. */
	async summarize(round: number, lang: string): Promise<void> {
		const points = this.onTable
			.filter((row) => row.round === round)
			.sort((a, b) => b.agrees - a.agrees)
			.slice(0, 3)
			.map(({ text }) => text);
		if (points.length) await this.send('summary.write', { round, points, lang });
	}

	/** Gives the city the sentence that most agreed with at this host's table. */
	async writeEssence(): Promise<void> {
		const [best] = this.onTable.toSorted((a, b) => b.agrees - a.agrees);
		if (best) await this.send('essence.write', { number: 1, text: best.text, lang: best.lang });
	}

	/** Places all dots of the open ballot, some of them together. */
	async vote(random: Random): Promise<boolean> {
		const ballot = this.rows('ballot').find(({ state }) => state === 'open');
		if (!ballot) return false;
		const dots: Record<Id, number> = {};
		for (let left = ballot.dots; left > 0; left--) {
			const open = ballot.optionIds.filter((id) => (dots[id] ?? 0) < ballot.maxPerOption);
			const option = random.pick(open);
			if (option) dots[option] = (dots[option] ?? 0) + 1;
		}
		return (await this.send('vote.cast', { ballotId: ballot.id, dots })).ok;
	}

	protected override received({ audience, rows }: Batch): void {
		if (!audience.startsWith('table:')) return;
		const step = this.step;
		for (const { id, round } of rows.contribution ?? []) {
			if (this.#seen.has(id)) continue;
			this.#seen.add(id);
			// Who comes to a table later finds what was written there before: that took no way.
			if (step?.kind === 'round' && step.round === round) this.#meter.seen(id);
		}
	}
}
