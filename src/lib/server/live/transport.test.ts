import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from './transport.ts';

const MAX = 256 * 1024;
/** As a browser sends it: flushed, and without the four bytes that every flush ends with. */
const sent = (text: string) =>
	deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);

describe('a compressed message', () => {
	it('is read as it was, whatever its length', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 3000 }), (text, n) => {
				const whole = text.repeat(n).slice(0, MAX / 4);
				expect(inflate(sent(whole), MAX).toString()).toBe(Buffer.from(whole).toString());
			})
		);
		const all = 'x'.repeat(MAX);
		expect(inflate(sent(all), MAX).toString()).toBe(all);
	});

	it('that grows beyond what is allowed is refused, however short it came', () => {
		for (const length of [MAX + 1, 500_000, 3_000_000])
			expect(() => inflate(sent('x'.repeat(length)), MAX)).toThrow();
	});

	it('that is none is refused', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 40, maxLength: 900 }), (noise) => {
				// A first block of a type that does not exist.
				noise[0] = 0x07;
				expect(() => inflate(Buffer.from(noise), MAX)).toThrow();
			})
		);
	});

	it('does not change when the next one is read', () => {
		const first = inflate(sent('first'), MAX);
		inflate(sent('other'), MAX);
		expect(first.toString()).toBe('first');
	});
});
