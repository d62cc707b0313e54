/** What an evening notices when somebody sets the clock of the server, or it was wrong when it started. */
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '#lib/server/clock.ts';
import { makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EVENING = Date.UTC(2026, 9, 4, 17, 0);

/** A machine whose clocks do what the test says. */
class Machine {
	wallAt = EVENING;
	steadyAt = 5000;
	upAt = 77_000_000;

	readonly clocks = {
		wall: () => this.wallAt,
		steady: () => this.steadyAt,
		uptime: () => this.upAt / 1000
	};

	passes(ms: number): void {
		this.wallAt += ms;
		this.steadyAt += ms;
		this.upAt += ms;
	}

	/** On most systems the steady clock stands still meanwhile. */
	sleeps(ms: number): void {
		this.wallAt += ms;
		this.upAt += ms;
	}

	isSet(ms: number): void {
		this.wallAt += ms;
	}
}

let machine: Machine;
beforeEach(() => {
	machine = new Machine();
});

describe('the server’s clock', () => {
	it.each([
		['an hour back', -HOUR],
		['a day ahead', DAY],
		['to the year 2000', Date.UTC(2000, 0, 1) - EVENING]
	])('goes on evenly when the machine’s is set %s', (_, by) => {
		const now = createClock(machine.clocks);
		machine.passes(MINUTE);
		machine.isSet(by);
		expect(now()).toBe(EVENING + MINUTE);
		machine.passes(MINUTE);
		expect(now()).toBe(EVENING + 2 * MINUTE);
		machine.isSet(-by);
		machine.passes(MINUTE);
		expect(now()).toBe(EVENING + 3 * MINUTE);
	});

	it('follows small corrections, and never goes back', () => {
		const now = createClock(machine.clocks);
		machine.isSet(1500);
		expect(now()).toBe(EVENING + 1500);
		machine.isSet(-1000);
		expect(now()).toBe(EVENING + 1500);
		machine.passes(2000);
		expect(now()).toBe(EVENING + 2500);
	});

	it('knows how long the machine has slept, also when its clock was set at the same time', () => {
		const now = createClock(machine.clocks);
		machine.sleeps(10 * MINUTE);
		expect(now()).toBe(EVENING + 10 * MINUTE);
		machine.sleeps(10 * MINUTE);
		machine.isSet(-HOUR);
		expect(now()).toBe(EVENING + 20 * MINUTE);
	});

	it('takes the time of day as soon as the machine learns it, when it had none', () => {
		machine.wallAt = 0;
		const now = createClock(machine.clocks);
		expect(now()).toBe(0);
		machine.wallAt = EVENING;
		expect(now()).toBe(EVENING);
	});
});

describe('a round', () => {
	let test: TestApp;
	let workshop: TestWorkshop;
	let stepId: string;
	let phone: Phone;
	const phones = new Phones();

	async function begin(now: () => number): Promise<void> {
		test = await makeApp({ now });
		workshop = await test.workshop();
		const { cookie } = await workshop.join({ tableNumber: 1 });
		await workshop.goTo('round', 1);
		stepId = (await workshop.state()).workshop?.stepId ?? '';
		phone = await phones.open({ url: test.url, code: workshop.code, cookie });
	}
	afterEach(async () => {
		phones.closeAll();
		await test.stop();
	});

	const post = (text: string, typedAt: number) =>
		phone.send(
			'contribution.post',
			{ contributionId: newId(), stepId, kind: 'idea', text, lang: 'de' },
			{ typedAt }
		);
	const leftMs = async () => {
		const { now } = await phone.sync();
		return (phone.mirror.rows('step').get(stepId)?.endsAt ?? 0) - now;
	};
	const stored = async () =>
		(await workshop.state())
			.live('contribution')
			.map(({ text, publicId, late }) => [text, publicId, late]);

	it.each([
		['an hour back', -HOUR],
		['a day ahead', DAY]
	])(
		'has as much time left as before when the clock is set %s, and keeps its order',
		async (_, by) => {
			const now = createClock(machine.clocks);
			await begin(now);
			const before = await leftMs();
			expect(await post('Vorher', now())).toMatchObject({ ok: true });
			machine.isSet(by);
			expect(await leftMs()).toBe(before);
			machine.passes(MINUTE);
			expect(await leftMs()).toBe(before - MINUTE);
			expect(await post('Nachher', now())).toMatchObject({ ok: true });
			expect(await stored()).toEqual([
				['Vorher', 'R1-T01-001', false],
				['Nachher', 'R1-T01-002', false]
			]);
		}
	);

	it.each([-HOUR, DAY])(
		'loses no word and no order when the clock is wrong by %i ms after a restart',
		async (by) => {
			let error = 0;
			await begin(() => machine.wallAt + error);
			await post('Vorher', machine.wallAt);
			error = by;
			const { syncs } = phone;
			await test.restart();
			await expect.poll(() => phone.syncs).toBeGreaterThan(syncs);
			await expect(post('Nachher', machine.wallAt + error)).resolves.toMatchObject({ ok: true });
			expect((await stored()).map(([text, publicId]) => [text, publicId])).toEqual([
				['Vorher', 'R1-T01-001'],
				['Nachher', 'R1-T01-002']
			]);
			// Nothing ends by itself: the facilitator moves on, whatever the clock says.
			await workshop.next();
			expect((await workshop.state()).step?.kind).toBe('change');
		}
	);

	it('is as long as ever in the night in which summer time ends', async () => {
		const zone = process.env.TZ;
		process.env.TZ = 'Europe/Berlin';
		try {
			machine.wallAt = Date.UTC(2026, 9, 25, 0, 50);
			expect(new Date(machine.wallAt).getHours()).toBe(2);
			await begin(createClock(machine.clocks));
			const before = await leftMs();
			machine.passes(20 * MINUTE);
			expect(new Date(machine.wallAt).getHours()).toBe(2);
			expect(await leftMs()).toBe(before - 20 * MINUTE);
		} finally {
			if (zone === undefined) delete process.env.TZ;
			else process.env.TZ = zone;
		}
	});
});
