/** Owns what a staff session is called and how long it lasts. */
export const SESSION_COOKIE = 'auftakt-staff';
export const SESSION_SECONDS = 7 * 86_400;
