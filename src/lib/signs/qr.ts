/**
 * Owns how an address becomes a QR code: level Q, because codes are photographed from the last row, at an
 * angle and through a reflection; a quiet zone of four modules, because readers look for it.
 */
import QRCode from 'qrcode';

export const QUIET_ZONE = 4;

export interface QrPicture {
	/** Modules along one side, quiet zone included. */
	size: number;
	/** The dark modules as one SVG path, one unit a module. */
	path: string;
}

export function drawQr(text: string): QrPicture {
	const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
	let path = '';
	for (let row = 0; row < modules.size; row++) {
		for (let from = 0; from < modules.size; from++) {
			if (!modules.get(row, from)) continue;
			let to = from;
			while (to < modules.size && modules.get(row, to)) to++;
			// Runs, not squares: hairlines between neighbours would cost contrast.
			path += `M${from + QUIET_ZONE} ${row + QUIET_ZONE}h${to - from}v1h-${to - from}z`;
			from = to;
		}
	}
	return { size: modules.size + 2 * QUIET_ZONE, path };
}
