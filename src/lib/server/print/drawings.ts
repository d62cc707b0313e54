/**
 * Owns what is drawn on paper: QR codes, pictograms, the colours of tables. Drawn as SVG and handed to the
 * templates as text. Colours are those of `tokens.css`; a test keeps them so.
 */
import type { TableColour, TablePictogram } from '#lib/domain/rows.ts';
import { PICTOGRAM_SIZE, PICTOGRAMS } from '#lib/signs/pictograms.ts';
import { drawQr } from '#lib/signs/qr.ts';

export const TABLE_COLOURS: Record<TableColour, string> = {
	anchor: '#0259a5',
	fish: '#911d0b',
	leaf: '#2c6344',
	bell: '#67429b',
	sun: '#874900',
	ship: '#0a6265',
	apple: '#8f044b',
	key: '#6f5227',
	star: '#253a86',
	bike: '#5c550e',
	umbrella: '#484b4e',
	music: '#871c73'
};

const SVG = 'xmlns="http://www.w3.org/2000/svg"';

/** Pure black: grey dots of a laser printer would cost contrast. */
export function qrSvg(text: string): string {
	const { size, path } = drawQr(text);
	return `<svg ${SVG} viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#000"/></svg>`;
}

export function pictogramSvg(look: TablePictogram, colour: TableColour): string {
	const strokes = PICTOGRAMS[look].map((stroke) => `<path d="${stroke}"/>`).join('');
	return `<svg ${SVG} viewBox="0 0 ${PICTOGRAM_SIZE} ${PICTOGRAM_SIZE}" fill="none" stroke="${TABLE_COLOURS[colour]}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`;
}

/** What phones understand as an open network; five characters have a meaning there. */
export function wifiAddress(name: string): string {
	return `WIFI:T:nopass;S:${name.replace(/[\\;,":]/g, '\\$&')};;`;
}
