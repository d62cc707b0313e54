import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TABLE_PICTOGRAMS } from '#lib/domain/rows.ts';
import { pictogramSvg, TABLE_COLOURS, wifiAddress } from './drawings.ts';

describe('drawings', () => {
	it('print tables in the colours of the screens', () => {
		const css = readFileSync(new URL('../../ui/tokens.css', import.meta.url), 'utf8');
		const colours = [...css.matchAll(/--t-(\w+): (#\w+);/g)].map(([, name, colour]) => [
			name,
			colour
		]);
		expect(Object.fromEntries(colours)).toEqual(TABLE_COLOURS);
	});

	it.each(TABLE_PICTOGRAMS)('draw the strokes of %s', (look) => {
		expect(pictogramSvg(look, 'bell')).toMatch(/^<svg [^<]*(<path d="[mM][^"<]+"\/>)+<\/svg>$/);
	});

	it.each([
		['Rathaus-Gast', 'WIFI:T:nopass;S:Rathaus-Gast;;'],
		['a;b,c:d"e\\f', 'WIFI:T:nopass;S:a\\;b\\,c\\:d\\"e\\\\f;;']
	])('escape what has a meaning in a Wi-Fi code: %s', (name, code) => {
		expect(wifiAddress(name)).toBe(code);
	});
});
