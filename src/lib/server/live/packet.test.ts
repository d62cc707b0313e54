import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Packet, Part } from './packet.ts';

/** As a browser reads it: the end of the stream is added, and nothing may be left over. */
function read(frame: Buffer): { text: string; isCompressed: boolean } {
	const [first = 0, short = 0] = frame;
	const size = short < 126 ? 2 : short === 126 ? 4 : 10;
	const length =
		size === 2 ? short : size === 4 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
	expect(frame.length).toBe(size + length);
	expect(first & 0xbf).toBe(0x81);
	const payload = frame.subarray(size);
	if (!(first & 0x40)) return { text: payload.toString(), isCompressed: false };
	// The added end, and a last empty block, so that zlib finds the stream complete.
	const stream = Buffer.concat([payload, Buffer.of(0, 0, 0xff, 0xff, 1, 0, 0, 0xff, 0xff)]);
	return { text: inflateRawSync(stream).toString(), isCompressed: true };
}

const long = (text: string) => `${text} Mehr Bänke am Hafen – „Schatten“ für alle. `.repeat(200);

describe('a packet', () => {
	it('is the same text in every form, whatever it is put together from', () => {
		const piece = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.string({ unit: 'grapheme' }).map(long),
			fc.string().map((text) => new Part(text)),
			fc.string({ unit: 'grapheme' }).map((text) => new Part(long(text))),
			fc.constant('x'.repeat(70_000))
		);
		fc.assert(
			fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.boolean(), (parts, many) => {
				const packet = new Packet(parts, many);
				const text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
				expect(packet.text).toBe(text);
				expect(read(packet.frame)).toEqual({ text: `4${text}`, isCompressed: false });
				expect(read(packet.compressedFrame).text).toBe(`4${text}`);
			}),
			{ numRuns: 200 }
		);
	});

	it('that many get is compressed when that is worth it', () => {
		expect(read(new Packet([long('')], true).compressedFrame).isCompressed).toBe(true);
		expect(read(new Packet(['short'], true).compressedFrame).isCompressed).toBe(false);
		const packet = new Packet([long('')], true);
		expect(packet.compressedFrame.length).toBeLessThan(packet.frame.length / 10);
		expect(packet.compressedFrame).toBe(packet.compressedFrame);
	});

	it('joins what is shared with what is not, and compresses the shared once', () => {
		const shared = new Part(long('all'));
		const { deflated } = shared;
		for (const me of ['p1', 'p2']) {
			const packet = new Packet(['31[{"me":"', me, '","rows":', shared, '}]'], false);
			const { text, isCompressed } = read(packet.compressedFrame);
			expect([text, isCompressed]).toEqual([`431[{"me":"${me}","rows":${long('all')}}]`, true]);
		}
		expect(shared.deflated).toBe(deflated);
	});
});
