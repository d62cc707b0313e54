/** Owns how a step of the run-of-show is called on the console: `Runde 2`, `Wechsel`. */
import type { Step } from '#lib/domain/rows.ts';
import type { Translate } from '#lib/text/text.ts';

export function stepName(
	t: Translate<'console'>,
	step: Pick<Step, 'kind' | 'round'> | null | undefined
): string {
	return step ? t(`step.${step.kind}`, { round: step.round ?? 0 }) : '';
}

/** `Runde 2 von 3` while a round runs, else the step's own name. */
export function stepTitle(
	t: Translate<'console'>,
	step: Pick<Step, 'kind' | 'round'>,
	steps: readonly Pick<Step, 'kind' | 'round'>[]
): string {
	if (step.kind !== 'round' || step.round === null) return stepName(t, step);
	const total = steps.filter((other) => other.kind === 'round').length;
	return t('now.round', { round: step.round, total });
}
