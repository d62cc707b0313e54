/** German, in plain language (Einfache Sprache). The measure for every other language. */
export const de = {
	name: 'Deutsch',
	dir: 'ltr',
	review: 'original',
	sections: {
		/** Join page and phone. */
		citizen: {
			'code.title': 'Mitmachen'
		},
		/** Refusals and connection, on every surface. */
		common: {
			'refusal.malformed': 'Das hat der Server nicht verstanden. Bitte laden Sie die Seite neu.',
			'refusal.not_allowed': 'Das dürfen Sie hier nicht.',
			'refusal.not_found': 'Das gibt es nicht mehr.',
			'refusal.workshop_closed':
				'Die Veranstaltung ist zu Ende. Neues kann nicht mehr gespeichert werden.',
			'refusal.doors_closed': 'Die Veranstaltung ist noch nicht geöffnet.',
			'refusal.hall_full': 'Im Moment ist kein Platz frei. Bitte sprechen Sie die Moderation an.',
			'refusal.seat_taken': 'Dieser Platz ist schon besetzt.',
			'refusal.table_full': 'An diesem Tisch ist kein Platz mehr frei.',
			'refusal.blocked': 'Sie können mitlesen, aber im Moment nicht schreiben.',
			'refusal.frozen':
				'Die Moderation hat das Schreiben kurz angehalten. Ihr Text bleibt erhalten.',
			'refusal.wrong_step': 'Das geht in diesem Schritt nicht.',
			'refusal.step_over': 'Dieser Schritt ist schon zu lange vorbei.',
			'refusal.wrong_table': 'Das gehört zu einem anderen Tisch.',
			'refusal.text_empty': 'Bitte schreiben Sie etwas.',
			'refusal.text_too_long': 'Der Text ist zu lang. Höchstens {limit} Zeichen.',
			'refusal.text_unreadable': 'Der Text enthält Zeichen, die nicht gespeichert werden können.',
			'refusal.too_many': 'Das sind zu viele. Höchstens {limit}.',
			'refusal.budget_exceeded': 'Sie haben höchstens {limit} Punkte.',
			'refusal.ballot_closed': 'Die Abstimmung ist geschlossen.',
			'refusal.already_moved_on': 'Jemand anderes hat schon weitergeschaltet.',
			'refusal.number_taken': 'Diese Nummer gibt es schon.',
			'refusal.not_in_draft': 'Das geht nur, bevor die Türen offen sind.',
			'refusal.in_use': 'Das wird gerade benutzt.',
			'refusal.code_taken': 'Diesen Code gibt es schon.',
			'refusal.too_fast': 'Das ging sehr schnell. Bitte warten Sie einen Moment.',
			'refusal.storage_unavailable':
				'Der Server kann gerade nicht speichern. Ihr Text bleibt auf diesem Gerät.',
			'refusal.too_old': 'Es gibt eine neue Version. Die Seite wird neu geladen.'
		},
		/** Projector. */
		screen: {
			'welcome.title': 'Schön, dass Sie da sind.'
		},
		/** Console. */
		console: {
			next: 'Weiter: {step}'
		},
		/** Office: sign-in, workshops, guidelines, exports. */
		office: {
			'workshops.title': 'Veranstaltungen'
		},
		/** Words inside exported documents. */
		document: {
			draft: 'Entwurf'
		}
	}
} as const;
