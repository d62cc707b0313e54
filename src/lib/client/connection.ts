/**
 * Owns what is said of the connection, and when. Short cuts heal unnoticed; any loss, a silent one
 * included, is told within five seconds, with whose fault it is as far as a page can know.
 */
import { HEARTBEAT_MS } from '#lib/protocol/socket.ts';
import type { Connection } from './types.ts';

/** How long a known cut may last before a person is told. */
const TELL_AFTER_MS = 2500;
/** The browser says so itself; but a machine that talks to itself has its line back in a moment. */
const TELL_OFFLINE_AFTER_MS = 1200;
/** Two heartbeats are missing: a Wi-Fi that went without a word, a server that stands still. */
const SILENT_MS = 2 * HEARTBEAT_MS + 200;

export interface Signs {
	/** The page is older than the server. */
	isStale: boolean;
	/** Connected, and up to date at that moment. */
	isOpen: boolean;
	/** Since anything at all came; for a page without a connection yet, since it began. */
	silentMs: number;
	/** Since the connection was lost, or the page began; 0 while open. */
	lostMs: number;
	/** The browser's word for having a network; wrong on machines that talk to themselves only. */
	isOnline: boolean;
	/** Somebody else answers under the server's address. */
	isCaptive: boolean;
}

export function connectionOf(signs: Signs, before: Connection): Connection {
	if (signs.isStale) return 'stale';
	if (signs.isOpen && signs.silentMs < SILENT_MS) return 'live';
	const patienceMs = signs.isOnline ? TELL_AFTER_MS : TELL_OFFLINE_AFTER_MS;
	const isFresh = !signs.isOpen && signs.lostMs < patienceMs && signs.silentMs < SILENT_MS;
	if (isFresh && (before === 'live' || before === 'connecting')) return before;
	if (!signs.isOnline) return 'phone_offline';
	return signs.isCaptive ? 'captive' : 'server_away';
}
