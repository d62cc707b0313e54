/**
 * The bare program for durability: what the disk itself can do. Writes 4 KiB over itself and waits until
 * it is there, as a write-ahead log does for each commit. `node disk.ts FILE SECONDS` prints how many a
 * second.
 */
import { closeSync, fdatasyncSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';

const PAGE = 4096;
const PAGES = 256;

const [file = '', seconds = '1'] = process.argv.slice(2);
const handle = openSync(file, 'w');
const page = Buffer.alloc(PAGE, 'auftakt');
for (let i = 0; i < PAGES; i++) writeSync(handle, page, 0, PAGE, i * PAGE);
fsyncSync(handle);
const start = performance.now();
const end = start + Number(seconds) * 1000;
let count = 0;
while (performance.now() < end) {
	writeSync(handle, page, 0, PAGE, (count++ % PAGES) * PAGE);
	fdatasyncSync(handle);
}
const rate = count / ((performance.now() - start) / 1000);
closeSync(handle);
unlinkSync(file);
console.log(rate);
