/** The body of the rendering thread: one rendering in, one file out. */
import { parentPort, workerData } from 'node:worker_threads';
import { render, type Rendering } from './formats.ts';

const file = await render(workerData as Rendering);
// The bytes move instead of being copied; a view into a larger buffer must be cut out first.
const body = file.body.slice();
parentPort?.postMessage({ ...file, body }, [body.buffer]);
