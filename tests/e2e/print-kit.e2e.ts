/**
 * Paper for the hall, fetched as the office does it, from the program as it is installed: the templates
 * and typefaces are found there, each paper comes with its pages, and what is printed leads to the table.
 */
import { unzipSync } from 'fflate';
import type { Page } from '@playwright/test';
import { DOCUMENT_NAMES } from '#lib/server/print/documents.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';
import { readPdf } from '../support/pdf.ts';

const t = words('kit');
const SETTING_MS = 60_000;

async function fetched(page: Page, name: RegExp | string): Promise<Buffer> {
	const coming = page.waitForEvent('download', { timeout: SETTING_MS });
	await page.getByRole('button', { name }).click();
	const chunks = await (await (await coming).createReadStream()).toArray();
	return Buffer.concat(chunks as Buffer[]);
}

test('every paper of the kit, from its button to its pages', async ({ hall, workshop }) => {
	test.setTimeout(SETTING_MS * (DOCUMENT_NAMES.length + 2));
	const desk = await hall.office();
	await desk.signIn(OWNER);
	await workshop.desk.must('workshop.edit', { wifi: 'Rathaus-Gast' });
	await desk.page.goto(workshop.office);
	await desk.page.getByRole('link', { name: desk.t('print'), exact: true }).click();

	for (const name of DOCUMENT_NAMES)
		await test.step(name, async () => {
			const label = new RegExp(`^${t('kit.download')}.*: ${t(`kit.${name}`)}$`);
			const pdf = readPdf(await fetched(desk.page, label));
			expect(pdf.isAccessible).toBe(true);
			expect(pdf.pages.length).toBeGreaterThan(0);
			const codes = pdf.pages.flatMap((sheet) => sheet.codes);
			if (name === 'tents')
				expect(codes).toEqual([1, 1, 2, 2, 3, 3].map((n) => `${workshop.join}?table=${n}`));
			if (name === 'poster') expect(codes).toEqual([workshop.join]);
			if (name === 'cards') expect(pdf.pages[0]?.text).toMatch(/001p/);
		});

	await test.step('all of them as one file', async () => {
		const files = Object.entries(unzipSync(await fetched(desk.page, t('kit.all'))));
		expect(files.length).toBeGreaterThanOrEqual(DOCUMENT_NAMES.length);
		for (const [, bytes] of files) expect(readPdf(bytes).pages.length).toBeGreaterThan(0);
	});
});
