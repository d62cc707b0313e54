/**
 * Owns the mistakes that the simulator has to notice: each is a change of the sources that a person could
 * have made. The list has to follow the sources; one that no longer fits them is an error.
 */
interface Mistake {
	title: string;
	edits: [file: string, find: string, replace: string][];
}

const PUBLISHER = 'src/lib/server/live/publisher.ts';
const VIEWS = 'src/lib/server/room/views.ts';
const CHANGE_LOG = 'src/lib/server/room/change-log.ts';
const ROOM = 'src/lib/server/room/room.ts';
const MIRROR = 'src/lib/client/mirror.ts';
const OUTBOX = 'src/lib/client/outbox.ts';
const VIEW = 'src/lib/domain/view.ts';
const CONTRIBUTIONS = 'src/lib/domain/contributions.ts';
const SEATING = 'src/lib/domain/seating.ts';
const CHOOSING = 'src/lib/domain/choosing.ts';
const COMPANY = 'src/lib/domain/company.ts';
const SEAT_PLAN = 'src/lib/domain/seat-plan.ts';
const TABLES = 'src/lib/domain/tables.ts';
const CLUSTERS = 'src/lib/domain/clusters.ts';
const BALLOTS = 'src/lib/domain/ballots.ts';
const SUMMARIES = 'src/lib/domain/summaries.ts';
const LINKS = 'src/lib/domain/links.ts';
const MODERATION = 'src/lib/domain/moderation.ts';

