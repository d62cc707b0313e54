/** Starting: what is loaded before the first phone is answered, and who may start on a folder. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAssets } from '#lib/server/assets.ts';
import { ConfigError } from '#lib/server/config.ts';
import { makeApp } from '../support/app.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CHILD = join(ROOT, 'tests', 'support', 'kill-child.ts');

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'auftakt-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
	it('has one server: a second is refused in plain words and harms nothing', async () => {
		const first = await makeApp({ dataDir: folder });
		const workshop = await first.workshop();
		const second = makeApp({ dataDir: folder });
		await expect(second).rejects.toThrow(/is in use by an Auftakt that is running already/);
		await expect(second).rejects.toBeInstanceOf(ConfigError);
		expect((await workshop.join()).outcome.ok).toBe(true);
		await first.stop();
		const third = await makeApp({ dataDir: folder });
		expect(await third.app.findWorkshop(workshop.code)).toBe(workshop.id);
		await third.stop();
	});

	it('is free again the moment its server was killed', { timeout: 60_000 }, async () => {
		const child = spawn(process.execPath, [CHILD, folder, '0']);
		await once(child.stdout, 'data');
		await expect(makeApp({ dataDir: folder })).rejects.toThrow(/running already/);
		child.kill('SIGKILL');
		await once(child, 'exit');
		const next = await makeApp({ dataDir: folder });
		expect(await next.app.ready()).toEqual({ ok: true, reasons: [] });
		await next.stop();
	});

	it('is not kept by a start that failed', async () => {
		const first = await makeApp({ dataDir: folder });
		await first.stop();
		const file = join(folder, 'auftakt.db');
		const sound = readFileSync(file);
		writeFileSync(file, 'no database');
		await expect(makeApp({ dataDir: folder })).rejects.toThrow();
		writeFileSync(file, sound);
		await (await makeApp({ dataDir: folder })).stop();
		expect(readFileSync(file).length).toBeGreaterThan(0);
	});
});

describe('the way to the first answer', () => {
	it('does not lead past what only the office needs', { timeout: 60_000 }, async () => {
		const program = `
			import { registerHooks } from 'node:module';
			const asked = new Set();
			registerHooks({ resolve(name, context, next) { asked.add(name); return next(name, context); } });
			const { createApp } = await import('#lib/server/app.ts');
			const { readConfig } = await import('#lib/server/config.ts');
			const { createLogger } = await import('#lib/server/log.ts');
			const config = readConfig({ DATA_DIR: process.argv[1] });
			const app = await createApp({ config, log: createLogger('silent') });
			await app.ready();
			const before = [...asked];
			await app.staff.signIn(new Headers(), 'anna@rostock.de', 'falsch');
			console.log(JSON.stringify({ before, after: [...asked] }));
			await app.close();`;
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--input-type=module', '-e', program, folder],
			{ cwd: ROOT }
		);
		const { before, after } = JSON.parse(stdout) as Record<'before' | 'after', string[]>;
		const heavy = /^(better-auth|docx|qrcode|zod|typescript)(\/|$)/;
		expect(before.filter((name) => heavy.test(name))).toEqual([]);
		expect(before).toContain('better-sqlite3');
		// The library is there when it is asked for; else this would hold for the wrong reason.
		expect(after.some((name) => heavy.test(name))).toBe(true);
	});
});

describe('built files', () => {
	let server: Server;
	const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
	const SCRIPT = 'export const plain = 1;\n';

	beforeEach(async () => {
		const client = join(folder, 'client');
		const built = join(client, '_app', 'immutable');
		mkdirSync(built, { recursive: true });
		writeFileSync(join(built, 'a.js'), SCRIPT);
		writeFileSync(join(built, 'a.js.br'), brotliCompressSync(SCRIPT));
		writeFileSync(join(built, 'a.js.gz'), gzipSync(SCRIPT));
		writeFileSync(join(folder, 'secret.js'), 'secret');
		writeFileSync(join(client, 'other.js'), 'other');
		const assets = createAssets(client);
		server = createServer((request, response) => {
			if (!assets(request, response)) response.writeHead(418).end();
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	afterEach(() => server.close());

	const FILE = '/_app/immutable/a.js';
	const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
		fetch(url(path), { headers, method });

	it('are sent as they are, kept for ever, and not sent twice', async () => {
		const answer = await ask(FILE, { 'accept-encoding': 'identity' });
		expect(await answer.text()).toBe(SCRIPT);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'text/javascript',
			'cache-control': 'public,max-age=31536000,immutable',
			vary: 'Accept-Encoding',
			'content-length': '24'
		});
		const tag = answer.headers.get('etag') ?? '';
		expect((await ask(FILE, { 'if-none-match': tag, 'accept-encoding': 'identity' })).status).toBe(
			304
		);
		const head = await ask(FILE, { 'accept-encoding': 'identity' }, 'HEAD');
		expect(head.headers.get('content-length')).toBe('24');
		expect(await head.text()).toBe('');
	});

	it('come in the best encoding that is there and wanted', async () => {
		const encodingOf = async (accepted: string) =>
			(await ask(FILE, { 'accept-encoding': accepted }, 'HEAD')).headers.get('content-encoding');
		expect(await encodingOf('gzip, deflate, br')).toBe('br');
		expect(await encodingOf('gzip')).toBe('gzip');
		expect(await encodingOf('deflate')).toBe(null);
	});

	it.each([
		['/_app/immutable/../../secret.js', 'GET'],
		['/_app/immutable/..%2f..%2fsecret.js', 'GET'],
		['/_app/immutable/a.js?x', 'GET'],
		['/_app/immutable/a.js.br', 'GET'],
		['/_app/immutable/none.js', 'GET'],
		['/other.js', 'GET'],
		[FILE, 'POST']
	])('that are not: %s by %s is left to the file server', async (path, method) => {
		expect((await ask(path, {}, method)).status).toBe(418);
	});

	it('are left to the file server when only a part is asked for', async () => {
		expect((await ask(FILE, { range: 'bytes=0-1' })).status).toBe(418);
	});
});
