/**
 * Owns which texts the page before the table needs, by the beginnings of their keys. A hall loads it within
 * one minute over one Wi-Fi, so it gets no word more; a test reads its components and finds what is missing.
 */
export const SAID_AT_THE_DOOR = [
	'language.',
	'join.',
	'privacy.',
	'look.',
	'help.',
	'refusal.',
	'companion.join',
	'reload'
];
