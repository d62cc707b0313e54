/**
 * Owns a crowd of devices in a generator process and what is measured with them. Writing follows a
 * schedule that does not wait for the server (an idea that is sent late counts from when it was due), so
 * a server that stalls cannot hide it. What nobody heard counts as heard at the end of all patience.
 */
import { writeFileSync } from 'node:fs';
import { v7 as newId } from 'uuid';
import { Histogram, type Counted } from './histogram.ts';
import { createWriter, markOf, type Mark } from './ideas.ts';
import { Meter, type Opened, type Saturated, type WriteOrder, type Written } from './measures.ts';
import type { Packet } from './packets.ts';
import { Phone, type Person, type Target } from './phone.ts';
import { cpuSeconds, microseconds } from './usage.ts';

interface Arriving {
	startedAt: Map<Phone, number>;
	left: Set<Phone>;
	each: Histogram;
	/** First states, to be looked at when everybody is there. */
	unread: (() => void)[];
	done: () => void;
}

interface Window {
	from: number;
	to: number;
	due: number;
	expected: number;
	acknowledged: number;
	ack: Histogram;
	seen: Histogram;
	screen: Histogram;
}

/** As the server grants it, a little less. */
const PACE = { perSecond: 9.5, burst: 36 };
const RELEASE_AFTER_US = 2_000_000;
const RETRY_MS = 500;

export class Crowd {
	readonly phones: Phone[];
	readonly #target: Target;
	readonly #writers: Phone[];
	readonly #neighbours = new Map<string, number>();
	readonly #writer = createWriter();
	#serial = 0;
	#window: Window | undefined;
	#delivered = 0;
	#errors: Record<string, number> = {};
	readonly #acknowledged: string[] = [];

	readonly #released = new Map<number, number>();
	#releasable: { id: string; serial: number; at: number }[] = [];
	#keepsReleasable = false;

	#arriving: Arriving | undefined;
	#fewestIdeas = Infinity;

	/** While a cut is watched: what each phone has, and what each table should have. */
	#heardBy: Map<Phone, Set<number>> | undefined;
	#saidAt: Map<string, number[]> | undefined;
	#stepWatch: { from: number; left: Set<Phone>; each: Histogram; done: () => void } | undefined;

	constructor(people: readonly Person[], target: Target) {
		this.#target = target;
		this.phones = people.map(
			(person) =>
				new Phone(person, target, {
					ready: (phone, marks) => this.#onReady(phone, marks),
					ideas: (phone, packet) => this.#onIdeas(phone, packet),
					lost: (phone, reason) => this.#onLost(phone, `lost: ${reason}`),
					refused: (phone, reason) => this.#onLost(phone, `refused: ${reason}`),
					gap: () => this.#count('gap')
				})
		);
		this.#writers = this.phones.filter(({ person }) => person.surface === 'phone');
		for (const { person } of this.#writers) {
			const table = tableOf(person);
			this.#neighbours.set(table, (this.#neighbours.get(table) ?? 0) + 1);
		}
	}

	get bytes(): number {
		return this.phones.reduce((sum, phone) => sum + phone.bytes, 0);
	}

	/** Lets everybody in, spread evenly over the time. */
	async open(withinMs: number, patienceMs: number): Promise<Opened> {
		return this.#arrive(this.phones, (at) => (at / this.phones.length) * withinMs, patienceMs);
	}

	/** Cuts everybody off at once; each comes back at a random moment within the time. */
	async cut(withinMs: number, patienceMs: number): Promise<Opened> {
		for (const phone of this.phones) phone.cut();
		return this.#arrive(this.phones, () => Math.random() * withinMs, patienceMs, true);
	}

	close(): void {
		for (const phone of this.phones) phone.cut();
	}

	/** Those that were lost come back. */
	async mend(patienceMs: number): Promise<Opened> {
		const gone = this.phones.filter((phone) => !phone.isReady);
		for (const phone of gone) phone.cut();
		return this.#arrive(gone, () => 0, patienceMs);
	}

