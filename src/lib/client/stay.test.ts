import { describe, expect, it } from 'vitest';
import { stayWhileAway } from './stay.ts';
import type { Connection } from './types.ts';

function steps(connection: Connection, type: 'link' | 'leave'): boolean {
	let goes = true;
	stayWhileAway({ connection })({ type, cancel: () => (goes = false) } as never);
	return goes;
}

describe('a step to another address', () => {
	it.each(['phone_offline', 'server_away', 'captive'] as const)('is not made when %s', (away) => {
		expect(steps(away, 'link')).toBe(false);
		expect(steps(away, 'leave')).toBe(true);
	});

	it('is made with a connection', () => {
		expect(steps('live', 'link')).toBe(true);
	});
});
