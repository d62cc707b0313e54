/** What a step of the run-of-show is called in the office. */
import type { Step } from '#lib/domain/rows.ts';
import type { Translate } from '#lib/text/text.ts';

export function stepLabel(
	t: Translate<'office'>,
	{ kind, round }: Pick<Step, 'kind' | 'round'>
): string {
	return t(`step.${kind}`, round === null ? {} : { round });
}
