import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { drawQr, QUIET_ZONE } from './qr.ts';

/** Paints the path as a screen would, `scale` pixels a module. */
function paint({ size, path }: ReturnType<typeof drawQr>, scale: number) {
	const side = size * scale;
	const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
	for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
		for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
			for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column++)
				pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
	}
	return { pixels, side };
}

describe('drawQr', () => {
	it.each([
		'https://auftakt.rostock.de/w/HAFENTRS',
		'http://192.168.178.23:3000/w/A2B3C4D5',
		'https://beteiligung.integrationskonzept.hansestadt-rostock.example/w/HAFENTRS'
	])('encodes %s', (url) => {
		const { pixels, side } = paint(drawQr(url), 4);
		expect(jsQR(pixels, side, side)?.data).toBe(url);
	});

	it('keeps the quiet zone free', () => {
		const { size, path } = drawQr('https://auftakt.rostock.de/w/HAFENTRS');
		for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
			expect(Number(x)).toBeGreaterThanOrEqual(QUIET_ZONE);
			expect(Number(y)).toBeGreaterThanOrEqual(QUIET_ZONE);
			expect(Number(x) + Number(run)).toBeLessThanOrEqual(size - QUIET_ZONE);
			expect(Number(y)).toBeLessThan(size - QUIET_ZONE);
		}
	});
});
