/** A worker that plays the seeds it is given and says of each what did not hold. */
import { parentPort } from 'node:worker_threads';
import { faultOf } from './evening.ts';

parentPort?.on('message', (seed: number) => {
	void faultOf(seed).then((fault) => parentPort?.postMessage({ seed, fault }));
});
