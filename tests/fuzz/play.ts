/**
 * Owns the playing of many evenings: one worker per core, each with a clock of its own, as an evening
 * rules over time. Stops early when so much has failed that more would say nothing new.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export const MOST_FAULTS = 20;

export interface Played {
	evenings: number;
	/** What did not hold, by seed. */
	faults: Map<number, string>;
}

export async function play(
	from: number,
	seeds: number,
	mostFaults = MOST_FAULTS,
	onPlayed: (played: Played) => void = () => {}
): Promise<Played> {
	const played: Played = { evenings: 0, faults: new Map() };
	let next = from;
	const end = from + seeds;
	const work = () =>
		new Promise<void>((resolve, reject) => {
			const worker = new Worker(new URL('./player.ts', import.meta.url));
			const go = () => {
				if (next < end && played.faults.size < mostFaults) worker.postMessage(next++);
				else void worker.terminate().then(() => resolve());
			};
			worker.on('error', reject);
			worker.on('message', ({ seed, fault }: { seed: number; fault: string | null }) => {
				played.evenings++;
				if (fault) played.faults.set(seed, fault);
				onPlayed(played);
				go();
			});
			go();
		});
	await Promise.all(Array.from({ length: Math.min(availableParallelism(), seeds) }, work));
	return played;
}