	async #arrive(
		phones: readonly Phone[],
		when: (index: number) => number,
		patienceMs: number,
		fromStart = false
	): Promise<Opened> {
		const start = microseconds();
		const cpuAtStart = cpuSeconds('self');
		const each = new Histogram();
		const startedAt = new Map<Phone, number>();
		const left = new Set(phones);
		const unread: (() => void)[] = [];
		this.#fewestIdeas = Infinity;
		const errorsBefore = { ...this.#errors };
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, patienceMs);
			const done = () => {
				clearTimeout(timer);
				resolve();
			};
			if (!phones.length) return done();
			this.#arriving = { startedAt, left, each, unread, done };
			for (const [index, phone] of phones.entries()) {
				const wait = when(index);
				const enter = () => {
					startedAt.set(phone, fromStart ? start : microseconds());
					phone.connect();
				};
				if (wait < 1) enter();
				else setTimeout(enter, wait);
			}
		});
		this.#arriving = undefined;
		const ms = (microseconds() - start) / 1000;
		const generatorShare = (cpuSeconds('self') - cpuAtStart) / (ms / 1000);
		for (const read of unread) read();
		return {
			ms,
			generatorShare,
			each: each.counted(),
			ready: phones.length - left.size,
			fewestIdeas: Number.isFinite(this.#fewestIdeas) ? this.#fewestIdeas : 0,
			errors: difference(this.#errors, errorsBefore)
		};
	}

	async write(order: WriteOrder): Promise<Written> {
		const { rate, warmSeconds, seconds, drainSeconds, pid, releaseRate = 0 } = order;
		const start = microseconds() + 20_000;
		const from = start + warmSeconds * 1e6;
		const to = from + seconds * 1e6;
		const window: Window = {
			from,
			to,
			due: 0,
			expected: 0,
			acknowledged: 0,
			ack: new Histogram(),
			seen: new Histogram(),
			screen: new Histogram()
		};
		this.#window = window;
		this.#keepsReleasable = releaseRate > 0;
		const errorsBefore = { ...this.#errors };
		const meter = new Meter(pid);
		let lateMs = 0;
		let bytesAtStart = 0;
		let deliveredAtStart = 0;
		let isMeasuring = false;
		const releasing = releaseRate
			? setInterval(() => this.#release(), 1000 / releaseRate)
			: undefined;

		const total = Math.round(rate * (warmSeconds + seconds));
		await new Promise<void>((resolve) => {
			let next = 0;
			const tick = () => {
				const now = microseconds();
				if (!isMeasuring && now >= from) {
					isMeasuring = true;
					bytesAtStart = this.bytes;
					deliveredAtStart = this.#delivered;
					meter.start();
				}
				for (; next < total; next++) {
					const dueAt = start + Math.floor((next * 1e6) / rate);
					if (dueAt > now) break;
					lateMs = Math.max(lateMs, (now - dueAt) / 1000);
					this.#post(next, dueAt, order.stepIds);
				}
				if (now >= to) resolve();
				else setTimeout(tick, 1);
			};
			tick();
		});
		const used = meter.stop();
		const bytes = this.bytes - bytesAtStart;
		const delivered = this.#delivered - deliveredAtStart;
		clearInterval(releasing);
		const deadline = microseconds() + drainSeconds * 1e6;
		const isDone = () => window.seen.count >= window.expected && window.acknowledged >= window.due;
		while (!isDone() && microseconds() < deadline) await sleep(20);
		this.#window = undefined;
		const missing = Math.max(0, window.expected - window.seen.count);
		if (missing) window.seen.add((seconds + drainSeconds) * 1000, missing);
		const unanswered = window.due - window.acknowledged;
		if (unanswered) window.ack.add((seconds + drainSeconds) * 1000, unanswered);
		return {
			due: window.due,
			acknowledged: window.acknowledged,
			missing,
			ack: window.ack.counted(),
			seen: window.seen.counted(),
			screen: window.screen.counted(),
			delivered,
			bytes,
			...used,
			lateMs,
			errors: difference(this.#errors, errorsBefore)
		};
	}

	/** Everybody says the next thing as soon as the last one is acknowledged and they may. */
	async saturate(order: Omit<WriteOrder, 'rate' | 'drainSeconds'>): Promise<Saturated> {
		const meter = new Meter(order.pid);
		const errorsBefore = { ...this.#errors };
		const ack = new Histogram();
		let count = 0;
		let paced = 0;
		let isMeasuring = false;
		let isOver = false;
		let open = 0;
		for (const [index, phone] of this.#writers.entries()) {
			let tokens = PACE.burst;
			let at = microseconds();
			const next = (wasPaced: boolean) => {
				if (isOver) return;
				const now = microseconds();
				tokens = Math.min(PACE.burst, tokens + ((now - at) / 1e6) * PACE.perSecond);
				at = now;
				if (tokens < 1) {
					setTimeout(() => next(true), ((1 - tokens) / PACE.perSecond) * 1000);
					return;
				}
				tokens -= 1;
				open += 1;
				this.#say(phone, index, now, order.stepIds, (ok) => {
					open -= 1;
					if (isMeasuring && !isOver && ok) {
						count += 1;
						if (wasPaced) paced += 1;
						ack.add((microseconds() - now) / 1000);
					}
					next(false);
				});
			};
			next(false);
		}
		await sleep(order.warmSeconds * 1000);
		isMeasuring = true;
		meter.start();
		await sleep(order.seconds * 1000);
		const used = meter.stop();
		isOver = true;
		const deadline = microseconds() + 5e6;
		while (open && microseconds() < deadline) await sleep(20);
		return {
			...used,
			perSecond: count / used.wallSeconds,
			ack: ack.counted(),
			pacedShare: count ? paced / count : 0,
			errors: difference(this.#errors, errorsBefore)
		};
	}

	/** From the console; answers with how long each phone waited for the news. */
	async advance(from: string, patienceMs: number): Promise<{ each: Counted; missing: number }> {
		const console_ = this.phones.find(({ person }) => person.surface === 'console');
		const each = new Histogram();
		const left = new Set(this.#writers);
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, patienceMs);
			this.#stepWatch = {
				from: microseconds(),
				left,
				each,
				done: () => {
					clearTimeout(timer);
					resolve();
				}
			};
			this.#command(console_, 'step.advance', { from });
		});
		this.#stepWatch = undefined;
		if (left.size) each.add(patienceMs, left.size);
		return { each: each.counted(), missing: left.size };
	}

	/** From now on every phone remembers what it hears. */
	watch(): void {
		this.#heardBy = new Map(this.#writers.map((phone) => [phone, new Set()]));
		this.#saidAt = new Map();
	}

	/** They stop reading, without a word. */
	stall(): void {
		for (const phone of this.phones) phone.stall();
	}

	/** How many deliveries never came, of what was acknowledged since `watch`. */
	unwatch(): { expected: number; lost: number } {
		let expected = 0;
		let lost = 0;
		for (const [phone, heard] of this.#heardBy ?? [])
			for (const serial of this.#saidAt?.get(tableOf(phone.person)) ?? []) {
				expected += 1;
				if (!heard.has(serial)) lost += 1;
			}
		this.#heardBy = undefined;
		this.#saidAt = undefined;
		return { expected, lost };
	}

	/** The ids of all that was ever acknowledged, one a line. */
	ledger(file: string): { acknowledged: number; unanswered: number } {
		writeFileSync(file, this.#acknowledged.join('\n'));
		const unanswered = this.phones.reduce((sum, phone) => sum + phone.open, 0);
		return { acknowledged: this.#acknowledged.length, unanswered };
	}

	#post(index: number, dueAt: number, stepIds: readonly string[]): void {
		const at = index % this.#writers.length;
		const phone = this.#writers[at];
		if (!phone) return;
		const window = this.#window;
		const isMeasured = window !== undefined && dueAt >= window.from && dueAt < window.to;
		if (isMeasured) {
			window.due += 1;
			window.expected += this.#neighbours.get(tableOf(phone.person)) ?? 0;
		}
		this.#say(phone, at, dueAt, stepIds, (ok) => {
			if (!isMeasured || !ok) return;
			window.acknowledged += 1;
			window.ack.add((microseconds() - dueAt) / 1000);
		});
	}

	#say(
		phone: Phone,
		index: number,
		dueAt: number,
		stepIds: readonly string[],
		answered: (ok: boolean) => void
	): void {
		const { hall } = phone.person;
		const serial = this.#serial++;
		const contributionId = newId();
		const text = markOf({ dueAt, serial, hall }) + this.#writer();
		const id = newId();
		const body =
			this.#target.dialect === 'bare'
				? ['post', { id: contributionId, table: `${index % 100}`, kind: 'idea', lang: 'de', text }]
				: [
						'command',
						{
							id,
							type: 'contribution.post',
							payload: { contributionId, stepId: stepIds[hall], kind: 'idea', text, lang: 'de' },
							typedAt: Date.now()
						}
					];
		phone.send({
			id,
			body: JSON.stringify(body),
			answered: (ok, answer) => {
				if (ok) {
					this.#acknowledged.push(contributionId);
					if (this.#saidAt) put(this.#saidAt, tableOf(phone.person), serial);
					if (this.#keepsReleasable)
						this.#releasable.push({ id: contributionId, serial, at: microseconds() });
				} else this.#count(`refused: ${/"code":"(\w+)"/.exec(answer)?.[1] ?? answer}`);
				answered(ok);
			}
		});
	}

	#release(): void {
		const console_ = this.phones.find(({ person }) => person.surface === 'console');
		const now = microseconds();
		const old = this.#releasable.findIndex(({ at }) => now - at < RELEASE_AFTER_US);
		const chosen = this.#releasable[(old < 0 ? this.#releasable.length : old) - 1];
		if (!chosen) return;
		this.#releasable = old < 0 ? [] : this.#releasable.slice(old);
		this.#released.set(chosen.serial, microseconds());
		const payload = { contributionIds: [chosen.id], released: true };
		this.#command(console_, 'contribution.release', payload);
	}

	#command(phone: Phone | undefined, type: string, payload: object): void {
		const id = newId();
		phone?.send({
			id,
			body: JSON.stringify(['command', { id, type, payload, typedAt: Date.now() }]),
			answered: (ok, answer) => {
				if (!ok) this.#count(`refused ${type}: ${answer.slice(0, 80)}`);
			}
		});
	}

	#onIdeas(phone: Phone, { audience, hasStep, marks }: Packet & { type: 'ideas' }): void {
		const now = microseconds();
		const { surface, hall } = phone.person;
		const watch = this.#stepWatch;
		if (watch && hasStep && surface === 'phone' && watch.left.delete(phone)) {
			watch.each.add((now - watch.from) / 1000);
			if (!watch.left.size) watch.done();
		}
		// What I wrote comes to me twice: at my table, which counts, and as mine.
		if (audience.startsWith('one:')) return;
		const window = this.#window;
		const heard = this.#heardBy?.get(phone);
		const hasReleased = this.#released.size > 0;
		for (const mark of marks) {
			if (mark.hall !== hall) this.#count('heard another workshop');
			if (surface === 'screen') {
				const releasedAt = this.#released.get(mark.serial);
				if (releasedAt !== undefined) window?.screen.add((now - releasedAt) / 1000);
				continue;
			}
			if (surface !== 'phone') continue;
			// A released idea is told again to its table.
			if (hasReleased && this.#released.has(mark.serial)) continue;
			this.#delivered += 1;
			heard?.add(mark.serial);
			if (window && mark.dueAt >= window.from && mark.dueAt < window.to)
				window.seen.add((now - mark.dueAt) / 1000);
		}
	}

	#onReady(phone: Phone, marks: () => readonly Mark[]): void {
		const arriving = this.#arriving;
		if (!arriving) return this.#read(phone, marks);
		// Reading takes time that a hall's phones would share among them.
		arriving.unread.push(() => this.#read(phone, marks));
		if (!arriving.left.delete(phone)) return;
		arriving.each.add((microseconds() - (arriving.startedAt.get(phone) ?? 0)) / 1000);
		if (!arriving.left.size) arriving.done();
	}

	#read(phone: Phone, marks: () => readonly Mark[]): void {
		const serials = new Set(marks().map(({ serial }) => serial));
		this.#fewestIdeas = Math.min(this.#fewestIdeas, serials.size);
		const heard = this.#heardBy?.get(phone);
		if (heard) for (const serial of serials) heard.add(serial);
	}

	#onLost(phone: Phone, reason: string): void {
		this.#count(reason);
		const arriving = this.#arriving;
		if (!arriving?.left.has(phone)) return;
		// As the page does: it tries again.
		setTimeout(() => {
			if (arriving.left.has(phone) && this.#arriving === arriving) phone.connect();
		}, RETRY_MS);
	}

	#count(error: string): void {
		this.#errors[error] = (this.#errors[error] ?? 0) + 1;
	}
}

const tableOf = ({ hall, table }: Person): string => `${hall}.${table}`;

const sleep = (ms: number) => new Promise<void>((next) => setTimeout(next, ms));

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}

function difference(
	now: Readonly<Record<string, number>>,
	before: Readonly<Record<string, number>>
): Record<string, number> {
	const grown = Object.entries(now).map(([name, count]) => [name, count - (before[name] ?? 0)]);
	return Object.fromEntries(grown.filter(([, count]) => Number(count) > 0));
}
