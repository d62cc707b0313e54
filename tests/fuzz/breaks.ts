/**
 * `npm run fuzz:breaks`: breaks a copy of the program on purpose, one mistake after the other, and says
 * which of them the simulator finds, and after how many evenings. A mistake that no longer fits the
 * sources is an error: the list has to follow them. Words given choose breaks by name.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SEEDS = 100;

interface Break {
	title: string;
	edits: [file: string, find: string, replace: string][];
}

const PUBLISHER = 'src/lib/server/live/publisher.ts';
const VIEWS = 'src/lib/server/room/views.ts';
const ROOM = 'src/lib/server/room/room.ts';
const MIRROR = 'src/lib/client/mirror.ts';
const OUTBOX = 'src/lib/client/outbox.ts';
const VIEW = 'src/lib/domain/view.ts';
const CONTRIBUTIONS = 'src/lib/domain/contributions.ts';

const BREAKS: Break[] = [
	{
		title: 'a page ignores gaps',
		edits: [[MIRROR, "if (batch.prev > shelf.rev) return 'gap';", '']]
	},
	{
		title: 'a reset of a table does not count as a batch',
		edits: [[PUBLISHER, '			this.#published.set(audience, batch.rev);\n		}\n	}', '		}\n	}']]
	},
	{
		title: 'answered before the commit',
		edits: [
			[
				ROOM,
				'		return written;\n	}\n\n	/** Changes come back',
				'		for (const { command, resolve } of batch) resolve(into.outcomes.get(command.id) ?? MALFORMED);\n		return written;\n	}\n\n	/** Changes come back'
			]
		]
	},
	{
		title: 'published before the commit',
		edits: [
			[
				ROOM,
				'		return written;\n	}\n\n	/** Changes come back',
				'		if (into.committed.length) this.#tell(into.committed);\n		return written;\n	}\n\n	/** Changes come back'
			],
			[PUBLISHER, '		this.#schedule();\n	}', '		this.flush();\n	}']
		]
	},
	{
		title: 'earlier verdicts are forgotten',
		edits: [
			[ROOM, 'for (const [id, outcome] of known) into.outcomes.set(id, outcome);', 'void known;']
		]
	},
	{
		title: 'verdicts are not stored',
		edits: [
			[ROOM, 'if (outcome !== MALFORMED) written.outcomes.push({ id: command.id, outcome });', '']
		]
	},
	{
		title: 'a failed transaction stays in memory',
		edits: [[ROOM, '			this.#rollBack(undo);', '']]
	},
	{
		title: 'rows of another program are not taken in',
		edits: [[ROOM, 'for (const change of newer) apply(change);', 'void newer;']]
	},
	{
		title: 'rows of another program are told to nobody',
		edits: [
			[
				ROOM,
				'for (const change of newer) apply(change);',
				'for (const change of newer) this.#state.apply(change);'
			]
		]
	},
	{
		title: '`gone` is not sent',
		edits: [[VIEWS, 'if (seen === null) return;', "if (seen === null || seen === 'gone') return;"]]
	},
	{
		title: 'who changes tables keeps hearing the old one',
		edits: [
			[
				PUBLISHER,
				'for (const { connection, from } of moves) if (from) this.#leave(connection, from);',
				''
			]
		]
	},
	{
		title: 'who changes tables leaves after the news, not before',
		edits: [
			[
				PUBLISHER,
				'for (const { connection, from } of moves) if (from) this.#leave(connection, from);',
				''
			],
			[
				PUBLISHER,
				'for (const { connection, to } of moves) {',
				'for (const { connection, from, to } of moves) {\n			if (from) this.#leave(connection, from);'
			]
		]
	},
	{
		title: 'a change of round moves nobody',
		edits: [[PUBLISHER, 'if (round !== this.#round) this.#everybodyMoves = true;', '']]
	},
	{
		title: 'a difference lacks its last row',
		edits: [[VIEWS, 'at < this.#log.length; at++', 'at < this.#log.length - 1; at++']]
	},
	{
		title: 'a kept snapshot outlives its rows',
		edits: [[VIEWS, 'this.#snapshots.delete(audience);', '']]
	},
	{
		title: 'a kept difference outlives its rows',
		edits: [[VIEWS, 'this.#differences.delete(audience);', '']]
	},
	{
		title: 'revisions of another life of the data are believed',
		edits: [[VIEWS, 'if (epoch === present) return', 'if (epoch !== undefined) return']]
	},
	{
		title: 'a page keeps audiences it no longer belongs to',
		edits: [[MIRROR, 'if (!listed.has(audience)) this.#forget(audience, touched);', '']]
	},
	{
		title: 'a page lists in order of arrival',
		edits: [[MIRROR, 'if (order) merged', 'if (order && false) merged']]
	},
	{
		title: 'the outbox forgets on sending, not on the answer',
		edits: [
			[
				OUTBOX,
				'const outcome = await this.#tryOnce(',
				'void this.#storage.remove(next.command.id);\n				const outcome = await this.#tryOnce('
			]
		]
	},
	{
		title: 'the outbox takes a full disk for a verdict',
		edits: [[OUTBOX, ', storage_unavailable: 2000', '']]
	},
	{
		title: 'the outbox does not try again without an answer',
		edits: [
			[
				OUTBOX,
				'else if (this.#deliver === deliver) return this.#later(RETRY_MS);',
				'else if (this.#deliver === deliver) return;'
			]
		]
	},
	{
		title: 'nobody takes over what a closed page left',
		edits: [
			[
				OUTBOX,
				'const claimed = await this.#storage.claim();',
				'const claimed = (await this.#storage.claim()).slice(0, 0);'
			]
		]
	},
	{
		title: 'hidden texts stay on their table',
		edits: [[VIEW, "return isLost || row.state === 'hidden' ? 'gone'", "return isLost ? 'gone'"]]
	},
	{
		title: 'staff sees a result before it is revealed',
		edits: [[VIEW, "row.state === 'revealed' ? row.result : null", 'row.result']]
	},
	{
		title: 'a carried thought names who carried it',
		edits: [[VIEW, 'return { ...rest, quote:', 'return { ...row, quote:']]
	},
	{
		title: 'agreeing twice counts twice',
		edits: [[CONTRIBUTIONS, 'if (agrees === payload.agree) return null;', '']]
	},
	{
		title: 'the number of a withdrawn text is given again',
		edits: [
			[
				CONTRIBUTIONS,
				'const serial = (state.serials.get(`${step.round}.${table.id}`) ?? 0) + 1;',
				"const serial = 1 + [...(state.contributionsByTable.get(table.id) ?? [])].filter((id) => { const it = state.get('contribution', id); return it?.round === step.round && it.state !== 'withdrawn'; }).length;"
			]
		]
	}
];

const root = join(import.meta.dirname, '..', '..');
const words = process.argv.slice(2);
const chosen = BREAKS.filter(({ title }) => !words.length || words.some((w) => title.includes(w)));
const copy = mkdtempSync(join(tmpdir(), 'auftakt-breaks-'));
let missed = 0;
try {
	for (const folder of ['src/lib', 'tests/fuzz', 'cli/rehearse', 'migrations', 'package.json'])
		cpSync(join(root, folder), join(copy, folder), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	for (const { title, edits } of chosen) {
		const before = new Map<string, string>();
		for (const [file, find, replace] of edits) {
			const path = join(copy, file);
			const text = readFileSync(path, 'utf8');
			if (!before.has(path)) before.set(path, text);
			if (text.split(find).length !== 2) throw new Error(`"${title}" no longer fits ${file}`);
			writeFileSync(
				path,
				text.replace(find, () => replace)
			);
		}
		const { stdout, status } = spawnSync(
			process.execPath,
			[join(copy, 'tests/fuzz/run.ts'), '--seeds', String(SEEDS), '--faults', '1'],
			{ encoding: 'utf8' }
		);
		const evenings = /(\d+) evenings in/.exec(stdout)?.[1];
		if (evenings === undefined) throw new Error(`"${title}" does not run`);
		const found = /^seed \d+: (.*)/m.exec(stdout)?.[1]?.slice(0, 110);
		if (!status) missed++;
		console.log(
			`| ${title} | ${status ? `yes, evening ${evenings}` : '**no**'} | ${found ?? ''} |`
		);
		for (const [path, text] of before) writeFileSync(path, text);
	}
} finally {
	rmSync(copy, { recursive: true, force: true });
}
console.log(`${chosen.length - missed} of ${chosen.length} found`);
process.exitCode = missed ? 1 : 0;
