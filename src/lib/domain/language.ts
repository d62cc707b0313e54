/**
 * Owns the correction of a guessed language. The words stay as they are, and so do what the hall has
 * seen of them and what was answered to them: only the voice that reads them aloud is another one.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf, theWorkshop } from './case.ts';
import type { Payloads } from './commands.ts';
import { touchQuotes, touchWalls } from './items.ts';
import { isStaff } from './permissions.ts';
import { isLang } from './texts.ts';
import { baseOf } from './written-in.ts';

export function correct(kase: Case, payload: Payloads['language.correct']): Ruling {
	const { itemKind, itemId } = payload;
	const row = kase.state.get(itemKind, itemId);
	if (!row || row.state === 'withdrawn') return refuse('not_found');
	if (!isStaff(kase.actor)) {
		if (row.participantId !== senderOf(kase)) return refuse('not_allowed');
		if (theWorkshop(kase).state === 'closed') return refuse('workshop_closed');
	}
	if (!isLang(payload.lang)) return refuse('malformed', { field: 'lang' });
	const lang = baseOf(payload.lang);
	if (row.lang === lang) return null;
	kase.changes.edit(itemKind, itemId, { lang });
	if (itemKind === 'contribution') touchQuotes(kase, itemId);
	touchWalls(kase, itemId, false);
	return null;
}
