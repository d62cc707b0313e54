/**
 * Owns the addresses that staff hand out. Citizens get the short one; console and projector links carry
 * a key, because whoever has them may use them without an account.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Workshop } from '#lib/domain/rows.ts';
import { originForPhones } from '#lib/server/addresses.ts';

export function linksOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, workshop: Workshop) {
	const { config, keys } = locals.app;
	const { id, code, keyVersion } = workshop;
	const base = `${originForPhones(config, url)}/w/${code}`;
	const withKey = (role: 'console' | 'screen') =>
		`${base}/${role}?key=${keys.link(id, role, keyVersion)}`;
	return { join: base, screen: withKey('screen'), console: withKey('console') };
}