export const MISTAKES: readonly Mistake[] = [
	{
		title: 'a page ignores gaps',
		edits: [[MIRROR, "if (batch.prev > shelf.rev) return 'gap';", '']]
	},
	{
		title: 'a reset of a table does not count as a batch',
		edits: [
			[
				PUBLISHER,
				'			this.#published.set(audience, batch.rev);\n		}\n		if (this.#arriving.size)',
				'		}\n		if (this.#arriving.size)'
			]
		]
	},
	{
		title: 'answered before the commit',
		edits: [
			[
				ROOM,
				'		return written;\n	}\n\n	/** Changes come back',
				'		for (const { command, resolve } of batch) resolve(into.outcomes.get(command.id) ?? MALFORMED);\n		return written;\n	}\n\n	/** Changes come back'
			]
		]
	},
	{
		title: 'published before the commit',
		edits: [
			[
				ROOM,
				'		return written;\n	}\n\n	/** Changes come back',
				'		if (into.committed.length) this.#tell(into.committed);\n		return written;\n	}\n\n	/** Changes come back'
			],
			[PUBLISHER, '		this.#schedule();\n	}', '		this.flush();\n	}']
		]
	},
	{
		title: 'earlier verdicts are forgotten',
		edits: [
			[ROOM, 'for (const [id, outcome] of known) into.outcomes.set(id, outcome);', 'void known;']
		]
	},
	{
		title: 'verdicts are not stored',
		edits: [
			[ROOM, 'if (outcome !== MALFORMED) written.outcomes.push({ id: command.id, outcome });', '']
		]
	},
	{
		title: 'a failed transaction stays in memory',
		edits: [[ROOM, '			this.#rollBack(undo);', '']]
	},
	{
		title: 'rows of another program are not taken in',
		edits: [[ROOM, 'for (const change of newer) apply(change);', 'void newer;']]
	},
	{
		title: 'rows of another program are told to nobody',
		edits: [
			[
				ROOM,
				'for (const change of newer) apply(change);',
				'for (const change of newer) this.#state.apply(change);'
			]
		]
	},
	{
		title: '`gone` is not sent',
		edits: [[VIEWS, 'if (seen === null) return;', "if (seen === null || seen === 'gone') return;"]]
	},
	{
		title: 'who changes tables keeps hearing the old one',
		edits: [
			[
				PUBLISHER,
				'for (const { connection, from } of moves) if (from) this.#leave(connection, from);',
				''
			]
		]
	},
	{
		title: 'who changes tables leaves after the news, not before',
		edits: [
			[
				PUBLISHER,
				'for (const { connection, from } of moves) if (from) this.#leave(connection, from);',
				''
			],
			[
				PUBLISHER,
				'for (const { connection, to } of moves) {',
				'for (const { connection, from, to } of moves) {\n			if (from) this.#leave(connection, from);'
			]
		]
	},
	{
		title: 'a change of round moves nobody',
		edits: [[PUBLISHER, 'if (round !== this.#round) this.#everybodyMoves = true;', '']]
	},
	{
		title: 'a difference lacks its last row',
		edits: [[CHANGE_LOG, 'at < this.#revs.length; at++', 'at < this.#revs.length - 1; at++']]
	},
	{
		title: 'a kept snapshot outlives its rows',
		edits: [[VIEWS, 'this.#snapshots.delete(audience);', '']]
	},
	{
		title: 'a kept difference outlives its rows',
		edits: [[VIEWS, 'this.#differences.delete(audience);', '']]
	},
	{
		title: 'revisions of another life of the data are believed',
		edits: [[VIEWS, 'if (epoch === present) return', 'if (epoch !== undefined) return']]
	},
	{
		title: 'a page keeps audiences it no longer belongs to',
		edits: [[MIRROR, 'if (!listed.has(audience)) this.#forget(audience, touched);', '']]
	},
	{
		title: 'a page lists in order of arrival',
		edits: [[MIRROR, 'if (order) merged', 'if (order && false) merged']]
	},
	{
		title: 'the outbox forgets on sending, not on the answer',
		edits: [
			[
				OUTBOX,
				'const outcome = await this.#tryOnce(',
				'void this.#storage.remove(next.command.id);\n				const outcome = await this.#tryOnce('
			]
		]
	},
	{
		title: 'the outbox takes a full disk for a verdict',
		edits: [[OUTBOX, ', storage_unavailable: 2000', '']]
	},
	{
		title: 'the outbox does not try again without an answer',
		edits: [
			[
				OUTBOX,
				'else if (this.#deliver === deliver) return this.#later(RETRY_MS);',
				'else if (this.#deliver === deliver) return;'
			]
		]
	},
	{
		title: 'nobody takes over what a closed page left',
		edits: [
			[
				OUTBOX,
				'const claimed = await this.#storage.claim();',
				'const claimed = (await this.#storage.claim()).slice(0, 0);'
			]
		]
	},
	{
		title: 'hidden texts stay on their table',
		edits: [[VIEW, "return isLost || row.state === 'hidden' ? 'gone'", "return isLost ? 'gone'"]]
	},
	{
		title: 'staff sees a result before it is revealed',
		edits: [[VIEW, 'isRevealed ? row.result : null', 'row.result']]
	},
	{
		title: 'a carried thought names who carried it',
		edits: [[VIEW, 'return { ...rest, quote:', 'return { ...row, quote:']]
	},
	{
		title: 'agreeing twice counts twice',
		edits: [[CONTRIBUTIONS, 'if (agrees === payload.agree) return null;', '']]
	},
	{
		title: 'the number of a withdrawn text is given again',
		edits: [
			[
				CONTRIBUTIONS,
				'const serial = (state.serials.get(`${step.round}.${table.id}`) ?? 0) + 1;',
				"const serial = 1 + [...(state.contributionsByTable.get(table.id) ?? [])].filter((id) => { const it = state.get('contribution', id); return it?.round === step.round && it.state !== 'withdrawn'; }).length;"
			]
		]
	},
	{
		title: 'companions are left behind when one takes a seat',
		edits: [
			[
				COMPANY,
				"const holder = own?.participantId ?? (actor.role === 'participant' ? actor.id : null);",
				"const holder = actor.role === 'participant' ? actor.id : null;"
			]
		]
	},
	{
		title: 'companions lose the seat when its holder leaves',
		edits: [
			[COMPANY, 'if (next === undefined) return free(kase, seat);', 'return free(kase, seat);']
		]
	},
	{
		title: 'who comes to sit with somebody leaves the own companions behind',
		edits: [[COMPANY, 'own ? [...devicesOn(state, own)] : [me]', '[me]']]
	},
	{
		title: 'who comes to sit with somebody keeps the own seat',
		edits: [[COMPANY, '\t\tfree({ state, changes }, own);\n', '']]
	},
	{
		title: 'who changes company is not told that the seat is no longer theirs',
		edits: [['src/lib/domain/view.ts', "...(state.companionsOf.get(former ?? '') ?? [])", '...[]']]
	},
	{
		title: 'who comes is made host unasked',
		edits: [[SEATING, 'const isHost = seat.index === 0 ? 1 : 0;', 'const isHost = 0;']]
	},
	{
		title: 'who comes sits at the first table, however full',
		edits: [[SEATING, '(isHost * 1e5 + (people.get(at.id) ?? 0)) * 1e3', 'isHost * 1e8']]
	},
	{
		title: 'where people choose, a chair is taken from who sits there',
		edits: [
			[
				CHOOSING,
				'(seat) => seat?.participantId === null && (seat.index > 0 || seat === wanted)',
				'(seat) => seat !== undefined && (seat.index > 0 || seat === wanted)'
			]
		]
	},
	{
		title: 'a relieved host stands',
		edits: [
			[
				SEATING,
				"changes.edit('seat', own.id, { participantId: wanted.participantId, takenAt: now });",
				"changes.edit('seat', own.id, { participantId: null, takenAt: now });"
			]
		]
	},
	{
		title: 'any stranger may relieve a host',
		edits: [
			[
				SEATING,
				"if (tableOf(state, own, roundBefore(state))?.id !== wanted.tableId) return refuse('wrong_table');",
				''
			]
		]
	},
	{
		title: 'a table is closed without chairs for its people',
		edits: [
			[TABLES, "if (sitting.length > room) return refuse('table_full', { limit: room });", '']
		]
	},
	{
		title: 'the people of a closed table are scattered',
		edits: [[SEAT_PLAN, '[{ table, into }]', '[{ table }]']]
	},
	{
		title: 'a closed table is closed for one round',
		edits: [
			[
				'src/lib/domain/rotation/replan.ts',
				'if (!into.has(table)) continue;',
				'if (!into.has(table) || round > fromRound) continue;'
			]
		]
	},
	{
		title: 'a new table lays the plan anew while people travel',
		edits: [
			[
				TABLES,
				"\tif (travels) openInPlan(kase, { id: tableId, seats, hall: '', topic: {} });\n\telse layPlan(kase);",
				'\tlayPlan(kase);'
			]
		]
	},
	{
		title: 'people are sent to another hall',
		edits: [
			[
				SEAT_PLAN,
				'\t\t// Nobody is sent through the building between two rounds.\n\t\tkeepWithinHall: true',
				'\t\tkeepWithinHall: false'
			]
		]
	},
	{
		title: 'groups stay where they were',
		edits: [
			[
				'src/lib/domain/rotation/carousel.ts',
				'[(place + round) % tables.length] ?? home;',
				'[(place + (round >> 1)) % tables.length] ?? home;'
			]
		]
	},
	{
		title: 'who travels moves twice as fast',
		edits: [
			[
				'src/lib/domain/rotation.ts',
				'return (home + (round - 1) * index) % tables;',
				'return (home + 2 * (round - 1) * index) % tables;'
			]
		]
	},
	{
		title: 'a cluster that is taken apart takes along what lay there before',
		edits: [
			[
				CLUSTERS,
				"\t\tif (!both) changes.remove('membership', membershipId(intoId, id));",
				"\t\tchanges.remove('membership', membershipId(intoId, id));"
			]
		]
	},
	{
		title: 'what was taken back comes back with its cluster',
		edits: [[CLUSTERS, 'items.filter((item) => !isTakenBack(state, item))', 'items']]
	},
	{
		title: 'a cluster that was removed comes back empty',
		edits: [
			[CLUSTERS, 'bringBack(kase, removed, removed.mergedItems)', 'bringBack(kase, removed, [])']
		]
	},
	{
		title: 'a topic stays in the field it had before',
		edits: [
			[
				'src/lib/domain/fields.ts',
				'const others = field[list].filter((id) => !moved.has(id));',
				'const others = field[list];'
			]
		]
	},
	{
		title: 'what is asked about is merged away',
		edits: [
			[
				CLUSTERS,
				"if (isAsked(state, clusterId) || childrenOf(state, clusterId).length > 0) return refuse('in_use');",
				"if (childrenOf(state, clusterId).length > 0) return refuse('in_use');"
			]
		]
	},
	{
		title: 'splitting copies',
		edits: [
			[
				CLUSTERS,
				"for (const { id } of here) changes.remove('membership', membershipId(clusterId, id));",
				''
			]
		]
	},
	{
		title: 'clusters lie in clusters in clusters',
		edits: [
			[
				CLUSTERS,
				'if (parentId === clusterId || parent.parentId !== null)',
				'if (parentId === clusterId)'
			]
		]
	},
	{
		title: 'the outer cluster is not told what its inner ones hold',
		edits: [['src/lib/domain/items.ts', "if (parentId) changes.touch('cluster', parentId);", '']]
	},
	{
		title: 'own words get dots',
		edits: [[BALLOTS, 'if (!ballot.ownAllowed && ', 'if (false && ']]
	},
	{
		title: 'all dots on one option',
		edits: [
			[
				BALLOTS,
				"if (number > perOption) return refuse('budget_exceeded', { field: 'dots', limit: perOption });",
				''
			]
		]
	},
	{
		title: 'paper dots are not counted',
		edits: [
			[
				BALLOTS,
				'ballot.optionIds.map((id) => [id, ballot.paper[id] ?? 0])',
				'ballot.optionIds.map((id) => [id, 0])'
			]
		]
	},
	{
		title: 'the vote has no ballot when the step before had one',
		edits: [
			[
				BALLOTS,
				"kase.changes.get('ballot', id)?.state === 'open'",
				"state.get('ballot', id)?.state === 'open'"
			]
		]
	},
	{
		title: 'phones see paper dots before the end',
		edits: [
			[
				VIEW,
				"const paper = isRevealed || of === 'staff' ? row.paper : {};",
				'const { paper } = row;'
			]
		]
	},
	{
		title: "a guest writes over the host's words once the table is closed",
		edits: [
			[SUMMARIES, 'hostOf(state, table.id, round) === null', 'hostOf(state, table.id) === null']
		]
	},
	{
		title: 'answers outlive the sentence they were given to',
		edits: [[SUMMARIES, '\t\tagrees: 0,', '\t\tagrees: before?.agrees ?? 0,']]
	},
	{
		title: 'a thought is carried to a table twice',
		edits: [
			[LINKS, 'if (isCarriedTo(state, id, table.id)) return null;', 'if (false) return null;']
		]
	},
	{
		title: 'one builds on what lies at another table',
		edits: [
			[
				LINKS,
				"if (source.state !== 'table' || !isHere) return;",
				"if (source.state !== 'table') return;"
			]
		]
	},
	{
		title: 'links point at what was taken back',
		edits: [[CONTRIBUTIONS, '\tdropLinks(kase, row.id);', '']]
	},
	{
		title: 'a link is shown although its text is hidden',
		edits: [
			[
				VIEW,
				"if (row.toId !== null && state.get('contribution', row.toId)?.state !== 'table') return 'gone';",
				''
			]
		]
	},
	{
		title: 'what is restored stands before the hall again',
		edits: [
			[MODERATION, "screen: row.screen === 'released' ? 'kept' : row.screen", 'screen: row.screen']
		]
	},
	{
		title: 'a blocked device writes',
		edits: [
			[
				'src/lib/domain/decide.ts',
				"if (rule.writes && participant.blocked) return { code: 'blocked' };",
				''
			]
		]
	},
	{
		title: 'a call for help is talked over',
		edits: [
			['src/lib/domain/signals.ts', "if (before?.state === 'help') return refuse('in_use');", '']
		]
	},
	{
		title: 'a late answer counts for the present call',
		edits: [
			[
				'src/lib/domain/workshop.ts',
				'if (theWorkshop(kase).calledAt !== calledAt) return null;',
				''
			]
		]
	},
	{
		title: 'a round is skipped without its change',
		edits: [
			[
				'src/lib/domain/run-of-show.ts',
				'for (const one of change ? [change, step] : [step])',
				'for (const one of [step])'
			]
		]
	},
	{
		title: 'a round runs and is kept open beside itself',
		edits: [
			[
				'src/lib/domain/steps.ts',
				'if (previous && previous.id === workshop.besideStepId)',
				'if (previous && false)'
			]
		]
	},
	{
		title: "a rehearsal's words are kept",
		edits: [['src/lib/domain/workshop.ts', "\tcontribution: { text: '' },", '\tcontribution: {},']]
	},
	{
		title: 'the chairs of a closed table count at the other one',
		edits: [[TABLES, ' && isChair(state, seat)', '']]
	},
	{
		title: 'what was taken off the wall in a rehearsal keeps its words',
		edits: [
			['src/lib/domain/workshop.ts', "(kind === 'cluster' || kind === 'guideline')", '(false)']
		]
	},
	{
		title: 'where people choose, going back sends them back',
		edits: [['src/lib/domain/steps.ts', '	stayOnGoingBack(kase, round);', '']]
	},
	{
		title: 'going back opens a closed table again',
		edits: [
			['src/lib/domain/steps.ts', '	if (round < seatingRound(state)) keepClosed(kase, round);', '']
		]
	},
	{
		title: 'chairs that are added to a closed table take latecomers',
		edits: [[SEAT_PLAN, 'at + 1 < round || table.mergedInto', 'at + 1 < round']]
	}
];
