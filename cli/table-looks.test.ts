import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookOf } from '#lib/domain/methods/world-cafe.ts';
import { TABLE_COLOURS, TABLE_PICTOGRAMS } from '#lib/domain/rows.ts';
import { PICTOGRAMS } from '#lib/signs/pictograms.ts';
import { difference, lab, seenWith, SIGHTS } from '../tests/support/colour.ts';
import { Palette, readSheets } from '../tests/support/styles.ts';

/**
 * Side by side, a difference of 2.3 is just seen (Mahy, Van Eycken and Oosterlinck, 1994); from across a
 * hall, in its light and on two different phones, it has to be several times that.
 */
const SEEN_ACROSS_THE_HALL = 10;

const design = readFileSync(new URL('../docs/design.md', import.meta.url), 'utf8');
const sheets = readSheets();
const palettes = (['light', 'dark', 'contrast', 'contrast dark', 'print'] as const).map(
	(theme) => new Palette(sheets, theme)
);
const colourOf = (name: string, palette = palettes[0]) => {
	const [colour] = palette?.colours(`--t-${name}`) ?? [];
	if (!colour) throw new Error(`There is no colour ${name}`);
	return colour;
};

describe('CIEDE2000', () => {
	// Pairs 1, 7, 17 and 25 of the table with which Sharma, Wu and Dalal test a program.
	it.each([
		[[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
		[[50, 0, 0], [50, -1, 2], 2.3669],
		[[50, 2.5, 0], [73, 25, -18], 27.1492],
		[[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644]
	] as const)('%j and %j differ by %d', (one, other, expected) => {
		expect(difference(one, other)).toBeCloseTo(expected, 4);
	});
});

describe("a table's look", () => {
	const looks = Array.from({ length: 144 }, (_, i) => lookOf(i + 1));

	it('repeats no picture before every one has been used, and no pair of both in 144 tables', () => {
		expect(new Set(looks.slice(0, 24).map(({ pictogram }) => pictogram)).size).toBe(24);
		expect(new Set(looks.map(({ colour, pictogram }) => `${colour} ${pictogram}`)).size).toBe(144);
	});

	it('has a picture of its own strokes', () => {
		const drawn = TABLE_PICTOGRAMS.map((name) => PICTOGRAMS[name].join());
		expect(new Set(drawn).size).toBe(TABLE_PICTOGRAMS.length);
	});

	it.each(SIGHTS)('differs from the next table’s in colour: %s', (sight) => {
		const seen = (name: string) => lab(seenWith(sight, colourOf(name)));
		const near = looks.slice(1).map(({ colour }, i) => {
			const before = looks[i]?.colour ?? '';
			return { pair: `${before} ${colour}`, by: difference(seen(before), seen(colour)) };
		});
		expect(near.filter(({ by }) => by < SEEN_ACROSS_THE_HALL)).toEqual([]);
		const least = Math.min(...near.map(({ by }) => by)).toFixed(1);
		expect(design).toMatch(new RegExp(`^\\| ${sight} +\\| ${least} +\\|$`, 'm'));
	});

	it('has one of twelve colours that usual sight never confuses', () => {
		const near = TABLE_COLOURS.flatMap((one, i) =>
			TABLE_COLOURS.slice(i + 1).map((other) => ({
				pair: `${one} ${other}`,
				by: difference(lab(colourOf(one)), lab(colourOf(other)))
			}))
		);
		expect(near).toHaveLength(66);
		expect(near.filter(({ by }) => by < 9)).toEqual([]);
	});

	it('has the same colour on paper, by night and with more contrast', () => {
		for (const palette of palettes)
			for (const name of TABLE_COLOURS) expect(colourOf(name, palette)).toEqual(colourOf(name));
	});
});
