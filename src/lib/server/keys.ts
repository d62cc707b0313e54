/**
 * Owns the secrets of this installation. One file of random bytes in DATA_DIR; everything else is a MAC
 * over ids with it, so nothing secret is stored per person. Who loses the file makes every link and every
 * phone's seat of running evenings invalid; who copies it can forge them.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Keys } from './app.ts';
import { ConfigError } from './config.ts';

const SECRET_FILE = 'secret';
const SECRET_BYTES = 32;
/** 128 bits: beyond guessing, and still short enough for a link that is read out. */
const MAC_BYTES = 16;
/** What two people can pass on by word of mouth; guessing is slowed down like that of codes. */
const SPOKEN_DIGITS = 5;

/** Reads the secret, or makes it the first time. */
export function loadSecret(dataDir: string): Buffer {
	const file = join(dataDir, SECRET_FILE);
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	try {
		// Fails when it exists: two processes that start at once must not both win.
		const handle = openSync(file, 'wx', 0o600);
		writeSync(handle, randomBytes(SECRET_BYTES));
		fsyncSync(handle);
		closeSync(handle);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const secret = readFileSync(file);
	if (secret.length < SECRET_BYTES) {
		throw new ConfigError([
			`DATA_DIR holds a damaged file "${SECRET_FILE}": restore it from a backup, or remove it to make all links and seats invalid.`
		]);
	}
	return secret;
}

export function createKeys(secret: Buffer): Keys {
	// The parts are joined by what no id contains, so that two lists cannot read the same.
	const mac = (...parts: (string | number)[]) =>
		createHmac('sha256', secret).update(parts.join('\n')).digest().subarray(0, MAC_BYTES);

	const link: Keys['link'] = (workshopId, role, keyVersion) =>
		mac('link', role, workshopId, keyVersion).toString('base64url');

	const participantMac = (workshopId: string, participantId: string) =>
		mac('participant', workshopId, participantId).toString('base64url');

	const invitationMac = (workshopId: string, participantId: string) =>
		mac('invitation', workshopId, participantId).toString('base64url');

	return {
		link,
		checkLink: (key, workshopId, role, keyVersion) =>
			isSame(key, link(workshopId, role, keyVersion)),
		participantId: (workshopId, commandId) => mac('join', workshopId, commandId).toString('hex'),
		participantToken: (workshopId, participantId) =>
			`${participantId}.${participantMac(workshopId, participantId)}`,
		readParticipantToken(token, workshopId) {
			const [, participantId, given] = /^([0-9a-f]{32})\.([\w-]{22})$/.exec(token ?? '') ?? [];
			if (!participantId || !given) return null;
			return isSame(given, participantMac(workshopId, participantId)) ? participantId : null;
		},
		invitation: (workshopId, participantId) =>
			`${participantId}${invitationMac(workshopId, participantId)}`,
		readInvitation(invitation, workshopId) {
			const [, participantId, given] = /^([0-9a-f]{32})([\w-]{22})$/.exec(invitation ?? '') ?? [];
			if (!participantId || !given) return null;
			return isSame(given, invitationMac(workshopId, participantId)) ? participantId : null;
		},
		spokenInvitation: (workshopId, participantId) =>
			String(
				mac('spoken', workshopId, participantId).readUInt32BE() % 10 ** SPOKEN_DIGITS
			).padStart(SPOKEN_DIGITS, '0')
	};
}

/** Takes the same time wherever the two differ. */
function isSame(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
