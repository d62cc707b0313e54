/**
 * A hostile venue network: an HTTP proxy that drops `Upgrade`, so that only long polling comes through.
 * `node proxy.ts PORT TARGET_PORT`. Keeps its connections to the server open, as nginx with keep-alive.
 */
import { Agent, createServer, request } from 'node:http';

const [port = '0', target = '0'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

createServer((incoming, outgoing) => {
	const { upgrade: _upgrade, connection: _connection, ...headers } = incoming.headers;
	const onward = request(
		{
			host: '127.0.0.1',
			port: Number(target),
			agent,
			method: incoming.method ?? 'GET',
			path: incoming.url ?? '/',
			headers
		},
		(answer) => {
			const { connection: _, ...kept } = answer.headers;
			outgoing.writeHead(answer.statusCode ?? 502, kept);
			answer.pipe(outgoing);
		}
	);
	onward.on('error', () => {
		if (!outgoing.headersSent) outgoing.writeHead(502);
		outgoing.end();
	});
	outgoing.on('close', () => onward.destroy());
	incoming.pipe(onward);
}).listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
