/**
 * The bare program for pages: node:http answering every request with the same bytes and headers, kept in
 * memory. `node page.ts PORT FILE`, the file holding `{ headers, body }` with the body in base64.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port = '0', file = ''] = process.argv.slice(2);
const { headers, body } = JSON.parse(readFileSync(file, 'utf8')) as {
	headers: Record<string, string>;
	body: string;
};
const bytes = Buffer.from(body, 'base64');
const answer = { ...headers, 'content-length': String(bytes.length) };

createServer((_, response) => {
	response.writeHead(200, answer);
	response.end(bytes);
}).listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
