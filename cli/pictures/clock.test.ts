import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownNode } from '../prepare.mjs';
import { StageClock } from './clock.ts';

const SERVER_CLOCK = new URL('../../src/lib/server/clock.ts', import.meta.url).href;
/** Says what time it is whenever it is asked. */
const SERVER = `import { createClock } from '${SERVER_CLOCK}';
const now = createClock();
process.stdin.on('data', () => console.log(now()));`;

it("the stage's clock is the one that the server goes by", { timeout: 60_000 }, async () => {
	const folder = mkdtempSync(join(tmpdir(), 'auftakt-clock-'));
	const clock = new StageClock(join(folder, 'clock'));
	const at = (time: string) => new Date(`2027-03-11T${time}:00+01:00`);
	await clock.set(at('18:15'));
	const server = spawn(ownNode(), ['--input-type=module', '--eval', SERVER], {
		env: { ...process.env, ...clock.environment },
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const ask = async () => {
		server.stdin.write('?\n');
		const [said] = (await once(server.stdout, 'data')) as [Buffer];
		return Number(said.toString());
	};
	try {
		await ask();
		for (const time of ['18:20', '19:07', '20:30']) {
			await clock.set(at(time));
			const ahead = (await ask()) - at(time).getTime();
			expect(ahead).toBeGreaterThanOrEqual(-10);
			expect(ahead).toBeLessThan(50_000);
		}
	} finally {
		server.kill();
		rmSync(folder, { recursive: true });
	}
});
