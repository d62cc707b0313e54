/**
 * `auftakt owner-link`: a fresh link for an owner who forgot the password. Who may run this can read the
 * database anyway, so it asks for nothing more; that it was run is logged.
 */
import { createLogger } from '#lib/server/log.ts';
import { RECOVERY_MS, recoveryLink } from '#lib/server/staff/recovery.ts';
import {
	latestKnownMigration,
	latestMigrationOf,
	openToWrite
} from '#lib/server/store/maintenance.ts';
import { inPlainWords, Refused } from './operate/refused.ts';
import { EXIT_USAGE, readSettings } from './operate/settings.ts';

export async function run(args: string[]): Promise<number> {
	if (args.length) {
		console.error('Usage: npm run auftakt -- owner-link');
		return EXIT_USAGE;
	}
	const config = readSettings();
	if (typeof config === 'number') return config;
	return inPlainWords('The link could not be made.', async () => {
		const base = config.publicUrl ?? `http://localhost:${config.port}`;
		const link = makeOwnerLink(config.dataDir, base, Date.now());
		createLogger(config.logLevel).warn({ part: 'accounts' }, 'a link for an owner was made');
		console.log(`Open this link once within ${RECOVERY_MS / 60_000} minutes:\n\n  ${link}\n`);
		console.log('With the e-mail address of an account, the link sets a new password for it.');
		console.log('With another address, it makes one more owner.');
		if (!config.publicUrl)
			console.log('From another machine, put its address in this network in place of "localhost".');
	});
}

/** Makes the link; the server, running or not, accepts it from then on. */
export function makeOwnerLink(dataDir: string, base: string, now: number): string {
	const database = openToWrite(dataDir);
	if (!database)
		throw new Refused(
			`There is no database in ${dataDir}. The first start prints an owner's link.`
		);
	try {
		if (latestMigrationOf(database) !== latestKnownMigration())
			throw new Refused(
				'This program and its database are of different versions. Start the server once, or update.'
			);
		return recoveryLink(database, base, now);
	} finally {
		database.close();
	}
}
