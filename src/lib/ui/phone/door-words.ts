/**
 * Owns which texts the page before the table needs, by the beginnings of their keys. A hall loads it within
 * one minute over one Wi-Fi, so it gets no word more; a test reads its components and finds what is missing.
 */
export const SAID_AT_THE_DOOR = [
	'access.link',
	'language.',
	'join.',
	'privacy.',
	'look.',
	'help.title',
	'help.guest',
	'help.person',
	'help.asked',
	// What joining can be refused for.
	'refusal.malformed',
	'refusal.not_',
	'refusal.workshop_closed',
	'refusal.doors_closed',
	'refusal.hall_full',
	'refusal.seat_taken',
	'refusal.table_full',
	'refusal.too_',
	'refusal.storage_unavailable',
	'companion.join',
	'companion.other',
	'companion.field',
	'companion.unknown',
	'access.link',
	'reload'
];
