/**
 * The bare program for live connections: socket.io and better-sqlite3 as their manuals show them, one
 * durable commit and one broadcast per idea, acknowledged after the commit. `node socket.ts PORT FILE`;
 * without a file nothing is stored and only socket.io is left.
 */
import { createServer } from 'node:http';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';

interface Idea {
	id: string;
	table: string;
	kind: string;
	lang: string;
	text: string;
}

const [port = '0', file] = process.argv.slice(2);
const http = createServer((_, response) => response.writeHead(404).end());
const io = new Server(http, { path: '/live', serveClient: false, transports: ['websocket'] });
const store = file ? openStore(file) : () => {};

function openStore(path: string): (idea: Idea & { at: number }) => void {
	const database = new Database(path);
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = FULL');
	database.exec(
		'CREATE TABLE idea (id TEXT PRIMARY KEY, "table" TEXT, kind TEXT, lang TEXT, text TEXT, at INTEGER);' +
			'CREATE INDEX idea_by_table ON idea ("table", at)'
	);
	const insert = database.prepare(
		'INSERT INTO idea VALUES (@id, @table, @kind, @lang, @text, @at)'
	);
	return (idea) => void insert.run(idea);
}

io.on('connection', (socket) => {
	socket.on('post', (idea: Idea, ack: (answer: { ok: boolean }) => void) => {
		const stored = { ...idea, at: Date.now() };
		store(stored);
		io.emit('idea', stored);
		ack({ ok: true });
	});
});

http.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
