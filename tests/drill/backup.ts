/**
 * Backups while everybody writes and the server is killed, and then the worst: the machine is gone, the
 * evening goes on under the same address from a restored backup.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../cli/backup.ts';
import { restore } from '../../cli/restore.ts';
import { holds, pause } from './citizen.ts';
import { line, ms, type Drill, type Line } from './drill.ts';
import { Stage } from './stage.ts';
import { inShort, judgeFile, readFile, showing } from './verdict.ts';

export const backup: Drill = {
	name: 'backup',
	what: 'backups under load with kills; the evening goes on from one on another machine',
	times: { quick: 2, full: 10 },
	async run({ times, random }) {
		const folder = mkdtempSync(join(tmpdir(), 'auftakt-backups-'));
		const stage = await Stage.open({ people: 30 });
		try {
			await stage.enter();
			const stop = stage.write(150);
			const faults: string[] = [];
			const sizes: number[] = [];
			let longest = 0;
			for (let i = 0; i < times; i++) {
				await pause(random.between(300, 900));
				const said = stage.citizens.flatMap((citizen) => citizen.acknowledged);
				const file = join(folder, `${i}.zip`);
				const begun = performance.now();
				const making = backUp({
					dataDir: stage.dataDir,
					target: file,
					force: false,
					now: Date.now()
				});
				if (i % 2) {
					await stage.server.kill();
					await stage.server.start();
				}
				await making;
				longest = Math.max(longest, performance.now() - begun);
				const dataDir = join(folder, `restored-${i}`);
				restore({ dataDir, file, force: false, now: Date.now() });
				const content = readFile(dataDir);
				sizes.push(content.contributions.length);
				faults.push(
					...judgeFile(content, said).flatMap(({ ok, what, found }) =>
						ok ? [] : [`${what}: ${found}`]
					)
				);
			}
			await stop();
			await pause(500);
			return [
				line(
					`each of ${times} backups under load holds all that was acknowledged before it began`,
					faults.length === 0,
					faults[0] ?? `${sizes.join(', ')} contributions, longest ${ms(longest)}`
				),
				...(await moveOn(stage, folder))
			];
		} finally {
			await stage.close();
			rmSync(folder, { recursive: true, force: true });
		}
	}
};

async function moveOn(stage: Stage, folder: string): Promise<Line[]> {
	const file = join(folder, 'last.zip');
	const [console, screen] = [await stage.console(), await stage.screen()];
	await backUp({ dataDir: stage.dataDir, target: file, force: false, now: Date.now() });
	const before = await hashes(stage);
	await stage.server.kill();
	const elsewhere = join(folder, 'other machine');
	restore({ dataDir: elsewhere, file, force: false, now: Date.now() });
	await stage.moveTo(elsewhere);
	const after = await hashes(stage);
	const join_ = await fetch(`${stage.server.url}/w/${stage.cast.code}`);
	await join_.body?.cancel();
	const isBack = await holds(
		() =>
			[...stage.citizens.map(({ phone }) => phone), console, screen].every(
				(device) => device.socket.connected
			),
		15_000
	);
	const acknowledged = stage.acknowledged;
	const stop = stage.write(100);
	await pause(2000);
	await stop();
	return [
		line(
			'on the other machine everybody sees what they saw',
			before.length > 2 && before.join() === after.join(),
			`${after.length} devices of all kinds asked`
		),
		line(
			'the printed code, all seats and the links of console and projector stay good',
			join_.status === 200 && isBack,
			`${join_.status}, ${stage.citizens.length + 2} devices back: ${isBack}`
		),
		line(
			'the evening goes on',
			stage.acknowledged > acknowledged,
			`${stage.acknowledged - acknowledged} more acknowledged`
		),
		...inShort(await stage.check([console, screen]))
	];
}

/** What newcomers of each kind are shown. */
async function hashes(stage: Stage): Promise<string[]> {
	const devices = [
		await stage.console(),
		await stage.screen(),
		...(await Promise.all(
			stage.cast.people.slice(0, 8).map(({ cookie }) => stage.device('phone', cookie).open())
		))
	];
	const shown = devices.map(showing);
	for (const device of devices) device.close();
	return shown;
}
