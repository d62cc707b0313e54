/**
 * Owns the reading of what servers send, ours and bare alike. A broadcast is read once for the whole
 * hall: whoever gets the same bytes again finds the packet by comparing them, compressed or not.
 */
import { constants, inflateRawSync } from 'node:zlib';
import { marksIn, type Mark } from './ideas.ts';

export type Packet =
	| { type: 'open' | 'ping' | 'connected' | 'other' }
	| { type: 'refused'; reason: string }
	| {
			type: 'ack';
			id: number;
			ok: boolean;
			/** How the answer begins. */
			head: string;
			/** To be asked while the packet is handled, as later the bytes are others'; unless `canWait`. */
			marks: () => Mark[];
			revisions: () => Revision[];
			canWait: boolean;
	  }
	| {
			type: 'ideas';
			/** Empty from a bare server. */
			audience: string;
			rev: number;
			prev: number;
			isReset: boolean;
			hasStep: boolean;
			marks: readonly Mark[];
	  };

export type Revision = [audience: string, rev: number];

const PING = 0x32;
const TAIL = Buffer.from([0, 0, 0xff, 0xff]);
const BATCH = /^42\["batch",\{"audience":"([^"]+)","rev":(\d+),"prev":(\d+)(,"reset":true)?/;
const TEXT = Buffer.from('"text":"t');
const AUDIENCE = Buffer.from('{"audience":"');
const HEAD_LENGTH = 400;
const LONG = 4096;
const MOST_KEPT = 4096;

interface Kept {
	bytes: Buffer;
	packet: Packet;
}

/** By length: the latest of each, because one broadcast reaches all its readers in one go. */
const kept = new Map<number, Kept>();

export function packetOf(data: Buffer, start: number, end: number, isCompressed: boolean): Packet {
	if (!isCompressed && end - start === 1 && data[start] === PING) return { type: 'ping' };
	const length = end - start;
	const known = kept.get(length);
	if (known && known.bytes.compare(data, start, end) === 0) return known.packet;
	if (isCompressed && length > LONG) {
		const head = beginning(data.subarray(start, start + HEAD_LENGTH));
		// A phone reads its first state itself: here one process would read it for all of them.
		if (head.toString('latin1', 0, 2) === '43')
			return ackOf(head, readLater(Buffer.from(data.subarray(start, end))), true);
	}
	const bytes = isCompressed ? inflated(data.subarray(start, end)) : data.subarray(start, end);
	const packet = parsed(bytes);
	if (packet.type !== 'ideas') return packet;
	if (kept.size > MOST_KEPT) kept.clear();
	kept.set(length, { bytes: Buffer.from(data.subarray(start, end)), packet });
	return packet;
}

function inflated(bytes: Buffer): Buffer {
	return inflateRawSync(Buffer.concat([bytes, TAIL]), { finishFlush: constants.Z_SYNC_FLUSH });
}

/** What can be read of a frame that is not whole. */
function beginning(bytes: Buffer): Buffer {
	return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
}

function parsed(bytes: Buffer): Packet {
	const head = bytes.toString('latin1', 0, HEAD_LENGTH);
	if (head === '2') return { type: 'ping' };
	if (head.startsWith('0')) return { type: 'open' };
	if (head.startsWith('40')) return { type: 'connected' };
	if (head.startsWith('44')) return { type: 'refused', reason: head.slice(2, 120) };
	if (head.startsWith('43')) return ackOf(bytes, () => bytes, false);
	const batch = BATCH.exec(head);
	if (!batch && !head.startsWith('42["idea"')) return { type: 'other' };
	const text = bytes.toString('latin1');
	return {
		type: 'ideas',
		audience: batch?.[1] ?? '',
		rev: Number(batch?.[2] ?? 0),
		prev: Number(batch?.[3] ?? 0),
		isReset: batch?.[4] !== undefined,
		hasStep: text.includes('"step":['),
		marks: marksIn(text)
	};
}

function readLater(compressed: Buffer): () => Buffer {
	let bytes: Buffer | undefined;
	return () => (bytes ??= inflated(compressed));
}

function ackOf(start: Buffer, whole: () => Buffer, canWait: boolean): Packet {
	const head = start.toString('latin1', 0, HEAD_LENGTH);
	const bracket = head.indexOf('[');
	return {
		type: 'ack',
		id: Number(head.slice(2, bracket)),
		ok: head.startsWith('[{"ok":true', bracket),
		head,
		marks: () => Array.from(found(whole(), TEXT, 60), (near) => marksIn(near)).flat(),
		revisions: () => Array.from(found(whole(), AUDIENCE, 160), revisionIn),
		canWait
	};
}

/** A first state is long and everybody's is another: only the places that matter become text. */
function* found(bytes: Buffer, what: Buffer, length: number): Generator<string> {
	for (let at = bytes.indexOf(what); at >= 0; at = bytes.indexOf(what, at + 1))
		yield bytes.toString('latin1', at, at + length);
}

function revisionIn(batch: string): Revision {
	const [, audience = '', rev] = /^\{"audience":"([^"]+)","rev":(\d+)/.exec(batch) ?? [];
	return [audience, Number(rev)];
}

export const epochIn = (head: string): string | null => /"epoch":"([^"]+)"/.exec(head)?.[1] ?? null;
