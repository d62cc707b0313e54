/** French, plain language. The spaces before `:`, `;`, `?` and `!` do not break. */
import type { Language } from './text.ts';

export const fr: Language = {
	name: 'Français',
	dir: 'ltr',
	review: 'machine-drafted',
	sections: {
		citizen: {
			'code.title': 'Participer',
			'code.ask': 'Quel est le code\u00a0?',
			'code.help': 'Le code est sur le grand écran et sur votre table. Il a 8 caractères.',
			'code.go': 'Continuer',
			'code.unknown': 'Nous ne connaissons pas ce code. Regardez encore une fois le grand écran.',
			'code.staff': 'Pour l’équipe',
			'language.choose': 'Votre langue',
			'language.away': 'Vous pourrez changer de langue dès que le réseau sera revenu.',
			'language.title': 'Langue',
			'join.privacy': 'Ce que deviennent vos mots',
			'join.go': 'Participer',
			'join.more': 'Plus d’informations',
			'join.people': 'Combien de personnes utilisent cet appareil',
			'join.table': 'Je suis déjà à la table numéro',
			'join.table_help': 'Laissez vide et nous vous trouverons une place.',
			'join.draft': 'Les portes ne sont pas encore ouvertes.',
			'join.draft_help': 'Cette page se met à jour toute seule. Vous n’avez rien à faire.',
			'join.closed': 'La rencontre est terminée.',
			'join.closed_help': 'Merci à toutes les personnes présentes. Cet appareil n’a pas participé.',
			'privacy.stored':
				'Nous enregistrons un nombre au hasard pour cet appareil, votre langue et vos textes\u00a0: pas de nom, pas d’adresse IP.',
			'privacy.public':
				'D’autres personnes peuvent lire vos textes, aussi en public. Vous pouvez les retirer jusqu’à la fin de la rencontre.',
			'privacy.draft':
				'La ville utilise les textes pour un projet de lignes directrices. Un numéro y remplace le nom.',
			back: 'Retour',
			reload: 'Recharger',
			'menu.open': 'Menu',
			'menu.title': 'Menu',
			'notice.list': 'Messages',
			'notice.ok': 'OK',
			table: 'Table {n}',
			'step.doors': 'Arrivée',
			'step.welcome': 'Accueil',
			'step.round': 'Tour {n}',
			'step.change': 'Changement',
			'step.break': 'Pause',
			'step.essence': 'Phrases',
			'step.harvest': 'Résultats',
			'step.vote': 'Vote',
			'step.close': 'Clôture',
			'time.left': 'encore {time}',
			'time.minutes': '{n} min',
			'time.over': 'C’est l’heure',
			'time.paused': 'Pause',
			'seat.title': 'Votre place',
			'seat.letter': 'Place {letter}',
			'seat.card': 'Votre carte de place\u00a0: {seat}',
			'seat.guest':
				'Après chaque tour, vous allez à une autre table. Votre téléphone vous montre le chemin.',
			'seat.host':
				'Vous accueillez à cette table. Vous y restez et vous racontez aux personnes suivantes de quoi on a parlé.',
			'seat.none': 'Vous n’avez pas de place pour le moment.',
			'seat.none_help': 'Adressez-vous à l’équipe d’animation.',
			'seat.here': 'J’y suis',
			'seat.soon': 'Nous commençons bientôt. Vous n’avez rien à faire.',
			'seat.other': 'Je suis à une autre table',
			'seat.other_field': 'Numéro de la table',
			'seat.other_go': 'Changer de place',
			'givens.title': 'Ce qui est déjà décidé',
			'round.before': {
				one: 'Tour {round}\u00a0: {n} contribution',
				many: 'Tour {round}\u00a0: {n} de contributions',
				other: 'Tour {round}\u00a0: {n} contributions'
			},
			'round.now': 'Ce tour',
			'round.empty': 'Il n’y a encore rien ici. Écrivez la première idée.',
			'round.new': {
				one: '{n} nouvelle contribution',
				many: '{n} de nouvelles contributions',
				other: '{n} nouvelles contributions'
			},
			'handover.title': 'Du tour précédent',
			'carried.title': 'Apporté ici',
			'carried.from': 'apporté de la table {n}',
			'carried.from_elsewhere': 'apporté d’une autre table',
			'host.none':
				'Personne n’accueille à cette table en ce moment. Si vous le voulez, vous pouvez le faire\u00a0: rester ici et raconter aux personnes suivantes.',
			'host.take': 'Je m’en charge',
			'build.go': 'Prolonger cette idée',
			'build.on': 'prolonge {id}',
			'build.grown': 'prolongé dans {id}',
			'build.grown_at': 'À la table {n}, on a prolongé votre idée',
			'build.placeholder': 'Votre idée à ce sujet…',
			'build.stop': 'Ne plus s’appuyer sur cette idée',
			'quiet.now': 'D’abord réfléchir, puis écrire\u00a0: encore {time}',
			'read.help':
				'Un appareil par table suffit. Si quelqu’un écrit pour tout le monde, lisez ici en grands caractères.',
			'read.go': 'Nous écrivons sur un autre appareil',
			'read.write': 'Écrire aussi',
			'host.help': 'Comment accompagner la table',
			'host.help.1': 'Saluez tout le monde. Veillez à ce que chaque voix soit entendue.',
			'host.help.2': 'Quelqu’un ne veut pas taper\u00a0? Écrivez pour cette personne.',
			'host.help.3':
				'Résumez peu avant la fin\u00a0: jusqu’à 3 points pour les personnes suivantes.',
			'host.help.4':
				'Au changement, vous restez et vous racontez aux nouvelles personnes de quoi on a parlé.',
			'compose.label': 'Votre idée',
			'compose.placeholder': 'Votre idée…',
			'compose.send': 'Envoyer',
			'compose.left': {
				one: 'encore {n} caractère',
				many: 'encore {n} de caractères',
				other: 'encore {n} caractères'
			},
			'compose.over': {
				one: '{n} caractère de trop',
				many: '{n} de caractères de trop',
				other: '{n} caractères de trop'
			},
			'idea.saved': 'enregistré',
			'idea.sending': 'envoi en cours',
			'idea.waiting': 'attend le réseau',
			'idea.leaving': 'retrait en cours',
			'idea.late': 'enregistré, arrivé plus tard',
			'idea.hidden':
				'Masqué par l’équipe d’animation\u00a0: {reason}. Vous pouvez poser vos questions.',
			'hidden.insult': 'insulte',
			'hidden.hate': 'haine contre des personnes',
			'hidden.threat': 'menace',
			'hidden.personal_data': 'informations personnelles',
			'hidden.spam': 'publicité ou texte sans sens',
			'hidden.off_topic': 'hors sujet',
			'hidden.other': 'autre raison',
			'idea.agree': 'Je le pense aussi',
			'idea.agrees': {
				one: '{n} personne le pense aussi',
				many: '{n} de personnes le pensent aussi',
				other: '{n} personnes le pensent aussi'
			},
			'idea.edit': 'Modifier',
			'idea.edit_field': 'Votre texte',
			'idea.language_no': 'Non\u00a0: {language}',
			'idea.save': 'Enregistrer',
			'idea.withdraw': 'Retirer',
			'idea.withdraw_ask': 'Le texte disparaîtra partout. On ne pourra pas revenir en arrière.',
			'idea.withdraw_yes': 'Oui, retirer',
			'idea.retry': 'Modifier et renvoyer',
			'idea.discard': 'Supprimer',
			'beside.title': 'Le tour {n} est encore ouvert',
			'beside.write': 'Ajouter quelque chose au tour {n}',
			'leftover.title': 'Ce texte n’est pas encore envoyé',
			'leftover.send': 'Envoyer pour le tour {n}',
			'leftover.take': 'Utiliser dans le tour {n}',
			'leftover.over': 'Le tour {n} est terminé.',
			'go.please': 'Rendez-vous à la',
			'go.here': 'J’y suis',
			'go.carry': 'Emporter une idée',
			'change.arrived': 'Bienvenue à cette table.',
			'change.listen':
				'Écoutez\u00a0: la personne qui accueille raconte ce qui a été important ici jusqu’à présent.',
			'change.stay': 'Vous restez ici.',
			'change.stay_help':
				'Accueillez les nouvelles personnes. Racontez ce qui a été important au dernier tour. Notez jusqu’à 3 points.',
			'carry.title': 'Emporter une idée',
			'carry.help': 'La nouvelle table {n} pourra alors lire votre idée.',
			'carry.take': 'Emporter',
			'carry.done': 'emporté',
			'carry.none': 'Vous n’avez encore rien écrit à une autre table.',
			'summary.open': 'Écrire un résumé',
			'summary.title': 'Résumé',
			'summary.help': 'Que doivent savoir les personnes suivantes\u00a0? Écrivez jusqu’à 3 points.',
			'summary.point': 'Point {n}',
			'summary.placeholder': 'L’important était…',
			'summary.save': 'Enregistrer',
			'state.changed': 'pas encore enregistré',
			'break.until': 'Nous reprenons à {time}.',
			'break.open': 'Nous vous dirons quand nous reprenons.',
			'break.rest':
				'Prenez quelque chose à boire et continuez à discuter. Ensuite, votre téléphone montre la suite.',
			'essence.title': 'Jusqu’à 3 phrases pour la ville',
			'essence.write':
				'Décidez ensemble à table ce que la ville doit savoir. Vous écrivez pour la table.',
			'essence.read':
				'Décidez ensemble à table ce que la ville doit savoir. La personne qui accueille écrit. Vous pouvez lire ici.',
			'essence.number': 'Phrase {n}',
			'essence.stem1': 'Nous voulons une ville où…',
			'essence.stem2': 'Il est important pour nous que…, parce que…',
			'essence.stem3': 'La ville doit…',
			'essence.send': 'Envoyer',
			'essence.take_back': 'Reprendre',
			'essence.none': 'Il n’y a pas encore de phrase ici.',
			'harvest.title': 'Ce que nous avons réuni',
			'harvest.help':
				'L’équipe d’animation classe vos contributions par thèmes. Vous pouvez regarder.',
			'harvest.count': {
				one: '{n} contribution',
				many: '{n} de contributions',
				other: '{n} contributions'
			},
			'harvest.none': 'Les premiers thèmes arrivent bientôt.',
			'harvest.sentences': 'Phrases des tables',
			'vote.title': 'Qu’est-ce qui compte pour vous\u00a0?',
			'vote.rules': {
				one: 'Vous avez {n} point. Vous pouvez le changer jusqu’à la fin du vote.',
				many: 'Vous avez {n} de points. Vous pouvez en donner plusieurs à un thème. Vous pouvez les changer jusqu’à la fin du vote.',
				other:
					'Vous avez {n} points. Vous pouvez en donner plusieurs à un thème. Vous pouvez les changer jusqu’à la fin du vote.'
			},
			'vote.none': 'Il n’y a pas encore de thèmes pour le vote.',
			'vote.closed': 'Le vote est fermé. Le résultat arrive bientôt.',
			'vote.more': 'Un point de plus',
			'vote.less': 'Un point de moins',
			'vote.dots': { one: '{n} point', many: '{n} de points', other: '{n} points' },
			'vote.left': {
				one: 'Il reste {n} point',
				many: 'Il reste {n} de points',
				other: 'Il reste {n} points'
			},
			'vote.result': {
				one: '{n} appareil a donné des points.',
				many: '{n} d’appareils ont donné des points.',
				other: '{n} appareils ont donné des points.'
			},
			'vote.own': 'dont {n} de vous',
			'vote.rules_limited':
				'Vos points\u00a0: {n}. Au plus {most} par proposition. Vous pouvez les changer jusqu’à la fin du vote.',
			'vote.own_not': 'Les points vont aux paroles des autres, pas aux vôtres.',
			'vote.yours': 'de vous ou de votre table',
			'vote.paper': 'Dont sur papier\u00a0: {n}',
			'essence.agree': 'D’accord',
			'essence.change': 'À modifier',
			'essence.agreed': 'D’accord\u00a0: {n}',
			'essence.wishes': 'Veulent modifier\u00a0: {n}',
			'essence.ask': 'Est-ce aussi votre phrase\u00a0? Parlez-en à la table.',
			'reports.now': 'Votre table a la parole. Vous avez une minute.',
			'reports.next': 'C’est bientôt à votre table.',
			'vote.mood': 'C’est une tendance dans la salle, pas une décision.',
			'close.title': 'Merci de votre présence.',
			'close.next':
				'Avec vos contributions, la ville prépare un projet de lignes directrices. Ensuite, les instances élues en discutent.',
			'close.numbers':
				'Notez les numéros. Ils vous permettent de retrouver vos phrases dans le projet.',
			'close.until':
				'Vous pouvez encore modifier ou retirer vos textes jusqu’à la fermeture de la rencontre. Les numéros vous permettent de retrouver vos phrases dans le projet.',
			'mine.title': 'Mes contributions',
			'mine.help':
				'Vous pouvez modifier ou retirer vos textes jusqu’à la fermeture de la rencontre.',
			'mine.none': 'Vous n’avez encore rien écrit.',
			'about.title': 'Protection des données et rencontre',
			'about.event': 'Rencontre',
			'about.host': 'Invitation de\u00a0: {city}',
			'about.code': 'Code\u00a0:',
			'call.title': 'Tous les regards vers l’avant',
			'call.help': 'Écoutez un instant, s’il vous plaît. Ce que vous avez écrit reste là.',
			'call.seen': 'Vu',
			'signal.title': 'Notre table',
			'signal.done': 'Nous avons fini',
			'signal.more_time': 'Il nous faut plus de temps',
			'signal.help': 'Venez nous voir, s’il vous plaît',
			'signal.said_done': 'C’est dit\u00a0: nous avons fini.',
			'signal.said_more_time': 'C’est dit\u00a0: il nous faut plus de temps.',
			'signal.said_help': 'L’aide est appelée. Quelqu’un vient à votre table.',
			'signal.undo': 'Annuler',
			'companion.title': 'Rester ensemble',
			'companion.help':
				'Cette personne scanne le code avec son téléphone. Vous partagez alors une place et vous changez toujours de table ensemble.',
			'companion.code': 'Code pour la personne qui vous accompagne',
			'companion.link': 'Ou ouvrir cette adresse\u00a0:',
			'companion.invite': 'Inviter quelqu’un',
			'companion.number': 'Ou dire ce nombre\u00a0:',
			'companion.devices': 'Téléphones à cette place\u00a0: {n}',
			'companion.ask':
				'Voulez-vous rester avec la personne à la place {seat}\u00a0? Vous partagez alors cette place, et la vôtre se libère.',
			'companion.go': 'Rester ensemble',
			'companion.other': 'Je reste avec quelqu’un',
			'companion.field':
				'Le nombre affiché sur l’autre téléphone, sous «\u00a0Rester ensemble\u00a0».',
			'companion.free': 'Votre place actuelle se libère alors.',
			'companion.unknown': 'Nous ne trouvons pas cette personne. Veuillez vérifier le nombre.',
			'companion.shared': 'Vous partagez cette place et changez toujours de table ensemble.',
			'companion.join': 'Vous restez avec la personne qui vous invite. Vous partagez une place.',
			'choose.title': 'Où voulez-vous aller\u00a0?',
			'choose.help': 'Choisissez une table où il y a une place libre.',
			'choose.free': {
				one: '{n} place libre',
				many: '{n} de places libres',
				other: '{n} places libres'
			},
			'choose.full': 'complète',
			'choose.stay': 'Rester ici',
			'go.stay': 'Je reste pour accueillir à la table {n}',
			'help.title': 'Aide',
			'help.guest':
				'Choisissez votre langue. Puis touchez « Participer ». Nous vous aidons volontiers.',
			'help.door': 'Pas de code en vue ? Demandez à quelqu’un de l’équipe.',
			'help.person': 'Appeler quelqu’un de l’équipe',
			'help.asked':
				'L’équipe est prévenue. Quelqu’un arrive. Restez où vous êtes, s’il vous plaît.',
			'help.now': 'Ce que vous pouvez faire maintenant',
			'help.doors':
				'Allez à votre table. Son numéro est indiqué ici et sur la table. Nous commençons bientôt.',
			'help.welcome':
				'Écoutez et faites connaissance à votre table. Il n’y a encore rien à écrire.',
			'help.round':
				'Parlez de la question à votre table. Écrivez votre idée dans le champ en bas et touchez la flèche.',
			'help.change':
				'Allez à la table que montre votre téléphone. Une fois là, touchez « J’y suis ».',
			'help.break':
				'C’est la pause. Votre téléphone montre quand nous reprenons. Vous n’avez rien à faire.',
			'help.essence':
				'Mettez-vous d’accord à votre table sur 3 phrases au plus. Une personne écrit. Les autres disent si elles sont d’accord.',
			'help.harvest':
				'Regardez l’écran. L’équipe d’animation classe les contributions. Il n’y a rien à faire sur le téléphone.',
			'help.vote': 'Donnez vos points avec plus et moins. Ils s’enregistrent tout seuls.',
			'help.close':
				'Notez les numéros de vos contributions. Ensuite, vous pouvez ranger votre téléphone.',
			'help.calm': 'Ici, vous ne pouvez rien casser.',
			'look.larger': 'Texte plus grand',
			'look.normal': 'Texte normal',
			'look.clear': 'Plus de contraste',
			'listen.go': 'Lire à voix haute',
			'listen.stop': 'Arrêter la lecture',
			'thread.title': 'Le chemin de cette idée',
			'thread.begin': 'Table {n}, tour {round} : écrite',
			'thread.carried': 'Table {n}, tour {round} : apportée',
			'thread.grown': 'Table {n}, tour {round} : prolongée',
			'close.result': 'Résultat du vote',
			'close.sentences': 'Phrases de votre table',
			'idea.keep': 'Finalement la garder',
			'offline.yes':
				'Cette page s’ouvre aussi sans réseau : avec votre place, la question et vos contributions.',
			'offline.no':
				'Sans réseau, cette page ne peut pas se rouvrir. Le mieux est de la laisser ouverte.',
			'offline.install': 'Ajouter à l’écran d’accueil',
			'offline.none':
				'Il n’y a pas de réseau en ce moment et rien n’est enregistré ici sur cet appareil. Réessayez dans un instant.',
			'leave.title': 'Je m’en vais',
			'leave.ask':
				'Votre place se libère. Vos textes restent. Ensuite, vous ne pourrez plus les modifier sur cet appareil.',
			'leave.yes': 'Oui, je m’en vais'
		},
		common: {
			'refusal.malformed': 'Le serveur n’a pas compris. Rechargez la page, s’il vous plaît.',
			'refusal.not_allowed': 'Vous ne pouvez pas faire cela ici.',
			'refusal.not_found': 'Cela n’existe plus.',
			'refusal.workshop_closed':
				'La rencontre est terminée. On ne peut plus rien enregistrer de nouveau.',
			'refusal.doors_closed': 'La rencontre n’est pas encore ouverte.',
			'refusal.hall_full':
				'Il n’y a pas de place libre pour le moment. Adressez-vous à l’équipe d’animation.',
			'refusal.seat_taken': 'Cette place est déjà prise.',
			'refusal.table_full': 'Il n’y a plus de place libre à cette table.',
			'refusal.blocked': 'Vous pouvez lire, mais pas écrire pour le moment.',
			'refusal.frozen':
				'L’équipe d’animation a mis l’écriture en pause un moment. Votre texte est gardé.',
			'refusal.wrong_step': 'Ce n’est pas possible à cette étape.',
			'refusal.step_over': 'Cette étape est terminée depuis trop longtemps.',
			'refusal.wrong_table': 'Cela appartient à une autre table.',
			'refusal.text_empty': 'Écrivez quelque chose, s’il vous plaît.',
			'refusal.text_too_long':
				'Le texte est trop long. Nombre maximum de caractères\u00a0: {limit}.',
			'refusal.text_unreadable': 'Le texte contient des caractères impossibles à enregistrer.',
			'refusal.too_many': 'C’est trop. Maximum\u00a0: {limit}.',
			'refusal.budget_exceeded': 'Nombre maximum de vos points\u00a0: {limit}.',
			'refusal.ballot_closed': 'Le vote est fermé.',
			'refusal.already_moved_on': 'Quelqu’un d’autre est déjà passé à la suite.',
			'refusal.number_taken': 'Ce numéro existe déjà.',
			'refusal.not_in_draft': 'C’est possible seulement avant l’ouverture des portes.',
			'refusal.in_use': 'C’est en cours d’utilisation.',
			'refusal.code_taken': 'Ce code existe déjà.',
			'refusal.too_fast': 'C’était très rapide. Attendez un moment, s’il vous plaît.',
			'refusal.storage_unavailable':
				'Le serveur ne peut pas enregistrer en ce moment. Votre texte reste sur cet appareil.',
			'refusal.too_old': 'Il y a une nouvelle version. La page va se recharger.',
			'connection.phone_offline': 'Cet appareil n’a pas de réseau.',
			'connection.server_away': 'Le serveur ne répond pas en ce moment. Vous n’y êtes pour rien.',
			'connection.captive':
				'Ce Wi-Fi demande d’abord une connexion. Veuillez ouvrir les réglages Wi-Fi ou changer de réseau.',
			'connection.kept': 'Vos textes restent ici et seront envoyés plus tard.',
			'connection.volatile':
				'Cet appareil ne peut pas garder les textes. Laissez la page ouverte jusqu’à ce que tout soit envoyé.',
			'error.code': 'Nous ne connaissons pas ce code.',
			'error.code_help':
				'Regardez encore une fois le grand écran. Peut-être qu’un caractère est différent.',
			'error.missing': 'Cette page n’existe pas.',
			'error.forbidden': 'Pour cela, il vous faut un lien de l’équipe.',
			'error.busy': 'Il y a eu beaucoup d’essais. Attendez une minute, s’il vous plaît.',
			'error.failed': 'Cela n’a pas marché. Essayez encore une fois.',
			'error.id': 'Numéro de l’erreur\u00a0: {id}',
			'error.again': 'Entrer le code encore une fois',
			'error.home': 'Vers la page d’accueil',
			'access.link': 'Accessibilité'
		},
		/** The statement on accessibility. */
		access: {
			title: 'Déclaration d’accessibilité',
			back: 'Retour',
			for: '{name} souhaite que tout le monde puisse participer. Cette déclaration porte sur l’application «\u00a0Auftakt\u00a0» à l’adresse {address}.',
			for_all:
				'Tout le monde doit pouvoir participer. Cette déclaration porte sur l’application «\u00a0Auftakt\u00a0» à l’adresse {address}.',
			state: 'Auftakt est-il accessible\u00a0?',
			'state.partly':
				'Auftakt respecte les exigences en partie. Ce sont les règles WCAG 2.2, niveaux A et AA, et la norme EN 301 549.',
			'state.law':
				'Base légale\u00a0: la directive (UE) 2016/2102, la loi du Land sur l’égalité des personnes handicapées et le règlement allemand BITV 2.0.',
			gaps: 'Ce qui n’est pas encore accessible',
			'gap.people':
				'Des personnes handicapées n’ont pas encore testé Auftakt, ni avec leurs propres lecteurs d’écran.',
			'gap.words':
				'Les textes des participants sont affichés tels qu’ils ont été écrits. Ils ne sont ni traduits ni simplifiés.',
			'gap.screen':
				'L’image sur le grand écran ne peut pas être agrandie. La question, votre chemin et le résultat sont aussi sur votre appareil.',
			'gap.papers':
				'Les panneaux et les cartes imprimés ne peuvent être que lus. Dans la salle, l’équipe vous les lit volontiers.',
			made: 'Comment cette déclaration a été faite',
			'made.on': 'État au {date}.',
			'made.how':
				'Elle repose sur une auto-évaluation. Toutes les pages ont été vérifiées automatiquement, mais aussi au clavier, en grands caractères et avec un fort agrandissement.',
			report: 'Signaler un obstacle',
			'report.how':
				'Quelque chose ne fonctionne pas pour vous\u00a0? Dites-le-nous. Dans la salle, l’équipe vous aide.',
			'report.mail': 'E-mail',
			'report.phone': 'Téléphone',
			'report.post': 'Adresse postale',
			'report.subject': 'Obstacle dans Auftakt',
			'report.none': 'La ville n’a pas encore indiqué d’adresse pour les signalements.',
			'report.name':
				'Vous n’avez pas besoin de donner votre nom. Rien de votre message n’est enregistré sur ce serveur.',
			enforce: 'Si cela n’aide pas',
			'enforce.how':
				'Vous ne recevez pas de réponse, ou la réponse ne vous aide pas\u00a0? Vous pouvez alors vous adresser à cet organisme. Il examine et sert d’intermédiaire.',
			'enforce.none': 'La ville vous dira quel organisme est compétent.',
			languages: 'Langues'
		},
		screen: {
			'welcome.title': 'Merci d’être là.',
			'page.title': '{title} · Grand écran',
			'join.title': 'Participez.',
			'join.how': 'Dirigez l’appareil photo vers le code ou ouvrez {address}',
			'join.corner': 'Participer',
			'join.qr': 'Code QR pour participer, adresse\u00a0: {address}',
			people: {
				one: '{count} personne est déjà là',
				many: '{count} de personnes sont déjà là',
				other: '{count} personnes sont déjà là'
			},
			wifi: 'Wi-Fi {name}',
			clock: '{time}',
			'givens.title': 'Ce qui est déjà décidé',
			'privacy.title': 'Ce que deviennent vos mots',
			'privacy.stored':
				'Nous enregistrons vos textes, votre langue et un nombre au hasard, mais aucun nom.',
			'privacy.seen':
				'Votre table et l’équipe les lisent, puis tout le monde peut les lire\u00a0: dans la salle et dans le projet de la ville.',
			'privacy.back':
				'Jusqu’à la fin de la rencontre, vous pouvez retirer chacun de vos textes sur votre téléphone.',
			round: 'Tour {round}',
			'round.of': '{round} sur {total}',
			'time.minutes': {
				one: 'encore {count} minute',
				many: 'encore {count} de minutes',
				other: 'encore {count} minutes'
			},
			'time.over': 'C’est l’heure',
			'time.paused': 'Pause',
			table: 'Table {n}',
			'table.writes': 'La table {n} écrit',
			'table.sent': 'La table {n} a envoyé',
			more: '+{n}',
			page: '{page} sur {pages}',
			writing: 'En train d’écrire',
			'writing.many': {
				one: '{n} table sur {total} écrit',
				many: '{n} de tables sur {total} écrivent',
				other: '{n} tables sur {total} écrivent'
			},
			quiet: 'D’abord réfléchir, puis écrire\u00a0: encore {time}',
			'writing.frozen': 'L’écriture est en pause un moment.',
			'question.per_table': 'Chaque table a sa propre question',
			'call.title': 'Tous les regards vers l’avant',
			'call.help': 'Écoutez un instant, s’il vous plaît.',
			'where.title': 'Votre table au tour {round}',
			'change.label': 'Changement',
			'change.next': '{label} · Le tour {round} commence bientôt',
			'change.title': 'En route vers la prochaine table\u00a0!',
			'change.stays': 'reste et raconte',
			'change.stays_guest': 'reste',
			'change.moves': {
				one: '{count} table',
				many: '{count} de tables',
				other: '{count} tables'
			},
			'change.phone': 'Votre téléphone montre votre table.',
			'change.choose': 'Choisissez une place libre. Votre téléphone montre où il en reste.',
			'change.together': 'Votre groupe reste ensemble. Votre téléphone montre votre table.',
			'change.free': {
				one: '{n} place libre',
				many: '{n} de places libres',
				other: '{n} places libres'
			},
			'change.wrap': 'Après la table {last} vient la table {first}.',
			'change.arrived': 'Déjà à table\u00a0: {count} sur {total}',
			'break.title': 'Pause',
			'break.until': 'Nous reprenons à {time}',
			'break.open': 'Nous dirons quand nous reprenons.',
			'essence.label': 'Phrases clés',
			'essence.title': 'Jusqu’à trois phrases pour la ville',
			'essence.how':
				'Décidez ensemble à table. La personne qui accueille écrit. Par exemple ainsi\u00a0:',
			'essence.stem1': 'Nous voulons une ville où…',
			'essence.stem2': 'Il est important pour nous que…, parce que…',
			'essence.stem3': 'La ville doit…',
			'essence.sent': {
				one: '{count} table sur {total} a envoyé quelque chose',
				many: '{count} de tables sur {total} ont envoyé quelque chose',
				other: '{count} tables sur {total} ont envoyé quelque chose'
			},
			'harvest.label': 'Récolte',
			'harvest.sentences': {
				one: '{n} phrase clé',
				many: '{n} de phrases clés',
				other: '{n} phrases clés'
			},
			'harvest.from': {
				one: 'de {n} table',
				many: 'de {n} de tables',
				other: 'de {n} tables'
			},
			'harvest.question': 'Qu’est-ce qui va ensemble\u00a0?',
			'harvest.loose': {
				one: '{n} phrase est encore sans thème',
				many: '{n} de phrases sont encore sans thème',
				other: '{n} phrases sont encore sans thème'
			},
			'harvest.items': {
				one: '{n} contribution',
				many: '{n} de contributions',
				other: '{n} contributions'
			},
			'harvest.none': 'Les phrases des tables arrivent bientôt ici.',
			'vote.label': 'Qu’est-ce qui compte pour vous\u00a0?',
			'vote.title': {
				one: 'Donnez {n} point',
				many: 'Donnez {n} de points',
				other: 'Donnez {n} points'
			},
			'vote.how': 'Sur votre téléphone.',
			'vote.several': 'Vous pouvez donner plusieurs points à un thème.',
			'vote.turnout': {
				one: '{count} appareil a donné des points',
				many: '{count} d’appareils ont donné des points',
				other: '{count} appareils ont donné des points'
			},
			'vote.closed': 'Le vote est fermé.',
			'vote.soon': 'Le résultat arrive bientôt.',
			'vote.none': 'Il n’y a pas encore de thèmes pour le vote.',
			'result.title': 'Ce qui compte pour vous',
			'vote.limit': 'Au plus {n} par proposition.',
			'vote.not_own': 'Pas à vos propres paroles.',
			'result.paper': 'Points sur papier\u00a0: {n}',
			'result.papers': 'Feuilles\u00a0: {n}',
			'reports.label': 'Les tables racontent',
			'reports.next': 'Ensuite',
			'reports.none': 'Cette table parle librement.',
			'travel.title': 'Comment les idées ont voyagé',
			'travel.none': 'Aucune idée n’a encore voyagé.',
			'travel.carried': 'emportées\u00a0: {n}',
			'travel.built': 'prolongées\u00a0: {n}',
			'travel.way': 'Table {from}, tour {begin}, vers la table {to}, tour {end}\u00a0: {n}',
			'result.mood': 'Une tendance, pas une décision',
			'result.dots': { one: '{n} point', many: '{n} de points', other: '{n} points' },
			'result.tie': 'à égalité',
			'close.title': 'Merci de votre présence.',
			'close.people': { one: 'personne', many: 'de personnes', other: 'personnes' },
			'close.tables': { one: 'table', many: 'de tables', other: 'tables' },
			'close.contributions': {
				one: 'contribution',
				many: 'de contributions',
				other: 'contributions'
			},
			'close.sentences': { one: 'phrase clé', many: 'de phrases clés', other: 'phrases clés' },
			'close.clusters': { one: 'thème', many: 'de thèmes', other: 'thèmes' },
			'close.next.title': 'Et ensuite',
			'close.next':
				'Avec vos contributions, la ville prépare un projet de lignes directrices. Ensuite, les instances élues en discutent.',
			'close.find':
				'Votre téléphone montre les numéros de vos contributions. Ils vous permettent de retrouver vos phrases dans le projet.',
			'close.over': 'La rencontre est terminée. Rien de nouveau ne sera enregistré.',
			'draft.title': 'Les portes ne sont pas encore ouvertes.',
			'draft.help': 'Dès le début, vous verrez ici comment participer.',
			blank: 'L’écran est noir.',
			rehearsal: 'Répétition\u00a0: ce que vous écrivez maintenant sera effacé ensuite.',
			'away.phone_offline': 'Cet ordinateur n’a pas de réseau. L’image n’est peut-être pas à jour.',
			'away.server_away': 'Pas de connexion avec le serveur. L’image n’est peut-être pas à jour.',
			'away.captive': 'Ce Wi-Fi demande d’abord une connexion. L’image n’est peut-être pas à jour.',
			'away.stale': 'Il y a une nouvelle version. La page va se recharger.',
			trouble: 'Cette image ne peut pas être montrée en ce moment.'
		},
		console: {},
		cards: {},
		office: {},
		document: {},
		/** What people read on paper. */
		print: {
			qr: 'Code QR\u00a0: {address}',
			scan: 'Scannez et participez',
			free: 'Sans application, sans inscription, dans votre langue.',
			type: 'Ou tapez dans le navigateur\u00a0:',
			no_phone: 'Pas de téléphone\u00a0? Parlez-nous.',
			when: '{date}, {time}',
			'wifi.title': 'Wi-Fi dans la salle',
			'wifi.qr': 'Code QR pour le Wi-Fi {name}',
			'wifi.1': 'Scannez le code 1. Ou choisissez le Wi-Fi {name} dans les réglages du téléphone.',
			'wifi.2': 'Scannez ensuite le code 2.',
			'wifi.3': 'Choisissez votre langue et participez.',
			'wifi.offline':
				'Votre téléphone indique «\u00a0pas d’internet\u00a0»\u00a0? Restez sur ce réseau\u00a0: ici, dans la salle, tout fonctionne.',
			'seat.keep': 'Gardez cette carte. Elle indique à quelle table vous êtes.',
			'rule.on': {
				one: '{n} table plus loin après chaque tour',
				many: '{n} de tables plus loin après chaque tour',
				other: '{n} tables plus loin après chaque tour'
			},
			'rule.stay': 'reste à la table',
			'rule.circle':
				'On compte selon les numéros des tables. Après la table {last} vient la table {first}.',
			'rule.card': 'Chaque carte de place indique à quelle table on est à chaque tour.',
			'rule.free': 'Après chaque tour, tout le monde cherche une place libre à une autre table.',
			'card.title': 'Mon idée',
			'card.round': 'Tour',
			'card.table': 'Table',
			'card.one': 'Une idée par carte, sans nom s’il vous plaît.',
			'card.give': 'Remettez la carte à votre table à la fin du tour.',
			'net.title': 'Si le réseau tombe',
			'net.lead': 'Nous continuons. Tout ce qu’il faut pour cela est sur cette page.',
			'net.move': 'Comment nous changeons de table',
			'net.rounds': 'Le déroulement',
			'net.table_question': 'La question est sur le chevalet de la table.',
			'net.host': 'Si vous accueillez à une table',
			'net.host.1': 'Accueillez les personnes et lisez la question à voix haute.',
			'net.host.2': 'Surveillez le temps et ramassez les cartes à la fin du tour.',
			'net.host.3': 'Racontez en trois phrases aux personnes suivantes ce qui a été important.',
			'net.paper': 'Ce que devient le papier',
			'net.paper.1': 'Une idée par carte. Notez le tour et la table.',
			'net.paper.2':
				'Les cartes restent à la table jusqu’à ce que l’équipe les ramasse. Elles sont ensuite saisies. Chaque carte compte autant qu’une idée venue d’un téléphone et garde son numéro.',
			'net.phone':
				'Laissez la page ouverte sur le téléphone. Ce que vous avez écrit est envoyé dès que le réseau revient.',
			'plan.title': 'Qui est assis où et quand',
			'plan.seat': 'Place'
		},
		/** The office's page for printing. */
		kit: {}
	}
};
