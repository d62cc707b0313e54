import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { exportWorkshop, isFormat } from './export.ts';
import { evening, NOW } from './fixture.ts';
import type { Published } from './published.ts';

const json = async (now = NOW) => {
	const { body } = await exportWorkshop(evening().state(), { format: 'json', lang: 'de', now });
	return new TextDecoder().decode(body);
};

describe('exportWorkshop', () => {
	test('names files so that every system can store them', async () => {
		const { filename, type } = await exportWorkshop(evening().state(), {
			format: 'csv',
			lang: 'de',
			now: NOW
		});
		expect(filename).toBe('beitraege-rostock-2026-05-04.csv');
		expect(type).toBe('text/csv; charset=utf-8');
	});

	test('writes the same JSON for the same rows, but for the time', async () => {
		expect(await json()).toBe(await json());
		const later = await json(NOW + 60_000);
		expect(later.replace('19:31:00', '19:30:00')).toBe(await json());
	});

	test('describes every field of the JSON file', async () => {
		const file = JSON.parse(await json()) as Record<string, unknown> & {
			dictionary: Record<string, string>;
		};
		const undescribed = ['schema', 'licence', 'dictionary'];
		expect(
			Object.keys(file)
				.filter((key) => !undescribed.includes(key))
				.sort()
		).toEqual(Object.keys(file.dictionary).sort());
		expect(file).toMatchObject({ schemaVersion: 3, licence: { id: null } });
		expect(file['snapshot']).toMatch(/^[0-9a-f]{64}$/);
	});

	test('renders a large workshop in a thread, with nothing lost', { timeout: 30_000 }, async () => {
		const fixture = evening();
		for (let i = 0; i < 400; i++)
			fixture.contribution({
				id: `n${i}`,
				publicId: `R1-T03-${String(i + 1).padStart(3, '0')}`,
				text: `Text ${i}`
			});
		const state = fixture.state();
		const data = await exportWorkshop(state, { format: 'json', lang: 'de', now: NOW });
		const published = JSON.parse(new TextDecoder().decode(data.body)) as Published;
		expect(published.contributions).toHaveLength(424);
		const word = await exportWorkshop(state, { format: 'docx', lang: 'de', now: NOW });
		const xml = strFromU8(unzipSync(word.body)['word/document.xml'] ?? new Uint8Array());
		expect(xml).toContain('w:name="R1_T03_400"');
	});

	test('knows its formats', () => {
		expect(['docx', 'json', 'csv'].every(isFormat)).toBe(true);
		expect(isFormat('toString')).toBe(false);
	});
});
