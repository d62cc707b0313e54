/**
 * The phone's page and its plain forms. Everything a tap can do is also a form here, so that nobody needs
 * JavaScript to take part: a form becomes the same command and goes to the same room.
 */
import { createHash } from 'node:crypto';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { v7 as newId } from 'uuid';
import { spokenCode } from '#lib/domain/code.ts';
import type { CommandType, Outcome, Payloads, Refusal } from '#lib/domain/commands.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import type { Id, ItemKind } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { seatIdOf, seatName, tableOfParticipant, tablesInOrder } from '#lib/domain/rotation.ts';
import { parseCommand } from '#lib/protocol/commands.ts';
import { addressOfInvitation, inviterOf, readInvitation } from '#lib/server/invitation.ts';
import { NOBODY, SEAT_HEADER } from '#lib/client/keepsake.ts';
import { enter, join, leave } from '#lib/server/entrance.ts';
import { doorStamp, newFormId } from '#lib/server/kept-pages.ts';
import { describe, only, speech } from '#lib/text/languages.ts';
import { SAID_AT_THE_DOOR } from '#lib/ui/phone/door-words.ts';
import { LOOK_COOKIE } from '#lib/ui/look.ts';
import { PANELS, type Panel } from '#lib/ui/phone/phone.ts';
import { chooseLanguage } from '../../language.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { workshopId, state, workshop, me } = await arrive(event);
	const { lang, isChosen } = chooseLanguage(event, workshop.languages);
	const spoken = speech(lang, 'citizen', 'common');
	event.locals.lang = spoken.lang;
	// For the service worker: whose page this is.
	event.setHeaders({ 'cache-control': 'no-store', [SEAT_HEADER]: me ?? NOBODY });

	const page = {
		code: workshop.code,
		spokenCode: spokenCode(workshop.code),
		title: workshop.title,
		lang,
		languages: workshop.languages.map(describe),
		look: event.cookies.get(LOOK_COOKIE) ?? '',
		speech: me ? spoken : only(spoken, ...SAID_AT_THE_DOOR),
		formId: newFormId()
	};
	if (!me) {
		event.locals.isGuest = true;
		const { city, venue, state: doors } = workshop;
		const tables = tablesInOrder(state)
			.filter((table) => table.mergedInto === null)
			.map((table) => table.number);
		const scanned = Number(event.url.searchParams.get('table'));
		const table = tables.includes(scanned) ? scanned : null;
		const stamp = doorStamp({ workshop, tables: state.tables });
		const invitation = invitationOf(event, workshopId, state);
		// An invitation is one person's: its page is for nobody else.
		if (!event.url.searchParams.has('with'))
			event.locals.keep = { workshopId, stamp, formId: page.formId };
		return {
			...page,
			joined: null,
			guest: { city, venue, doors, isChosen, tables, table, invitation }
		};
	}

	const actor = { role: 'participant', id: me } as const;
	if (isChosen && state.get('participant', me)?.lang !== lang && workshop.state === 'open')
		await event.locals.app.rooms.submit(
			workshopId,
			{ id: newId(), type: 'participant.edit', payload: { lang }, typedAt: Date.now() },
			actor
		);
	const show = event.url.searchParams.get('show');
	const invited = invitedTo(event, workshopId, state, me);
	const panel: Panel | null = PANELS.find((it) => it === (invited ? 'companion' : show)) ?? null;
	const on = event.url.searchParams.get('on') ?? '';
	const initial = await event.locals.app.rooms.snapshot(workshopId, actor);
	const invitation = addressOfInvitation(event, workshopId, workshop.code, me);
	const spokenInvitation = event.locals.app.keys.spokenInvitation(workshopId, me);
	const joined = { initial, panel, invitation, spokenInvitation, invited, on };
	return { ...page, joined, guest: null };
};

/** The invitation with which the page was opened, if it is a good one. */
function invitationOf(event: RequestEvent, workshopId: Id, state: State): string | null {
	const given = event.url.searchParams.get('with');
	return readInvitation(event, workshopId, state, given) ? given : null;
}

/** The seat to which somebody who sits already was invited with this address. */
function invitedTo(event: RequestEvent, workshopId: Id, state: State, me: Id) {
	const address = event.url.searchParams.get('with');
	const inviter = readInvitation(event, workshopId, state, address);
	const seat = inviter === null ? undefined : state.get('seat', seatIdOf(state, inviter));
	const table = seat && state.get('table', seat.tableId);
	if (address === null || !table || seat.id === seatIdOf(state, me)) return null;
	return { address, seat: seatName(table, seat.index) };
}

