/** A power cut: is everything on the disk that was acknowledged, and does the file open again? */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from './citizen.ts';
import { line, type Drill, type Line } from './drill.ts';
import { Stage } from './stage.ts';
import { hasStrace, judgeTrace, straceTo } from './trace.ts';
import { inShort } from './verdict.ts';
import { makeLog, openSpoilt, placesIn } from './wal.ts';

const WRITES_PER_SECOND = 100;

export const sync: Drill = {
	name: 'sync',
	what: 'a power cut: every acknowledgement after its disk sync, the log cut anywhere',
	async run({ quick }) {
		return [...(await traced(quick)), ...(await cut(quick))];
	}
};

async function traced(quick: boolean): Promise<Line[]> {
	if (!hasStrace())
		return [line('strace shows the syncs', true, 'no strace on this machine: not looked at')];
	const folder = mkdtempSync(join(tmpdir(), 'auftakt-trace-'));
	const file = join(folder, 'trace');
	const stage = await Stage.open({ people: 20, server: { behind: straceTo(file) } });
	try {
		await stage.enter();
		const stop = stage.write(WRITES_PER_SECOND);
		await pause(quick ? 2000 : 8000);
		await stop();
		const lines = inShort(await stage.check());
		const told = stage.acknowledged;
		await stage.server.stop();
		const { acknowledged, unsynced, syncs } = judgeTrace(readFileSync(file, 'utf8'));
		return [
			line(
				'no acknowledgement was sent before its sync',
				acknowledged >= told && told > 0 && syncs > 0 && unsynced === 0,
				`${unsynced} of ${acknowledged}, with ${syncs} syncs of the log`
			),
			...lines
		];
	} finally {
		await stage.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function cut(quick: boolean): Promise<Line[]> {
	const log = await makeLog(40);
	const everywhere = placesIn(log, { frames: quick ? 3 : 6, every: quick ? 97 : 1 });
	const some = placesIn(log, { frames: 6, every: quick ? 397 : 31 });
	return [
		asLine('cut', everywhere.length, openSpoilt(log, everywhere, 'cut')),
		asLine('zeroed', some.length, openSpoilt(log, some, 'zeroed')),
		asLine('scrambled', some.length, openSpoilt(log, some, 'scrambled'))
	];
}

const asLine = (spoil: string, places: number, faults: string[]): Line =>
	line(
		`the log ${spoil} from any byte on opens with all that was acknowledged before`,
		faults.length === 0,
		faults[0] ?? `${places} places`
	);
