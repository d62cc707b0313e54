/** `kill -9` again and again while everybody writes. */
import { loadavg } from 'node:os';
import { pause } from './citizen.ts';
import { line, ms, quantile, type Drill } from './drill.ts';
import { Stage } from './stage.ts';

const WRITES_PER_SECOND = 200;
const PEOPLE = 40;
const BACK_WITHIN_MS = 3000;
/** So that every life of the server has acknowledged something that could be lost. */
const LEAST_ANSWERS = 40;

export const kill: Drill = {
	name: 'kill',
	what: `kill -9 at random moments under ${WRITES_PER_SECOND} writes/s`,
	times: { quick: 3, full: 100 },
	async run({ times, random, say }) {
		const stage = await Stage.open({ people: PEOPLE });
		try {
			await stage.enter();
			const [console, screen] = [await stage.console(), await stage.screen()];
			const begun = performance.now();
			const stop = stage.write(WRITES_PER_SECOND);
			const outages: number[] = [];
			for (let i = 1; i <= times; i++) {
				const before = stage.acknowledged;
				while (stage.acknowledged < before + LEAST_ANSWERS) await pause(10);
				await pause(random.between(0, 600));
				await stage.server.kill();
				const killedAt = performance.now();
				await stage.server.start();
				while (stage.lastAnswerAt < killedAt) await pause(5);
				outages.push(stage.lastAnswerAt - killedAt);
				if (i % 10 === 0) say(`${i} kills, ${stage.acknowledged} acknowledged`);
			}
			await pause(1000);
			const seconds = (performance.now() - begun) / 1000;
			await stop();
			const repeated = stage.citizens.flatMap(({ said }) => said).filter(({ tries }) => tries > 1);
			return [
				line(
					`back (kill to first acknowledgement) within ${BACK_WITHIN_MS} ms`,
					Math.max(...outages) <= BACK_WITHIN_MS,
					`median ${ms(quantile(outages, 0.5))}, longest ${ms(Math.max(...outages))} of ${times} kills in ${Math.round(seconds)} s, load average ${loadavg()[0]?.toFixed(1)}`
				),
				line(
					'the kills hit commands under way',
					repeated.length > 0,
					`${repeated.length} were sent again`
				),
				...(await stage.check([console, screen]))
			];
		} finally {
			await stage.close();
		}
	}
};
