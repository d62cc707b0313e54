/** Puts a refusal into words: of the workshop from the common section, of an account from the office's. */
import type { Params, Translate } from '#lib/text/text.ts';
import { isFault, type Problem } from './answer.ts';

export function problemText(t: Translate<'office'>, { code, limit }: Problem): string {
	const params: Params = limit === undefined ? {} : { limit };
	// Both sections are on the page, as one list of keys.
	const common = t as unknown as Translate<'common'>;
	return isFault(code) ? t(`fault.${code}`, params) : common(`refusal.${code}`, params);
}
