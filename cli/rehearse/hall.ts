/** Owns the phones of a hall: lets them in, finds a host for each table, and knows when all is answered. */
import type { Id } from '#lib/domain/rows.ts';
import type { Meter } from './meter.ts';
import { joinByPhone, type Phone, type Sent } from './phone.ts';

/** People at the door at the same time. */
const AT_THE_DOOR = 20;
const SETTLE_TIMEOUT_MS = 60_000;

export interface HallOptions {
	url: string;
	code: string;
	/** Of the workshop; each phone chooses one, in turn. */
	languages: readonly string[];
	phones: number;
	meter: Meter;
}

export async function fillHall(options: HallOptions): Promise<Hall> {
	const { url, code, languages, meter } = options;
	const phones: Phone[] = [];
	let next = 0;
	const enter = async () => {
		while (next < options.phones) {
			const lang = languages[next++ % languages.length] ?? 'de';
			phones.push(await joinByPhone({ url, code, lang, meter }));
		}
	};
	const hall = new Hall(phones);
	const queues = await Promise.allSettled(Array.from({ length: AT_THE_DOOR }, enter));
	const failed = queues.find(({ status }) => status === 'rejected');
	if (failed?.status === 'rejected') {
		hall.close();
		throw failed.reason;
	}
	return hall;
}

export class Hall {
	readonly phones: readonly Phone[];

	constructor(phones: readonly Phone[]) {
		this.phones = phones;
	}

	get sent(): Sent[] {
		return this.phones.flatMap((phone) => phone.sent);
	}

	get hosts(): Phone[] {
		return this.phones.filter((phone) => phone.isHost);
	}

	at(tableIds: ReadonlySet<Id>): Phone[] {
		return this.phones.filter(({ tableId }) => tableId !== null && tableIds.has(tableId));
	}

	/** One of each table takes the host's seat. */
	async seatHosts(): Promise<void> {
		const first = new Map<Id, Phone>();
		for (const phone of this.phones)
			if (phone.tableId && !first.has(phone.tableId)) first.set(phone.tableId, phone);
		await this.all([...first.values()], (phone) => phone.becomeHost());
	}

	/** All of them at once, as people do. */
	async all(phones: readonly Phone[], act: (phone: Phone) => Promise<unknown>): Promise<void> {
		await Promise.all(phones.map(act));
	}

	async untilAll(isTrue: (phone: Phone) => boolean): Promise<void> {
		await this.all(this.phones, (phone) => phone.until(() => isTrue(phone)));
	}

	/** Waits until every phone has its answers; false if some have not after a minute. */
	async settle(): Promise<boolean> {
		const settled = this.phones.map((phone) =>
			phone.until(() => phone.isSettled, SETTLE_TIMEOUT_MS)
		);
		return (await Promise.allSettled(settled)).every(({ status }) => status === 'fulfilled');
	}

	close(): void {
		for (const phone of this.phones) phone.close();
	}
}
