/**
 * `npm run fuzz -- --seeds 10000 --from 1`: many simulated evenings with progress and a closing line.
 * `--seed 17` plays one and says what did not hold; `--faults 1` stops at the first.
 */
import { parseArgs } from 'node:util';
import { MOST_FAULTS, play } from './play.ts';

const PROGRESS_MS = 10_000;

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '1000' },
		from: { type: 'string', default: '1' },
		seed: { type: 'string' },
		faults: { type: 'string', default: String(MOST_FAULTS) }
	}
});
const from = Number(values.seed ?? values.from);
const seeds = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(seeds) || seeds < 1) {
	console.error('Usage: npm run fuzz -- [--seeds 1000] [--from 1] | [--seed 17]');
	process.exit(64);
}

const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(0);
let toldAt = startedAt;
const { evenings, faults } = await play(
	from,
	seeds,
	Number(values.faults),
	({ evenings, faults }) => {
		if (performance.now() - toldAt < PROGRESS_MS) return;
		toldAt = performance.now();
		console.log(`${evenings} of ${seeds} evenings, ${seconds()} s, ${faults.size} failed`);
	}
);
for (const [seed, fault] of faults) console.log(`seed ${seed}: ${fault}`);
console.log(
	`seeds ${from} to ${from + evenings - 1}: ${evenings} evenings in ${seconds()} s, ${faults.size} failed`
);
process.exitCode = faults.size ? 1 : 0;
