import { describe, expect, it } from 'vitest';
import { Guesses } from './guesses.ts';

describe('guessing codes', () => {
	it('is told at most one wrong code a second, however many come', () => {
		const guesses = new Guesses();
		const tell = (from: number, seconds: number) => {
			let told = 0;
			for (let i = 0; i < 10_000; i++)
				if (guesses.wrong(from + (i * seconds) / 10) === 'not_found') told += 1;
			return told;
		};
		// What a hall may mistype at once comes on top, once.
		expect(tell(0, 100)).toBeLessThanOrEqual(100 + 60);
		expect(tell(100_000, 100)).toBeLessThanOrEqual(100 + 1);
	});

	it('is forgiven a hall that mistypes', () => {
		const guesses = new Guesses();
		const answers = Array.from({ length: 50 }, () => guesses.wrong(0));
		expect(new Set(answers)).toEqual(new Set(['not_found']));
	});
});
