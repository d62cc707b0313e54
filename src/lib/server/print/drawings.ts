/**
 * Owns what is drawn on paper: QR codes, pictograms, the colours of tables. Drawn as SVG and handed to the
 * templates as text. Colours are those of `tokens.css`; a test keeps them so.
 */
import type { TableLook } from '#lib/domain/rows.ts';
import { PICTOGRAM_SIZE, PICTOGRAMS } from '#lib/signs/pictograms.ts';
import { drawQr } from '#lib/signs/qr.ts';

export const TABLE_COLOURS: Record<TableLook, string> = {
	anchor: '#1b5fa8',
	fish: '#b3372b',
	leaf: '#2c7439',
	bell: '#6a3d9e',
	sun: '#9a5400',
	ship: '#0b706c',
	apple: '#ad2a68',
	key: '#6f4d2c',
	star: '#2b3f86',
	bike: '#5d6516',
	umbrella: '#48525f',
	music: '#8b2f8f'
};

const SVG = 'xmlns="http://www.w3.org/2000/svg"';

/** Pure black: grey dots of a laser printer would cost contrast. */
export function qrSvg(text: string): string {
	const { size, path } = drawQr(text);
	return `<svg ${SVG} viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#000"/></svg>`;
}

export function pictogramSvg(look: TableLook, colour: TableLook): string {
	const strokes = PICTOGRAMS[look].map((stroke) => `<path d="${stroke}"/>`).join('');
	return `<svg ${SVG} viewBox="0 0 ${PICTOGRAM_SIZE} ${PICTOGRAM_SIZE}" fill="none" stroke="${TABLE_COLOURS[colour]}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`;
}

/** What phones understand as an open network; five characters have a meaning there. */
export function wifiAddress(name: string): string {
	return `WIFI:T:nopass;S:${name.replace(/[\\;,":]/g, '\\$&')};;`;
}
