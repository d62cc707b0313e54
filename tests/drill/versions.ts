/** Another version of the program: an older file, a newer file, an older page. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { root } from '../../cli/prepare.mjs';
import { PROTOCOL } from '#lib/protocol/socket.ts';
import { Phone } from '../support/client.ts';
import { line, type Drill, type Line } from './drill.ts';
import { Stage } from './stage.ts';
import { inShort, readFile } from './verdict.ts';

/** Of the `sysexits` of old: the settings cannot be used, starting again would not help. */
const EXIT_CONFIG = 78;
const LATER = 9_999_999_999_999;

export const versions: Drill = {
	name: 'versions',
	what: 'a database of an older or newer version, a page of an older one',
	run: async () => [...(await older()), ...(await newer()), ...(await oldPage())]
};

/** Takes back what the last migration did, so that the file is as the version before wrote it. */
export function makeOlder(dataDir: string): void {
	const all = readMigrationFiles({ migrationsFolder: join(root, 'migrations', 'sqlite') });
	const last = all.at(-1);
	if (!last || all.length < 2) throw new Error('there is no version before this one');
	const database = new DatabaseSync(join(dataDir, 'auftakt.db'));
	try {
		for (const statement of last.sql) {
			const table = /^\s*CREATE TABLE `(\w+)`/.exec(statement)?.[1];
			const column = /^\s*ALTER TABLE `(\w+)` ADD `(\w+)`/.exec(statement);
			const index = /^\s*CREATE (?:UNIQUE )?INDEX `(\w+)`/.exec(statement)?.[1];
			if (table) database.exec(`DROP TABLE "${table}"`);
			else if (column) database.exec(`ALTER TABLE "${column[1]}" DROP COLUMN "${column[2]}"`);
			else if (index) database.exec(`DROP INDEX IF EXISTS "${index}"`);
			else throw new Error(`cannot be taken back here: ${statement}`);
		}
		database
			.prepare('DELETE FROM __drizzle_migrations WHERE created_at >= ?')
			.run(last.folderMillis);
	} finally {
		database.close();
	}
}

async function older(): Promise<Line[]> {
	const stage = await Stage.open({ people: 8 });
	try {
		await stage.enter();
		const console = await stage.console();
		await Promise.all(stage.citizens.map((citizen) => citizen.post(stage.cast.stepId)));
		await stage.server.stop();
		const before = readFile(stage.dataDir).contributions;
		makeOlder(stage.dataDir);
		await stage.server.start();
		const [copy = ''] = readdirSync(join(stage.dataDir, 'backups'));
		const database = new DatabaseSync(join(stage.dataDir, 'backups', copy), { readOnly: true });
		const kept = database.prepare('SELECT count(*) AS n FROM contribution').get() as { n: number };
		database.close();
		const unanswered = await Promise.all(
			stage.citizens.map((citizen) => citizen.post(stage.cast.stepId))
		);
		return [
			line(
				'an older database is copied aside and brought up to date in the middle of an evening',
				before.length === 8 && kept.n === 8 && unanswered.every((outcome) => outcome?.ok),
				`${kept.n} contributions in ${copy}`
			),
			...inShort(await stage.check([console]))
		];
	} finally {
		await stage.close();
	}
}

async function newer(): Promise<Line[]> {
	const stage = await Stage.prepare({ people: 2 });
	try {
		const database = new DatabaseSync(join(stage.dataDir, 'auftakt.db'));
		database
			.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
			.run('later', LATER);
		database.close();
		const child = stage.server.spawn();
		const [code] = (await once(child, 'exit')) as [number | null];
		const said = stage.server.said.trim().split('\n');
		return [
			line(
				`a newer database is refused with exit code ${EXIT_CONFIG} and one clear sentence`,
				code === EXIT_CONFIG && said.length <= 2 && /newer version/.test(said.join(' ')),
				`${code}: ${said.slice(0, 2).join(' ').trim()}`
			)
		];
	} finally {
		await stage.close();
	}
}

async function oldPage(): Promise<Line[]> {
	const stage = await Stage.open({ people: 2 });
	const answers: string[] = [];
	try {
		for (const protocol of [PROTOCOL - 1, PROTOCOL + 1]) {
			const { code, people } = stage.cast;
			const cookie = people[0]?.cookie ?? '';
			const page = new Phone({ url: stage.server.url, code, cookie, protocol });
			answers.push(
				await page.open().then(
					() => 'let in',
					(error: Error) => error.message
				)
			);
			page.close();
		}
		return [
			line(
				'a page of another version is told so, and reloads with its drafts',
				answers.every((answer) => answer === 'too_old'),
				answers.join(', ')
			)
		];
	} finally {
		await stage.close();
	}
}
