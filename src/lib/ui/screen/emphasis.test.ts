import { describe, expect, it } from 'vitest';
import { partsOf, strong } from './emphasis.ts';

describe('partsOf', () => {
	it('finds the strong part wherever the language puts it', () => {
		expect(partsOf(`noch ${strong('12')} Minuten`)).toEqual([
			{ text: 'noch ', isStrong: false },
			{ text: '12', isStrong: true },
			{ text: ' Minuten', isStrong: false }
		]);
		expect(partsOf(strong('87'))).toEqual([{ text: '87', isStrong: true }]);
		expect(partsOf('nothing special')).toEqual([{ text: 'nothing special', isStrong: false }]);
	});
});
