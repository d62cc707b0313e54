/**
 * Owns the list of what a facilitator looks at before the doors open. Only what the program can truly
 * see is on it: a check that cannot fail would be a lie.
 */
import { outlookOf } from '#lib/domain/seat-outlook.ts';
import type { Step, Table, Texts, Workshop } from '#lib/domain/rows.ts';
import { baseOf } from '#lib/text/tags.ts';
import type { Translate } from '#lib/text/text.ts';
import { stepName } from '#lib/ui/console/step-name.ts';
import type { Check } from '#lib/ui/console/Preflight.svelte';

interface Given {
	workshop: Pick<
		Workshop,
		'languages' | 'givens' | 'date' | 'time' | 'venue' | 'moveMode' | 'hostMode'
	>;
	steps: readonly Step[];
	tables: readonly Table[];
	joinAddress: string;
	/** The address is this computer's own. */
	local: boolean;
	languageName: (lang: string) => string;
	/** Several names as one list. */
	writeList: (items: readonly string[]) => string;
	/** A date as people write it. */
	writeDate: (date: string) => string;
}

export function preflight(t: Translate<'console'>, given: Given): Check[] {
	const { workshop, steps, tables, joinAddress, local, languageName, writeList, writeDate } = given;
	// A plainer form of a language may be left out: who asked for it reads the language itself.
	const missing = (texts: Texts) =>
		workshop.languages.filter((lang) => !texts[lang]?.trim() && !texts[baseOf(lang)]?.trim());
	const list = (langs: readonly string[]) => writeList(langs.map(languageName));
	const rounds = steps.filter((step) => step.kind === 'round');
	const checks: Check[] = [];

	const gaps = rounds
		.filter((step) => step.questionMode === 'per_round')
		.map((step) => ({ step, langs: missing(step.question) }))
		.filter(({ langs }) => langs.length);
	checks.push({
		id: 'questions',
		ok: gaps.length === 0,
		text: gaps.length
			? t('preflight.questions_missing', {
					list: gaps
						.map(({ step, langs }) =>
							t('preflight.question_of', { step: stepName(t, step), languages: list(langs) })
						)
						.join(' · ')
				})
			: t('preflight.questions')
	});
	if (rounds.some((step) => step.questionMode === 'per_table')) {
		const without = tables.filter((table) => missing(table.question).length).length;
		if (without)
			checks.push({
				id: 'table-questions',
				ok: false,
				text: t('preflight.table_questions', { n: without })
			});
	}

	const seats = tables.reduce((sum, table) => sum + table.seats, 0);
	const { moveMode } = workshop;
	// A group that stays together meets again on purpose.
	const perfect =
		moveMode !== 'scatter' || outlookOf(tables, rounds.length, workshop).repeats === 0;
	const moving =
		moveMode !== 'scatter'
			? t(`preflight.${moveMode}`)
			: t(perfect ? 'preflight.rotation' : 'preflight.rotation_repeats');
	checks.push({
		id: 'seats',
		ok: tables.length > 0 && perfect,
		text: tables.length
			? `${t('preflight.seats', { tables: tables.length, seats })} ${moving}`
			: t('preflight.no_tables')
	});

	checks.push({
		id: 'join',
		ok: !local,
		text: t(local ? 'preflight.join_local' : 'preflight.join', { address: joinAddress })
	});

	const unsaid = missing(workshop.givens);
	checks.push({
		id: 'givens',
		ok: unsaid.length === 0,
		text: unsaid.length
			? t('preflight.givens_missing', { languages: list(unsaid) })
			: t('preflight.givens')
	});

	const { date, time, venue } = workshop;
	const known = Boolean(date && time && venue);
	checks.push({
		id: 'when',
		ok: known,
		text: known
			? t('preflight.when', { date: writeDate(date), time, venue })
			: t('preflight.when_missing')
	});
	return checks;
}
