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
			fc.property(
				fc.array(piece, { minLength: 1, maxLength: 6 }),
				fc.boolean(),
				(parts, isForAll) => {
					const text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
					const packet = isForAll ? Packet.forAll(text, 1000) : Packet.forOne(parts);
					expect(packet.text).toBe(text);
					expect(read(packet.frame)).toEqual({ text: `4${text}`, isCompressed: false });
					expect(read(packet.compressedFrame).text).toBe(`4${text}`);
				}
			),
			{ numRuns: 200 }
		);
	});

	it('that many get is compressed when that is worth it', () => {
		expect(read(Packet.forAll(long(''), 1000).compressedFrame).isCompressed).toBe(true);
		expect(read(Packet.forAll('short', 1000).compressedFrame).isCompressed).toBe(false);
		const medium = long('').slice(0, 2000);
		expect(read(Packet.forAll(medium, 10).compressedFrame).isCompressed).toBe(false);
		expect(read(Packet.forAll(medium, 100).compressedFrame).isCompressed).toBe(true);
		const packet = Packet.forAll(long(''), 1000);
		expect(packet.compressedFrame.length).toBeLessThan(packet.frame.length / 10);
		expect(packet.compressedFrame).toBe(packet.compressedFrame);
	});

	it('joins what is shared with what is not, and compresses the shared once', () => {
		const shared = new Part(long('all'));
		const { deflated } = shared;
		for (const me of ['p1', 'p2']) {
			const packet = Packet.forOne(['31[{"me":"', me, '","rows":', shared, '}]']);
			const { text, isCompressed } = read(packet.compressedFrame);
			expect([text, isCompressed]).toEqual([`431[{"me":"${me}","rows":${long('all')}}]`, true]);
		}
		expect(shared.deflated).toBe(deflated);
	});
});