/** Who asks, and of which workshop; somebody who has left, or was wiped after a rehearsal, is a guest. */
async function arrive(event: RequestEvent) {
	const { workshopId, state, actor } = await enter(event, 'phone');
	const workshop = state.workshop;
	if (!workshop) redirect(303, '/');
	const id = actor?.role === 'participant' ? actor.id : null;
	const participant = state.get('participant', id);
	const me = participant && participant.leftAt === null ? participant.id : null;
	return { workshopId, state, workshop, me };
}

type Asked = { [T in CommandType]: { type: T; payload: Payloads[T] } }[CommandType];

interface Where {
	state: State;
	me: Id;
	/** Made of the form's id and its content: a second tap is the same, another text is another. */
	newId: Id;
	lang: string;
}

/** A form action that becomes one command. */
function command(build: (form: FormData, where: Where) => Asked | null) {
	return async (event: RequestEvent) => {
		const { workshopId, state, workshop, me } = await arrive(event);
		const home = `/w/${workshop.code}`;
		if (!me) redirect(303, home);
		const form = await event.request.formData();
		const { lang } = chooseLanguage(event, workshop.languages);
		const id = idOf(form, event.url.search);
		const asked = build(form, { state, me, newId: id, lang });
		const parsed = asked && parseCommand({ ...asked, id: `${id}.c`, typedAt: Date.now() });
		const outcome: Outcome = !parsed
			? { ok: false, code: 'malformed' }
			: parsed.ok
				? await event.locals.app.rooms.submit(workshopId, parsed.command, {
						role: 'participant',
						id: me
					})
				: { ok: false, ...parsed.refusal };
		if (outcome.ok) redirect(303, home);
		return refused(outcome, {
			stepId: text(form, 'stepId'),
			text: text(form, 'text'),
			buildsOn: text(form, 'buildsOn')
		});
	};
}

function refused(outcome: Outcome & { ok: false }, kept = { stepId: '', text: '', buildsOn: '' }) {
	const { ok: _, ...refusal } = outcome;
	return fail(409, { refusal: refusal as Refusal, kept });
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '');
const invitationIn = (form: FormData) => ({
	address: text(form, 'with'),
	number: text(form, 'number')
});
const number = (form: FormData, name: string) => Number.parseInt(text(form, name), 10);

function idOf(form: FormData, action: string): Id {
	const content = JSON.stringify([action, ...form.entries()]);
	const hash = createHash('sha256').update(content).digest('hex');
	return `${text(form, 'id').slice(0, 40)}-${hash.slice(0, 16)}`;
}

