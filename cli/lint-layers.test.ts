import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

/** The project's own rules, on files that do not exist: only what needs types is switched off. */
const eslint = new ESLint({
	overrideConfigFile: 'eslint.config.js',
	overrideConfig: [ts.configs.disableTypeChecked]
});

async function objections(file: string, code: string): Promise<string[]> {
	const source = file.endsWith('.svelte') ? `<script lang="ts">\n${code}\n</script>` : code;
	const [result] = await eslint.lintText(source, { filePath: resolve(file) });
	const messages = result?.messages ?? [];
	const broken = messages.filter(({ fatal }) => fatal);
	expect(broken).toEqual([]);
	return messages.filter(({ ruleId }) => ruleId === 'auftakt/layers').map(({ message }) => message);
}

const forbidden: [file: string, code: string][] = [
	['src/lib/domain/x.ts', `import { readFileSync } from 'node:fs';`],
	['src/lib/domain/x.ts', `import * as v from 'valibot';`],
	['src/lib/domain/x.ts', `import type { Batch } from '#lib/protocol/socket.ts';`],
	['src/lib/domain/methods/x.ts', `export * from '../../server/app.ts';`],
	['src/lib/protocol/x.ts', `import { v7 } from 'uuid';`],
	['src/lib/protocol/x.ts', `import { App } from '../server/app.ts';`],
	['src/lib/server/room/x.ts', `import { Outbox } from '#lib/client/outbox.ts';`],
	['src/lib/server/room/x.ts', `import Card from '#lib/ui/Card.svelte';`],
	['src/lib/server/room/x.ts', `import { Server } from 'socket.io';`],
	['src/lib/server/room/x.ts', `import { building } from '$app/environment';`],
	['src/lib/server/app.ts', `import { eq } from 'drizzle-orm';`],
	['src/lib/server/staff/x.ts', `import Database from 'better-sqlite3';`],
	['src/lib/server/live/x.ts', `import { io } from 'socket.io-client';`],
	['src/lib/client/x.svelte.ts', `import type { App } from '#lib/server/app.ts';`],
	['src/lib/client/x.ts', `const app = await import('#lib/server/app.ts');`],
	['src/lib/client/x.ts', `import { readFileSync } from 'node:fs';`],
	['src/lib/ui/X.svelte', `import { canPost } from '#lib/domain/decide.ts';`],
	['src/lib/signs/x.ts', `import { canPost } from '#lib/domain/decide.ts';`],
	['src/lib/ui/X.svelte', `import { Outbox } from '#lib/client/outbox.ts';`],
	['src/lib/ui/X.svelte', `import type { Batch } from '#lib/protocol/socket.ts';`],
	['src/routes/w/[code]/+page.svelte', `import { io } from 'socket.io-client';`],
	['src/routes/readyz/+server.ts', `import { drizzle } from 'drizzle-orm/better-sqlite3';`],
	['src/hooks.server.ts', `import { Server } from 'socket.io';`]
];

const allowed: [file: string, code: string][] = [
	['src/lib/domain/x.ts', `import { decide } from './decide.ts';`],
	['src/lib/domain/x.test.ts', `import { expect } from 'vitest';`],
	['src/lib/protocol/x.ts', `import * as v from 'valibot';`],
	['src/lib/protocol/x.ts', `import { LIMITS } from '#lib/domain/limits.ts';`],
	['src/lib/server/room/x.ts', `import { decide } from '#lib/domain/decide.ts';`],
	['src/lib/server/live/x.ts', `import { Server } from 'socket.io';`],
	['src/lib/server/store/x.ts', `import { drizzle } from 'drizzle-orm/better-sqlite3';`],
	['src/lib/server/staff/x.ts', `import { eq } from 'drizzle-orm';`],
	['src/lib/client/x.ts', `import { io } from 'socket.io-client';`],
	['src/lib/ui/X.svelte', `import type { Contribution } from '#lib/domain/rows.ts';`],
	['src/lib/ui/X.svelte', `import { type Contribution } from '#lib/domain/rows.ts';`],
	['src/lib/ui/X.svelte', `import Card from './Card.svelte';`],
	['src/lib/ui/X.svelte', `import { drawQr } from '#lib/signs/qr.ts';`],
	['src/lib/server/print/x.ts', `import { drawQr } from '#lib/signs/qr.ts';`],
	['src/routes/w/[code]/+page.svelte', `import Card from '#lib/ui/Card.svelte';`]
];

describe('the layer rule', () => {
	it.each(forbidden)('keeps %s from: %s', async (file, code) => {
		expect(await objections(file, code)).toHaveLength(1);
	});

	it.each(allowed)('lets %s have: %s', async (file, code) => {
		expect(await objections(file, code)).toEqual([]);
	});
});
