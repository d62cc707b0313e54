/** Owns the numbers inside the words of a refusal; an older server may not name the limit. */
import type { Refusal } from '#lib/domain/commands.ts';
import type { Params } from '#lib/text/text.ts';

export function refusalParams(refusal: Refusal): Params {
	return { limit: refusal.limit ?? '' };
}
