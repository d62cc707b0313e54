/** The body of the printing process: one printing in, one file out. */
import { render, type Printing } from './render.ts';

process.once('message', (printing: Printing) => {
	process.send?.(render(printing), () => process.disconnect());
});
