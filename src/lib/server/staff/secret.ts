/**
 * Owns the staff's share of the one secret in DATA_DIR: a MAC of a label under it, so that no two uses
 * of the secret share a key.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SECRET_BYTES = 32;

export function labelledSecret(dataDir: string, label: string): string {
	return createHmac('sha256', readSecret(dataDir)).update(label).digest('base64url');
}

function readSecret(dataDir: string): Buffer {
	const file = join(dataDir, 'secret');
	mkdirSync(dataDir, { recursive: true });
	try {
		// Fails when it is there: two processes starting at once end up with one secret.
		writeFileSync(file, randomBytes(SECRET_BYTES), { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
	return readFileSync(file);
}
