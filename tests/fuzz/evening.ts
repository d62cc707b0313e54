/**
 * Owns the course of one evening: who comes, what they do, what goes wrong, and how it ends. One seed is
 * one evening; what a seed means changes whenever anything here changes.
 */
import type { Payloads } from '#lib/domain/commands.ts';
import { TEMPLATES } from '#lib/domain/rows.ts';
import { Browser } from './browser.ts';
import { words } from './choose.ts';
import { act, CODE } from './people.ts';
import { World } from './world.ts';

const OFFICE = { role: 'office' } as const;
const FACILITATOR = { role: 'facilitator' } as const;
const STEPS = 220;
const PAUSE_EVERY = 55;
/** Every so many evenings run on a real SQLite. */
const SQLITE_EVERY = 10;

/** Plays the evening of a seed; what did not hold, or null. */
export async function faultOf(seed: number): Promise<string | null> {
	const world = new World({ seed, store: seed % SQLITE_EVERY === 0 ? 'sqlite' : 'memory' });
	try {
		await open(world);
		await play(world);
		await world.calmDown();
		const belief = await world.wrongBelief();
		await world.rest();
		const atRest = await world.faultAtRest();
		return world.fault ?? belief ?? atRest;
	} catch (error) {
		return error instanceof Error ? (error.stack ?? error.message) : String(error);
	} finally {
		world.end();
	}
}

/** The doors open, and the first people sit down. */
export async function open(
	world: World,
	given: Partial<Pick<Payloads['workshop.create'], 'tables' | 'seats'>> & {
		rehearsal?: boolean;
	} = {}
): Promise<void> {
	const { random } = world;
	const isPlain = given.tables !== undefined;
	await world.start();
	await world.insist(OFFICE, 'workshop.create', {
		workshopId: 'w',
		code: CODE,
		template:
			isPlain || random.chance(0.75) ? 'world-cafe-2h' : (random.pick(TEMPLATES) ?? 'carousel'),
		title: 'Auftakt',
		city: 'Rostock',
		languages: ['de', 'ar'],
		tables: given.tables ?? 2 + random.below(5),
		seats: given.seats ?? 2 + random.below(3)
	});
	if (!isPlain) await prepare(world);
	await world.insist(OFFICE, 'workshop.open', {
		rehearsal: given.rehearsal ?? random.chance(0.2)
	});
}

/** What the office has chosen beforehand: how people move, several halls, tables of other sizes. */
async function prepare(world: World): Promise<void> {
	const { random, state } = world;
	if (random.chance(0.6))
		await world.insist(OFFICE, 'workshop.seat', {
			moveMode: random.pick(['scatter', 'carousel', 'free'] as const) ?? 'free',
			hostMode: random.pick(['fixed', 'volunteers'] as const) ?? 'fixed'
		});
	const hasHalls = random.chance(0.15);
	const hasSizes = random.chance(0.15);
	for (const { id, number } of hasHalls || hasSizes ? [...state.tables] : [])
		await world.insist(OFFICE, 'table.edit', {
			tableId: id,
			...(hasHalls && { hall: number % 2 ? 'Foyer' : 'Saal' }),
			...(hasSizes && { seats: 2 + random.below(4) })
		});
	if (random.chance(0.1)) await world.insist(OFFICE, 'workshop.edit', { quietMinutes: 3 });
}

async function play(world: World): Promise<void> {
	const { random } = world;
	for (const role of ['screen', 'screen', 'facilitator', 'facilitator', 'office'] as const)
		new Browser(world, { role });
	for (let i = 0; i < 9; i++) world.arrive();
	world.disk.backUp();

	// Late phases need what early ones leave behind: some evenings begin with a wall to group and vote on.
	const isLate = random.chance(0.4);
	if (isLate) await fillWall(world);
	for (let i = isLate ? random.below(9) : random.below(4); i > 0; i--) await advance(world);

	const restoreAt = random.chance(0.2) ? random.below(STEPS) : null;
	for (let step = 0; step < STEPS; step++) {
		const isStaffs = random.chance(0.25);
		const browser = random.pick(
			isStaffs ? world.browsers.filter(({ actor }) => actor.role !== 'participant') : world.browsers
		);
		const page = browser && random.pick(browser.pages);
		if (browser && page) act(page, world);
		disturb(world);
		if (step === restoreAt) await world.restore();
		if (random.chance(0.004)) await world.beside(`Saal ${step}`);
		if (step % PAUSE_EVERY === 0) await world.pause();
		await world.pass(random.chance(0.1) ? random.below(90_000) : random.below(300));
	}
}

const advance = (world: World) =>
	world.insist(FACILITATOR, 'step.advance', { from: world.state.workshop?.stepId ?? null });

/** Round 1 has been held: its words are shown and lie in clusters. */
async function fillWall(world: World): Promise<void> {
	const { random } = world;
	await advance(world);
	await advance(world);
	const stepId = world.state.workshop?.stepId ?? 'none';
	for (const page of world.pages)
		for (let i = page.actor.role === 'participant' ? 2 : 0; i > 0; i--)
			page.do('contribution.post', {
				contributionId: world.newId(),
				stepId,
				kind: 'idea',
				text: words(world),
				lang: 'de'
			});
	await world.pass(3000);
	const contributionIds = [...world.state.rows.contribution.keys()].filter(() =>
		random.chance(0.7)
	);
	await world.insist(FACILITATOR, 'contribution.release', { contributionIds, released: true });
	for (let i = 0; i < 4; i++)
		await world.insist(FACILITATOR, 'cluster.create', {
			clusterId: world.newId(),
			title: `Thema ${i}`,
			items: random
				.shuffled(contributionIds)
				.slice(0, random.below(4))
				.map((id) => ({ kind: 'contribution', id }))
		});
}

/** What a hall does to software. */
function disturb(world: World): void {
	const { random, timeline, disk } = world;
	const browser = random.pick(world.browsers);
	const page = browser && random.pick(browser.pages);
	if (!browser || !page) return;
	if (random.chance(0.05)) page.line?.cut();
	if (random.chance(0.015)) browser.reload(page);
	if (random.chance(0.01) && browser.pages.length < 3) browser.openPage();
	else if (random.chance(0.02) && browser.pages.length > 1) browser.close(page);
	if (random.chance(0.015)) page.sleep(random.below(random.chance(0.5) ? 5000 : 120_000));
	if (random.chance(0.004)) browser.wipe();
	if (random.chance(0.01)) browser.shelf.isBroken = random.chance(0.5);
	if (random.chance(0.01)) world.arrive();
	if (random.chance(0.01)) world.crash();
	if (random.chance(0.002)) world.update();
	if (random.chance(0.01)) disk.backUp();
	if (random.chance(0.004)) world.serverSkew = random.below(7_200_000) - 3_600_000;
	if (random.chance(0.006)) {
		disk.fill(true);
		timeline.at(random.below(20_000), () => disk.fill(false));
	}
}
