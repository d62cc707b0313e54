/** The way of a page request into a workshop: codes, keys, cookies. */
import { isHttpError, isRedirect } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { enter, join, leave } from '#lib/server/entrance.ts';
import { inviterOf } from '#lib/server/invitation.ts';
import { FACILITATOR, makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones } from '../support/client.ts';

type Event = Parameters<typeof enter>[0];
type Surface = Parameters<typeof enter>[1];

let test: TestApp;
let workshop: TestWorkshop;
const phones = new Phones();

beforeEach(async () => {
	test = await makeApp({ store: 'memory' });
	workshop = await test.workshop();
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

/** A browser's cookies; `secure` of the last one set is kept for looking at. */
class Jar {
	readonly values = new Map<string, string>();
	options: Record<string, unknown> = {};
	get header(): string {
		return [...this.values].map(([name, value]) => `${name}=${value}`).join('; ');
	}
	set(name: string, value: string, options: Record<string, unknown>): void {
		this.values.set(name, value);
		this.options = options;
	}
	delete(name: string): void {
		this.values.delete(name);
	}
}

function event(path: string, { jar = new Jar(), base = 'http://cafe.lan' } = {}) {
	const url = new URL(path, base);
	const code = decodeURIComponent(url.pathname.split('/')[2] ?? '');
	return {
		url,
		params: { code },
		cookies: jar,
		request: new Request(url, { headers: { cookie: jar.header } }),
		locals: { app: test.app }
	} as unknown as Event;
}

/** Where a request ends up: `in`, `303 /path`, or `404 message`. */
async function end(given: Event, surface: Surface = 'phone'): Promise<string> {
	try {
		await enter(given, surface);
		return 'in';
	} catch (thrown) {
		if (isRedirect(thrown)) return `${thrown.status} ${thrown.location}`;
		if (isHttpError(thrown)) return `${thrown.status} ${thrown.body.message}`;
		throw thrown;
	}
}

const wish = () => ({
	workshopId: workshop.id,
	commandId: newId(),
	lang: 'de',
	people: 2,
	tableNumber: null,
	companionOf: null,
	origin: 'phone' as const
});

describe('the code in the address', () => {
	it('leads in however it is written, by way of its one spelling', async () => {
		const { code } = workshop;
		expect(await end(event(`/w/${code}`))).toBe('in');
		const spelled = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`;
		expect(await end(event(`/w/${spelled}?lang=ar`))).toBe(`307 /w/${code}?lang=ar`);
		expect(await end(event(`/w/${code.slice(0, 4)}%20${code.slice(4)}/screen`), 'screen')).toBe(
			`307 /w/${code}/screen`
		);
	});

	it('that is unknown is refused; guessing is slowed down for all, a right code for nobody', async () => {
		for (const wrong of ['NBQDYWHR', 'x', '__proto__', '%00'])
			expect(await end(event(`/w/${wrong}`))).toBe('404 not_found');
		const answers = [];
		for (let i = 0; i < 100; i++) answers.push(await end(event('/w/NBQDYWHR')));
		expect(answers.at(-1)).toBe('429 too_fast');
		expect(await end(event(`/w/${workshop.code}`))).toBe('in');
	});
});

describe('a link with a key', () => {
	const link = async (role: 'console' | 'screen') => {
		const { workshop: row } = await workshop.state();
		return `/w/${workshop.code}/${role}?key=${test.app.keys.link(workshop.id, role, row?.keyVersion ?? 0)}`;
	};

	it('opens its surface, leaves the address clean and lasts as a cookie', async () => {
		const jar = new Jar();
		expect(await end(event(`${await link('console')}&lang=en`, { jar }), 'console')).toBe(
			`303 /w/${workshop.code}/console?lang=en`
		);
		expect(jar.options).toMatchObject({
			httpOnly: true,
			sameSite: 'lax',
			secure: false,
			path: '/'
		});
		const entered = await enter(event(`/w/${workshop.code}/console`, { jar }), 'console');
		expect(entered.actor).toEqual({ role: 'facilitator' });
		const asScreen = await enter(event(`/w/${workshop.code}/screen`, { jar }), 'screen');
		expect(asScreen.actor).toEqual({ role: 'screen' });
	});

	it('of the projector does not open the console, and none opens it without one', async () => {
		const jar = new Jar();
		await end(event(await link('screen'), { jar }), 'screen');
		expect(await end(event(`/w/${workshop.code}/screen`, { jar }), 'screen')).toBe('in');
		expect(await end(event(`/w/${workshop.code}/console`, { jar }), 'console')).toBe(
			'403 not_allowed'
		);
		expect(await end(event(`/w/${workshop.code}/console?key=wrong`), 'console')).toBe(
			`303 /w/${workshop.code}/console`
		);
		expect(await end(event(`/w/${workshop.code}/console`), 'console')).toBe('403 not_allowed');
	});

	it('is worth nothing once the links are renewed', async () => {
		const jar = new Jar();
		await end(event(await link('console'), { jar }), 'console');
		await test.must(workshop.id, FACILITATOR, 'workshop.rekey', {});
		expect(await end(event(`/w/${workshop.code}/console`, { jar }), 'console')).toBe(
			'403 not_allowed'
		);
	});

	it('sets a cookie that stays on https where it came by https', async () => {
		const jar = new Jar();
		await end(event(await link('screen'), { jar, base: 'https://cafe.example.org' }), 'screen');
		expect(jar.options).toMatchObject({ secure: true });
	});
});

describe('a phone', () => {
	it('joins, is known from then on by page and socket, and is forgotten when it leaves', async () => {
		const jar = new Jar();
		const path = `/w/${workshop.code}`;
		expect((await enter(event(path, { jar }), 'phone')).actor).toBe(null);
		expect(await join(event(path, { jar }), wish())).toMatchObject({ ok: true });
		const { actor, state } = await enter(event(path, { jar }), 'phone');
		expect(actor?.role).toBe('participant');
		expect(state.live('participant')).toMatchObject([{ people: 2, lang: 'de' }]);
		const phone = await phones.open({ url: test.url, code: workshop.code, cookie: jar.header });
		expect(actor).toMatchObject({ id: phone.me });

		expect(await leave(event(path, { jar }), wish())).toMatchObject({ ok: true });
		expect(jar.values.size).toBe(0);
		const left = await workshop.state();
		expect(left.live('seat').filter(({ participantId }) => participantId)).toEqual([]);
	});

	it('whose form is sent twice, in whatever order the answers come, is one person', async () => {
		const [one, two] = [new Jar(), new Jar()];
		const path = `/w/${workshop.code}`;
		const form = wish();
		await Promise.all([
			join(event(path, { jar: one }), form),
			join(event(path, { jar: two }), form)
		]);
		expect(one.header).toBe(two.header);
		expect((await workshop.state()).live('participant')).toHaveLength(1);
	});

	it('gets no cookie when it is refused', async () => {
		const draft = await test.workshop({ open: false });
		const jar = new Jar();
		const refused = await join(event(`/w/${draft.code}`, { jar }), {
			...wish(),
			workshopId: draft.id
		});
		expect(refused).toMatchObject({ ok: false, code: 'doors_closed' });
		expect(jar.values.size).toBe(0);
	});
});

describe('an invitation', () => {
	const come = async () => {
		const jar = new Jar();
		const path = `/w/${workshop.code}`;
		await join(event(path, { jar }), wish());
		const { actor } = await enter(event(path, { jar }), 'phone');
		if (actor?.role !== 'participant') throw new Error('nobody has come');
		return actor.id;
	};
	const inviter = async (given: Partial<Parameters<typeof inviterOf>[3]>) =>
		inviterOf({ locals: { app: test.app } }, workshop.id, await workshop.state(), {
			address: '',
			number: '',
			...given
		});
	const UNKNOWN = { code: 'not_found', field: 'companionOf' };

	it('is an address or a number, however it is typed', async () => {
		const ada = await come();
		const digits = test.app.keys.spokenInvitation(workshop.id, ada);
		expect(digits).toMatch(/^\d{5}$/);
		const arabic = `1${digits}`.replace(/\d/g, (digit) => String.fromCharCode(0x660 + +digit));
		const persian = `1${digits}`.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + +digit));
		for (const number of [`1-${digits}`, `1 ${digits}`, `01${digits}`, arabic, persian])
			expect(await inviter({ number })).toBe(ada);
		expect(await inviter({ address: test.app.keys.invitation(workshop.id, ada) })).toBe(ada);
		expect(await inviter({ number: ' ' })).toBeNull();
		expect(await inviter({ address: test.app.keys.invitation('other', ada) })).toEqual(UNKNOWN);
	});

	it('counts only at its table, and as long as its maker sits', async () => {
		const ada = await come();
		const digits = test.app.keys.spokenInvitation(workshop.id, ada);
		expect(await inviter({ number: `2${digits}` })).toEqual(UNKNOWN);
		expect(await inviter({ number: digits })).toEqual(UNKNOWN);
		await test.must(workshop.id, { role: 'participant', id: ada }, 'participant.leave', {});
		expect(await inviter({ number: `1${digits}` })).toEqual(UNKNOWN);
		const address = test.app.keys.invitation(workshop.id, ada);
		expect(await inviter({ address })).toEqual(UNKNOWN);
	});

	it('is not found by trying; a right number is never slowed down', async () => {
		const ada = await come();
		const right = test.app.keys.spokenInvitation(workshop.id, ada);
		const wrong = right === '00000' ? '00001' : '00000';
		const answers = [];
		for (let i = 0; i < 100; i++) answers.push(await inviter({ number: `1${wrong}` }));
		expect(answers.at(-1)).toEqual({ code: 'too_fast' });
		expect(await inviter({ number: `1${right}` })).toBe(ada);
	});
});
