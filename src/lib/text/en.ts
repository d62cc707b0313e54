/** English, plain language. */
import type { Language } from './text.ts';

export const en: Language = {
	name: 'English',
	dir: 'ltr',
	review: 'machine-drafted',
	sections: {
		citizen: {
			'code.title': 'Join'
		},
		common: {
			'refusal.malformed': 'The server did not understand that. Please reload the page.',
			'refusal.not_allowed': 'You may not do that here.',
			'refusal.not_found': 'That is no longer there.',
			'refusal.workshop_closed': 'The event is over. Nothing new can be saved.',
			'refusal.doors_closed': 'The event is not open yet.',
			'refusal.hall_full': 'There is no free seat at the moment. Please ask the facilitator.',
			'refusal.seat_taken': 'This seat is already taken.',
			'refusal.table_full': 'There is no free seat left at this table.',
			'refusal.blocked': 'You can read along, but you cannot write at the moment.',
			'refusal.frozen': 'The facilitator has paused writing for a moment. Your text is kept.',
			'refusal.wrong_step': 'That is not possible in this step.',
			'refusal.step_over': 'This step ended too long ago.',
			'refusal.wrong_table': 'That belongs to another table.',
			'refusal.text_empty': 'Please write something.',
			'refusal.text_too_long': 'The text is too long. {limit} characters at most.',
			'refusal.text_unreadable': 'The text contains characters that cannot be saved.',
			'refusal.too_many': 'That is too many. {limit} at most.',
			'refusal.budget_exceeded': 'You have {limit} dots at most.',
			'refusal.ballot_closed': 'The vote is closed.',
			'refusal.already_moved_on': 'Somebody else has already moved on.',
			'refusal.number_taken': 'This number already exists.',
			'refusal.not_in_draft': 'That is only possible before the doors open.',
			'refusal.in_use': 'That is in use right now.',
			'refusal.code_taken': 'This code already exists.',
			'refusal.too_fast': 'That was very fast. Please wait a moment.',
			'refusal.storage_unavailable':
				'The server cannot save right now. Your text stays on this device.',
			'refusal.too_old': 'There is a new version. The page will reload.'
		},
		screen: {
			'welcome.title': 'Good to have you here.'
		},
		console: {
			next: 'Next: {step}'
		},
		office: {
			'workshops.title': 'Workshops'
		},
		document: {
			draft: 'Draft'
		}
	}
};
