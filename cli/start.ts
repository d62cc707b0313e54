/**
 * `auftakt start`: the server, and on the terminal what the person who started it needs next: where it
 * can be reached, a QR code for the first phone, and the link that makes them the owner.
 */
import { LOOPBACK, lanAddresses } from '#lib/server/addresses.ts';
import { ConfigError, EXIT_CONFIG, loadDotEnv, readConfig } from '#lib/server/config.ts';
import type { Config } from '#lib/server/config.ts';
import { endWithSignals, start } from '../server.js';

type Running = Awaited<ReturnType<typeof start>>;

const PLAIN_REASONS: Record<string, string> = {
	EADDRINUSE: 'is in use by another program. Set PORT to another one.',
	EACCES: 'may not be used by this user. Set PORT to one above 1023.',
	EADDRNOTAVAIL: 'cannot be opened: HOST is not an address of this machine.'
};

export async function run(): Promise<number> {
	let config: Config;
	let running: Running;
	try {
		loadDotEnv();
		config = readConfig(process.env);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		console.error(error.message);
		return EXIT_CONFIG;
	}
	try {
		running = await start(config);
	} catch (error) {
		// Written by a newer version, for example: found out only when the data is opened.
		if (error instanceof ConfigError) {
			console.error(error.message);
			process.exit(EXIT_CONFIG);
		}
		const reason = PLAIN_REASONS[(error as NodeJS.ErrnoException).code ?? ''];
		if (!reason) throw error;
		console.error(`Port ${config.port} ${reason}`);
		process.exit(1);
	}
	endWithSignals(running);
	await greet(running);
	return 0;
}

/** Prints where the server is; `title` says what has been started. */
export async function greet(running: Running, title = 'Auftakt is running.'): Promise<void> {
	const { app, config, port } = running;
	const local = `http://${LOOPBACK.has(config.host) ? shown(config.host) : 'localhost'}:${port}`;
	const lan = lanAddresses(config.host).map((address) => `http://${shown(address)}:${port}`);
	const forPhones = config.publicUrl ?? lan[0] ?? local;

	console.log(`\n${title}\n`);
	if (config.publicUrl) console.log(`  For everybody     ${config.publicUrl}`);
	console.log(`  On this machine   ${local}`);
	for (const address of lan) console.log(`  In this network   ${address}`);
	if (forPhones !== local) console.log(`\n${await qrCode(forPhones)}\n  ${forPhones}`);

	const ownerLink = await app.staff.ownerLink(config.publicUrl ?? local);
	if (ownerLink) {
		console.log(`\n  Nobody owns this installation yet. Open this link once to become its owner:`);
		console.log(`  ${ownerLink}`);
	}
	console.log('\n  Ctrl+C stops it.\n');
}

const shown = (host: string) => (host.includes(':') ? `[${host}]` : host);

/** Colours only where they are shown as colours; in a log file the blocks alone can be read. */
async function qrCode(url: string): Promise<string> {
	// Phones are answered before this is loaded.
	const { default: QRCode } = await import('qrcode');
	return process.stdout.isTTY
		? QRCode.toString(url, { type: 'terminal', small: true })
		: QRCode.toString(url, { type: 'utf8' });
}
