/**
 * What a phone has to fetch before somebody can sit down: counted as it comes over the air, from a server
 * as it runs in the hall. Hundreds do this within the same minute on one Wi-Fi.
 */
import { get } from 'node:http';
import { expect, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const KB = 1024;
const t = words('citizen');
const MOST = { all: 75 * KB, scripts: 60 * KB, requests: 12 };

interface Fetched {
	url: string;
	type: string;
	bytes: number;
}

test('the join page is light on a cold phone', async ({ hall, workshop }) => {
	const { page } = await hall.phone();
	const wire = await page.context().newCDPSession(page);
	const fetched = new Map<string, Fetched>();
	await wire.send('Network.enable');
	wire.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
		fetched.set(requestId, { url: request.url, type: type ?? '', bytes: 0 });
	});
	wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const it = fetched.get(requestId);
		if (it) it.bytes = encodedDataLength;
	});

	await page.goto(workshop.join);
	await page.waitForLoadState('networkidle');

	// Plain http, where browsers do not ask for Brotli, which is the heavier of the two ways.
	const files = [...fetched.values()];
	const list = files.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`).join('\n');
	const sum = (some: Fetched[]) => some.reduce((bytes, it) => bytes + it.bytes, 0);
	const isScript = ({ url, type }: Fetched) => type === 'Script' || /\.js$/.test(url);
	expect(files.filter(({ type }) => type === 'Document')).toHaveLength(1);
	expect(sum(files.filter(isScript)), list).toBeGreaterThan(10 * KB);
	expect(sum(files.filter(isScript)), list).toBeLessThanOrEqual(MOST.scripts);
	expect(sum(files), list).toBeLessThanOrEqual(MOST.all);
	expect(files.length, list).toBeLessThanOrEqual(MOST.requests);
	expect(list, 'nothing of the table at the door').not.toContain('Joined');

	// As behind a certificate: the same files in Brotli, and the page, which may come from memory, as gzip.
	const brotli = await Promise.all(
		files.map(async (file) => ({ ...file, ...(await inBrotli(file.url)) }))
	);
	const readable = brotli.filter(({ kind }) => /html|javascript|css|json/.test(kind));
	expect(readable.length).toBeGreaterThan(3);
	const isPage = ({ type }: Fetched) => type === 'Document';
	expect(brotli.filter(isPage).map(({ encoding }) => encoding)).toEqual([
		expect.stringMatching(/^(?:br|gzip)$/)
	]);
	expect(readable.filter((it) => !isPage(it) && it.encoding !== 'br')).toEqual([]);
	expect(sum(brotli.filter(isScript))).toBeLessThanOrEqual(sum(files.filter(isScript)));
	expect(sum(brotli)).toBeLessThanOrEqual(MOST.all);

	// Whoever sits down gets the table as it looks, with and without a page of its own.
	const isDressed = () =>
		page.locator('.phone').evaluate((it) => getComputedStyle(it).display === 'flex');
	await page.goto(`${workshop.join}?lang=de`);
	await page.getByRole('button', { name: t('join.go') }).tap();
	await expect(page.getByText(t('seat.title'))).toBeVisible();
	expect(await isDressed()).toBe(true);
	await page.reload();
	await expect(page.getByText(t('seat.title'))).toBeVisible();
	expect(await isDressed()).toBe(true);
});

/** What comes over the air: `fetch` unpacks, and says no longer how much there was. */
function inBrotli(url: string): Promise<{ bytes: number; encoding: string; kind: string }> {
	return new Promise((resolve, reject) => {
		get(
			url,
			{ headers: { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'de-DE' } },
			(answer) => {
				let bytes = answer.rawHeaders.join(': ').length;
				answer.on('data', (data: Buffer) => (bytes += data.length));
				answer.on('end', () => {
					const { 'content-encoding': encoding = '', 'content-type': kind = '' } = answer.headers;
					resolve({ bytes, encoding, kind });
				});
			}
		).on('error', reject);
	});
}

test('the join page kept in memory is the page as it is made', async ({ hall, workshop }) => {
	const asks = { 'accept-language': 'de-DE', connection: 'close' };
	const url = new URL(workshop.join, hall.url).href;
	const read = async (headers: Record<string, string> = {}) => {
		const answer = await fetch(url, { headers: { ...asks, ...headers } });
		const policy = answer.headers.get('content-security-policy') ?? '';
		const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
		const html = await answer.text();
		const form = /formId:"(\w+)"/.exec(html)?.[1] ?? 'none';
		const headersOf = [...answer.headers].filter(
			([name]) => !['date', 'content-security-policy', 'content-length', 'etag'].includes(name)
		);
		return {
			nonce,
			form,
			html: html.replaceAll(nonce, 'NONCE').replaceAll(form, 'FORM'),
			policy: policy.replace(nonce, 'NONCE'),
			headers: Object.fromEntries(
				headersOf.filter(
					([name]) => !['transfer-encoding', 'connection', 'content-encoding'].includes(name)
				)
			)
		};
	};
	// Whoever has a cookie is never answered from memory.
	const made = await read({ cookie: 'other=1' });
	await read();
	const kept = [await read(), await read(), await read({ 'accept-encoding': 'identity' })];
	for (const page of kept) {
		expect(page.html).toBe(made.html);
		expect(page.policy).toBe(made.policy);
		expect(page.headers).toEqual(made.headers);
	}
	expect(new Set([made, ...kept].map(({ nonce }) => nonce)).size).toBe(4);
	expect(new Set([made, ...kept].map(({ form }) => form)).size).toBe(4);
});

test('built files come in every encoding, equal to each other', async ({ hall, workshop }) => {
	const html = await (await fetch(new URL(workshop.join, hall.url))).text();
	const file = /_app\/immutable\/entry\/app\.[\w-]+\.js/.exec(html)?.[0] ?? '';
	const url = new URL(`/${file}`, hall.url);
	const [br, plain] = await Promise.all(
		['br', 'identity'].map((encoding) => fetch(url, { headers: { 'accept-encoding': encoding } }))
	);
	expect(br?.headers.get('content-encoding')).toBe('br');
	expect(br?.headers.get('cache-control')).toContain('immutable');
	expect(br?.headers.get('x-content-type-options')).toBe('nosniff');
	expect(await br?.text()).toBe(await plain?.text());
});
