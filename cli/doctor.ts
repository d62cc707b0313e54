/**
 * `auftakt doctor`: is this installation fit for an evening? Each check is one sentence; the exit code is 1
 * when something is bad. Works while the server runs and changes nothing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { ConfigError, loadDotEnv, readConfig, type Config } from '#lib/server/config.ts';
import { openToRead } from '#lib/server/store/maintenance.ts';
import { SECRET_FILE } from './operate/archive.ts';
import { bad, good, warning, type Finding, type Level } from './operate/finding.ts';
import { checkClock, checkDisk, checkFolder, checkPort } from './operate/machine.ts';
import { reasonOf } from './operate/refused.ts';
import { checkDatabase, latestMoment } from './operate/rows.ts';
import { EXIT_USAGE } from './operate/settings.ts';

const MARKS: Record<Level, string> = {
	good: styleText('green', 'good   '),
	warning: styleText('yellow', 'look at'),
	bad: styleText('red', 'bad    ')
};

export async function run(args: string[]): Promise<number> {
	const [option, ...more] = args;
	if (more.length || (option !== undefined && option !== '--json')) {
		console.error('Usage: npm run auftakt -- doctor [--json]');
		return EXIT_USAGE;
	}
	const findings = await diagnoseSettings();
	const ok = !findings.some(({ level }) => level === 'bad');
	if (option) console.log(JSON.stringify({ ok, findings }, null, '\t'));
	else {
		for (const { level, says } of findings) console.log(`${MARKS[level]}  ${says}`);
		console.log(ok ? '\nReady for an evening.' : '\nNot ready: see what is marked bad.');
	}
	return ok ? 0 : 1;
}

async function diagnoseSettings(): Promise<Finding[]> {
	try {
		loadDotEnv();
		const config = readConfig(process.env);
		const settings = good('settings', 'All settings can be used.');
		return [settings, checkStatement(config), ...(await diagnose(config, Date.now()))];
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		return error.problems.map((problem) => bad('settings', problem));
	}
}

/** A public body has to say whom to tell of a barrier, and who helps when that does not. */
function checkStatement({ operator }: Pick<Config, 'operator'>): Finding {
	const { name, mail, phone, address, enforcement } = operator;
	const missing = [
		...(name ? [] : ['OPERATOR_NAME']),
		...(mail || phone || address.length ? [] : ['OPERATOR_MAIL or OPERATOR_PHONE']),
		...(enforcement.length ? [] : ['ENFORCEMENT_BODY'])
	];
	return missing.length
		? warning('statement', `The statement on accessibility lacks ${missing.join(', ')}.`)
		: good('statement', 'The statement on accessibility is complete.');
}

/** All that can be said about an installation with these settings. */
export async function diagnose(
	config: Pick<Config, 'dataDir' | 'host' | 'port'>,
	now: number
): Promise<Finding[]> {
	const { dataDir } = config;
	const { findings, latest } = openAndCheck(dataDir);
	return [
		...checkFolder(dataDir),
		checkDisk(dataDir),
		...findings,
		checkClock(now, latest),
		await checkPort(config)
	];
}

function openAndCheck(dataDir: string): { findings: Finding[]; latest: number | null } {
	try {
		const database = openToRead(dataDir);
		if (!database)
			return {
				findings: [good('database', 'There is no database yet; the first start makes it.')],
				latest: null
			};
		try {
			const findings = checkDatabase(database, dataDir);
			if (!existsSync(join(dataDir, SECRET_FILE)))
				findings.push(
					bad(
						'secret',
						`The file ${SECRET_FILE} is missing: restore it from a backup, or all links and seats become invalid.`
					)
				);
			const isSound = !findings.some(
				({ check, level }) => check === 'integrity' && level === 'bad'
			);
			return { findings, latest: isSound ? latestMoment(database) : null };
		} finally {
			database.close();
		}
	} catch (error) {
		return { findings: [bad('database', reasonOf(error))], latest: null };
	}
}