export const actions: Actions = {
	join: async (event) => {
		const { workshopId, workshop, state } = await arrive(event);
		const form = await event.request.formData();
		const table = number(form, 'table');
		const inviter = inviterOf(event, workshopId, state, invitationIn(form));
		if (inviter !== null && typeof inviter !== 'string') return refused({ ok: false, ...inviter });
		const outcome = await join(event, {
			workshopId,
			commandId: idOf(form, 'join'),
			lang: chooseLanguage(event, workshop.languages).lang,
			people: Math.min(Math.max(number(form, 'people') || 1, 1), LIMITS.peoplePerDevice),
			tableNumber: Number.isNaN(table) ? null : table,
			companionOf: inviter,
			origin: 'phone'
		});
		if (!outcome.ok) return refused(outcome);
		redirect(303, `/w/${workshop.code}?show=seat`);
	},

	/** Somebody who sits already comes to sit with somebody. */
	together: async (event) => {
		const { workshopId, workshop, state, me } = await arrive(event);
		const home = `/w/${workshop.code}`;
		const participant = state.get('participant', me);
		if (!participant) redirect(303, home);
		const form = await event.request.formData();
		const inviter = inviterOf(event, workshopId, state, invitationIn(form));
		if (inviter === null) redirect(303, `${home}?show=companion`);
		if (typeof inviter !== 'string') return refused({ ok: false, ...inviter });
		const { id, lang, people, origin } = participant;
		const outcome = await event.locals.app.rooms.submit(
			workshopId,
			{
				id: newId(),
				type: 'participant.join',
				payload: {
					participantId: id,
					lang,
					people,
					origin,
					tableNumber: null,
					companionOf: inviter
				},
				typedAt: Date.now()
			},
			{ role: 'guest' }
		);
		if (!outcome.ok) return refused(outcome);
		redirect(303, `${home}?show=seat`);
	},

	leave: async (event) => {
		const { workshopId, workshop } = await arrive(event);
		const form = await event.request.formData();
		const outcome = await leave(event, { workshopId, commandId: idOf(form, 'leave') });
		if (!outcome.ok && outcome.code !== 'not_found') return refused(outcome);
		redirect(303, `/w/${workshop.code}`);
	},

	/** Somebody sits at another table than the one they were given: the first free seat there. */
	seat: async (event) => {
		const { workshopId, state, workshop, me } = await arrive(event);
		const home = `/w/${workshop.code}`;
		if (!me) redirect(303, home);
		const form = await event.request.formData();
		const wish = number(form, 'table');
		const table = state.live('table').find((it) => it.number === wish);
		if (!table) return refused({ ok: false, code: 'not_found' });
		const free = state
			.live('seat')
			.filter((seat) => seat.tableId === table.id && seat.index > 0 && !seat.participantId);
		for (const seat of free) {
			const outcome = await event.locals.app.rooms.submit(
				workshopId,
				{
					id: newId(),
					type: 'seat.take',
					payload: { tableId: table.id, index: seat.index },
					typedAt: Date.now()
				},
				{ role: 'participant', id: me }
			);
			if (outcome.ok) redirect(303, home);
			// Somebody was quicker: the next seat. Anything else will not change by trying.
			if (outcome.code !== 'seat_taken') return refused(outcome);
		}
		return refused({ ok: false, code: 'table_full' });
	},

	/** Before there is a table that could call. */
	assist: async (event) => {
		const { workshopId, state, workshop, me } = await arrive(event);
		const form = await event.request.formData();
		const scanned = number(form, 'table');
		const isTable = state.live('table').some((table) => table.number === scanned);
		if (workshop.state === 'closed') return refused({ ok: false, code: 'workshop_closed' });
		event.locals.app.asking.ask(
			workshopId,
			me ?? text(form, 'id').slice(0, 40),
			isTable ? scanned : null
		);
		return { asked: true };
	},

	host: command((_, { state, me }) => {
		const table = tableOfParticipant(state, me);
		return table ? { type: 'seat.take', payload: { tableId: table.id, index: 0 } } : null;
	}),

	stay: command((form) => ({
		type: 'seat.take',
		payload: { tableId: text(form, 'tableId'), index: 0 }
	})),

	hear: command((form) => ({
		type: 'participant.hear',
		payload: { calledAt: number(form, 'calledAt') }
	})),

	signal: command((form, { state, me }) => {
		const table = tableOfParticipant(state, me);
		const said = text(form, 'state');
		const wish = (['done', 'more_time', 'help'] as const).find((it) => it === said) ?? null;
		return table ? { type: 'table.signal', payload: { tableId: table.id, state: wish } } : null;
	}),

	post: command((form, { newId: contributionId, lang }) => ({
		type: 'contribution.post',
		payload: {
			contributionId,
			stepId: text(form, 'stepId'),
			kind: 'idea',
			text: text(form, 'text'),
			lang,
			buildsOn: text(form, 'buildsOn') || null
		}
	})),

	edit: command((form) => ({
		type: 'contribution.edit',
		payload: { contributionId: text(form, 'contributionId'), text: text(form, 'text') }
	})),

	language: command((form) => ({
		type: 'language.correct',
		payload: {
			itemKind: text(form, 'itemKind') as ItemKind,
			itemId: text(form, 'itemId'),
			lang: text(form, 'lang')
		}
	})),

	withdraw: command((form) => ({
		type: 'contribution.withdraw',
		payload: { contributionId: text(form, 'contributionId') }
	})),

	agree: command((form) => ({
		type: 'contribution.agree',
		payload: { contributionId: text(form, 'contributionId'), agree: text(form, 'agree') !== '' }
	})),

	carry: command((form, { newId: linkId }) => ({
		type: 'contribution.carry',
		payload: { linkId, contributionId: text(form, 'contributionId') }
	})),

	arrive: command((form) => ({
		type: 'participant.arrive',
		payload: { stepId: text(form, 'stepId') }
	})),

	summary: command((form, { lang }) => ({
		type: 'summary.write',
		payload: {
			round: number(form, 'round'),
			points: form
				.getAll('point')
				.map((point) => String(point).trim())
				.filter(Boolean),
			lang
		}
	})),

	essence: command((form, { lang }) => ({
		type: 'essence.write',
		payload: { number: number(form, 'number'), text: text(form, 'text').trim(), lang }
	})),

	/** `change` is `+` or `-` and the option: one dot more or less than the server knows of. */
	answer: command((form) => {
		const answer = String(form.get('answer'));
		return {
			type: 'essence.answer',
			payload: {
				essenceId: String(form.get('essenceId')),
				version: Number(form.get('version')),
				answer: answer === 'agree' || answer === 'change' ? answer : null
			}
		};
	}),
	vote: command((form, { state, me }) => {
		const ballotId = text(form, 'ballotId');
		const change = text(form, 'change');
		const option = change.slice(1);
		const dots = { ...state.get('vote', `${ballotId}.${me}`)?.dots };
		const n = (dots[option] ?? 0) + (change.startsWith('+') ? 1 : -1);
		if (n > 0) dots[option] = n;
		else delete dots[option];
		return { type: 'vote.cast', payload: { ballotId, dots } };
	})
};
