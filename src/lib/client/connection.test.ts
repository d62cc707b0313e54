import { describe, expect, it } from 'vitest';
import { connectionOf, type Signs } from './connection.ts';
import type { Connection } from './types.ts';

const OPEN: Signs = {
	isStale: false,
	isOpen: true,
	silentMs: 100,
	lostMs: 0,
	isOnline: true,
	isCaptive: false
};
const LOST: Signs = { ...OPEN, isOpen: false };
const say = (signs: Partial<Signs>, before: Connection = 'live', base = LOST) =>
	connectionOf({ ...base, ...signs }, before);

describe('what is said of the connection', () => {
	it('leaves a short cut unnoticed and tells a longer one', () => {
		expect(say({ lostMs: 2000, silentMs: 2000 })).toBe('live');
		expect(say({ lostMs: 2600, silentMs: 2600 })).toBe('server_away');
	});

	it('tells of silence on a connection that claims to be open, within five seconds', () => {
		expect(say({ silentMs: 3900 }, 'live', OPEN)).toBe('live');
		expect(say({ silentMs: 4500 }, 'live', OPEN)).toBe('server_away');
	});

	it('does not start to count anew when a silent connection is given up', () => {
		expect(say({ lostMs: 100, silentMs: 4500 })).toBe('server_away');
	});

	it('stays with the bad news until the connection is there again', () => {
		expect(say({ lostMs: 100, silentMs: 100 }, 'server_away')).toBe('server_away');
		expect(say({}, 'server_away', OPEN)).toBe('live');
	});

	it('says soon that the device has no network, unless it hears the server all the same', () => {
		expect(say({ isOnline: false, lostMs: 1300 })).toBe('phone_offline');
		expect(say({ isOnline: false, lostMs: 100 })).toBe('live');
		expect(say({ isOnline: false }, 'live', OPEN)).toBe('live');
	});

	it('names a network that wants a log-in, and an old page before anything else', () => {
		expect(say({ isCaptive: true, lostMs: 3000 })).toBe('captive');
		expect(say({ isStale: true, isOnline: false })).toBe('stale');
	});

	it('waits as long for the first connection', () => {
		expect(say({ lostMs: 1000, silentMs: 1000 }, 'connecting')).toBe('connecting');
		expect(say({ lostMs: 2600, silentMs: 2600 }, 'connecting')).toBe('server_away');
	});
});
