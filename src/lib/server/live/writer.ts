/**
 * Owns the way from what devices are told to packets. What many ask for at once (a whole hall that comes
 * back) is turned into text once: as long as the views keep handing out the same rows, the text that
 * belongs to them is kept with them, and forgotten together with them.
 */
import type { Outcome } from '#lib/domain/commands.ts';
import type { Batch, SyncAnswer } from '#lib/protocol/socket.ts';
import { Packet, Part } from './packet.ts';

/** As socket.io marks its packets. */
const EVENT = '2';
const ACK = '3';

export class Writer {
	readonly #written = new WeakMap<object, Part>();

	/** News, for so many devices at once. */
	news(batch: Batch, listeners: number): Packet {
		return Packet.forAll(`${EVENT}${JSON.stringify(['batch', batch])}`, listeners);
	}

	/** For one device, from rows that others may be given as well. */
	batch(batch: Batch): Packet {
		return Packet.forOne([`${EVENT}["batch",`, ...this.#partsOf(batch), ']']);
	}

	/** @param id the number under which the device waits for it, see `numberOf` */
	outcome(id: number, outcome: Outcome): Packet {
		return Packet.forOne([`${ACK}${id}[${JSON.stringify(outcome)}]`]);
	}

	/** @param id as above */
	answer(id: number, { batches, ...rest }: SyncAnswer): Packet {
		const head = JSON.stringify(rest).slice(0, -1);
		const parts: (string | Part)[] = [`${ACK}${id}[${head},"batches":[`];
		for (const [position, batch] of batches.entries()) {
			if (position > 0) parts.push(',');
			parts.push(...this.#partsOf(batch));
		}
		return Packet.forOne([...parts, ']}]']);
	}

	#partsOf({ rows, gone, ...rest }: Batch): (string | Part)[] {
		const head = `${JSON.stringify(rest).slice(0, -1)},"rows":`;
		const parts: (string | Part)[] = [head, this.#part(rows)];
		return gone ? [...parts, `,"gone":`, this.#part(gone), '}'] : [...parts, '}'];
	}

	#part(content: object): Part {
		let part = this.#written.get(content);
		if (!part) this.#written.set(content, (part = new Part(JSON.stringify(content))));
		return part;
	}
}

/** What socket.io gives for answering a packet. */
export type Ack = (answer: unknown) => void;

/**
 * The number under which a device waits for an answer; undefined when it does not wait, or no longer.
 * socket.io keeps it to itself: asked with this, its encoder says it instead of writing anything.
 */
export function numberOf(ack: Ack | null): number | undefined {
	const question = new Question();
	ack?.(question);
	return question.number;
}

class Question {
	number: number | undefined;
}

interface Encoding {
	encode(packet: { id?: number; data?: unknown }): unknown[];
}

/** Makes `numberOf` work for the packets of this server. */
export function letAnswersBeWritten(io: { readonly encoder: unknown }): void {
	const encoder = io.encoder as Encoding;
	const encode = encoder.encode.bind(encoder);
	encoder.encode = (packet) => {
		const given: unknown = Array.isArray(packet.data) ? packet.data[0] : undefined;
		if (!(given instanceof Question)) return encode(packet);
		given.number = packet.id;
		return [];
	};
}
