import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { renderCsv } from './csv.ts';
import { AWKWARD_TEXTS, evening } from './fixture.ts';
import { publish } from './publish.ts';
import { createWording } from './wording.ts';

const csv = renderCsv(publish(evening().state()), createWording('de'));
const rows: Record<string, string>[] = parse(csv, { bom: true, delimiter: ';', columns: true });
const byId = (id: string) => rows.find((row) => row['Nummer'] === id);

describe('CSV', () => {
	test('opens in a German Excel: byte order mark, semicolons, Windows line ends', () => {
		expect(csv.startsWith('\ufeffNummer;Art;Runde;')).toBe(true);
		expect(csv.endsWith('\r\n')).toBe(true);
		expect(csv).not.toMatch(/^sep=/);
	});

	test('has one row for each contribution and essence', () => {
		expect(rows).toHaveLength(26);
		expect(new Set(rows.map((row) => row['Nummer'])).size).toBe(26);
	});

	test.each(AWKWARD_TEXTS.map((text, i) => [i + 1, text] as const))(
		'reads text %i back as it was',
		(n, text) => {
			const found = byId(`R1-T01-${String(n).padStart(3, '0')}`)?.['Text'];
			const runsInExcel = /^[=+\-@\t\r＝＋－＠]/.test(text);
			expect(found).toBe(runsInExcel ? `'${text}` : text);
		}
	);

	test('prints no hidden or withdrawn words, but their fate', () => {
		expect(byId('R2-T02-002')).toMatchObject({
			Text: '',
			Verbleib: 'ausgeblendet: Beleidigung',
			Zustand: 'ausgeblendet'
		});
		expect(byId('R2-T02-003')).toMatchObject({ Text: '', Zustand: 'zurückgezogen' });
	});

	test('names groups and guidelines', () => {
		expect(byId('R2-T02-001')).toMatchObject({
			Runde: '2',
			Tisch: '2',
			Zustimmungen: '2',
			Gruppen: 'G-01 Sprache öffnet Türen, G-02 Willkommen am Amt <b>& mehr</b>',
			Leitlinien: 'L-01',
			Verbleib: 'stützt eine Leitlinie'
		});
	});
});
