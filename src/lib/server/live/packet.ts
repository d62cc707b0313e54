/**
 * Owns how words that many devices hear are written: once as text, once as a WebSocket frame, once
 * compressed, however many listen. Compressing for each connection would cost 3–25 times the CPU and six
 * times the memory; compressing once costs less than it saves in sends. A packet is put together from
 * parts, some of which (what everybody may see) stand in many packets: each part is compressed by itself
 * and never refers to another, so ready parts can be joined into one valid stream.
 */
import { constants, deflateRawSync } from 'node:zlib';

/** Shorter words hardly shrink. */
const WORTH_COMPRESSING = 512;
/** Words that stand in one packet for one device must be long to be worth the work. */
const WORTH_COMPRESSING_ONCE = 4096;
/** So much must leave in all: compressing a second's ideas for a table of ten takes longer than it saves. */
const WORTH_COMPRESSING_IN_ALL = 64 * 1024;
/** What arrives at a table is longer than what happens there, and its one phone may hang on a thin line. */
const ALWAYS_WORTH_COMPRESSING = 16 * 1024;
/** The most that deflate can carry as it is in one block. */
const STORED_BYTES = 0xffff;
/** What engine.io puts before every packet of socket.io. */
const MESSAGE = '4';
const TEXT_FRAME = 0x81;
const COMPRESSED_TEXT_FRAME = 0xc1;
/** A compressed message is a flushed stream without the end of its last, empty block: 00 00 ff ff (RFC 7692). */
const FLUSH_BYTES = 4;
/** The beginning of that block, where the stream was put together by hand. */
const END = Buffer.of(0);

/** Words that may stand in several packets. */
export class Part {
	readonly text: string;
	#deflated: Buffer | undefined;
	#asked = 0;

	constructor(text: string) {
		this.text = text;
	}

	/**
	 * A piece of a deflate stream that ends at a whole byte and refers to nothing before it; null when the
	 * words are not worth the work.
	 */
	get deflated(): Buffer | null {
		if (this.#deflated) return this.#deflated;
		this.#asked += 1;
		const least = this.#asked > 1 ? WORTH_COMPRESSING : WORTH_COMPRESSING_ONCE;
		if (this.text.length < least) return null;
		return (this.#deflated = deflated(this.text));
	}
}

export class Packet {
	readonly #parts: readonly (string | Part)[];
	readonly #leastToCompress: number | null;
	#text: string | undefined;
	#frame: Buffer | undefined;
	#compressed: Buffer | undefined;

	private constructor(parts: readonly (string | Part)[], leastToCompress: number | null) {
		this.#parts = parts;
		this.#leastToCompress = leastToCompress;
	}

	/** For so many devices at once: compressed as a whole, or not at all. */
	static forAll(text: string, listeners: number): Packet {
		const least = Math.min(WORTH_COMPRESSING_IN_ALL / listeners, ALWAYS_WORTH_COMPRESSING);
		return new Packet([text], Math.max(least, WORTH_COMPRESSING));
	}

	/** For one device. @param parts what socket.io would have written, cut where shared parts begin and end */
	static forOne(parts: readonly (string | Part)[]): Packet {
		return new Packet(parts, null);
	}

	get text(): string {
		return (this.#text ??= this.#parts
			.map((part) => (typeof part === 'string' ? part : part.text))
			.join(''));
	}

	/** A whole WebSocket frame. */
	get frame(): Buffer {
		return (this.#frame ??= framed(TEXT_FRAME, [Buffer.from(MESSAGE + this.text)]));
	}

	/** The same for a connection that has agreed on compression. */
	get compressedFrame(): Buffer {
		return (this.#compressed ??= this.#compress());
	}

	#compress(): Buffer {
		if (this.#leastToCompress !== null) {
			if (this.text.length < this.#leastToCompress) return this.frame;
			const stream = deflated(MESSAGE + this.text);
			return framed(COMPRESSED_TEXT_FRAME, [stream.subarray(0, -FLUSH_BYTES)]);
		}
		const pieces = this.#parts.map((part) => (typeof part === 'string' ? null : part.deflated));
		// One idea for its author is a packet of its own: that one above all must cost nothing more.
		if (pieces.every((piece) => piece === null)) return this.frame;
		const stream = this.#parts.map(
			(part, at) => pieces[at] ?? stored(typeof part === 'string' ? part : part.text)
		);
		return framed(COMPRESSED_TEXT_FRAME, [stored(MESSAGE), ...stream, END]);
	}
}

/** Ends with an empty block, at a whole byte. */
function deflated(text: string): Buffer {
	return deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** Blocks of deflate that carry their bytes as they are. */
function stored(text: string): Buffer {
	const bytes = Buffer.from(text);
	const blocks: Buffer[] = [];
	for (let from = 0; from < bytes.length; from += STORED_BYTES) {
		const block = bytes.subarray(from, from + STORED_BYTES);
		const head = Buffer.alloc(5);
		head.writeUInt16LE(block.length, 1);
		head.writeUInt16LE(block.length ^ 0xffff, 3);
		blocks.push(head, block);
	}
	return Buffer.concat(blocks);
}

function framed(firstByte: number, payload: readonly Buffer[]): Buffer {
	const length = payload.reduce((sum, piece) => sum + piece.length, 0);
	const head = Buffer.alloc(length < 126 ? 2 : length <= 0xffff ? 4 : 10);
	head[0] = firstByte;
	if (head.length === 2) head[1] = length;
	else if (head.length === 4) {
		head[1] = 126;
		head.writeUInt16BE(length, 2);
	} else {
		head[1] = 127;
		head.writeUIntBE(length, 4, 6);
	}
	return Buffer.concat([head, ...payload]);
}
