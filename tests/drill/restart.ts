/** The server is stopped and started again as an administrator does it: in a round, at its end, in a vote. */
import { v7 as newId } from 'uuid';
import { Citizen, holds, pause } from './citizen.ts';
import { line, ms, quantile, type Drill, type DrillContext, type Line } from './drill.ts';
import { Stage } from './stage.ts';
import { inShort, readFile } from './verdict.ts';

const PEOPLE = 24;
const BACK_WITHIN_MS = 3000;
const STOPPED_WITHIN_MS = 8000;
const CLUSTERS = 8;

export const restart: Drill = {
	name: 'restart',
	what: 'stopped (SIGTERM) and started in a round, at its end, in a vote',
	times: { quick: 2, full: 10 },
	async run(context) {
		return [...(await inRound(context)), ...(await inVote(context))];
	}
};

async function inRound({ times, random }: DrillContext): Promise<Line[]> {
	const stage = await Stage.open({ people: PEOPLE });
	const { code, consoleCookie: cookie } = stage.cast;
	const facilitator = new Citizen({ url: stage.server.url, code, cookie, surface: 'console' });
	try {
		await stage.enter();
		await facilitator.open();
		const step = () => {
			const { phone } = facilitator;
			return phone.mirror.rows('step').get(phone.rows('workshop')[0]?.stepId ?? '');
		};
		const endsAt = step()?.endsAt;
		const stop = stage.write(100);
		const outages: number[] = [];
		const ends: { code: number | null; ms: number }[] = [];
		for (let i = 0; i < times; i++) {
			await pause(random.between(300, 900));
			ends.push(await restarted(stage, outages));
		}
		await holds(() => facilitator.phone.socket.connected, BACK_WITHIN_MS);
		await facilitator.phone.sync();
		const endsAtAfter = step()?.endsAt;

		// The host presses "next" in the very moment of a restart, and again, not knowing.
		const from = step()?.id ?? null;
		const steps = facilitator.phone.rows('step').sort((a, b) => a.position - b.position);
		const pressed = facilitator.say('step.advance', { from });
		ends.push(await restarted(stage, outages));
		const outcome = await pressed;
		const again = await facilitator.say('step.advance', { from });
		await stop();
		const now = steps.findIndex(({ id }) => id === step()?.id);
		const moved = now - steps.findIndex(({ id }) => id === from);
		const lines = inShort(await stage.check([facilitator.phone]));
		return [
			line(
				`ends by itself within ${STOPPED_WITHIN_MS} ms, with exit code 0`,
				ends.every((end) => end.code === 0 && end.ms < STOPPED_WITHIN_MS),
				`${ends.length} times, longest ${ms(Math.max(...ends.map((end) => end.ms)))}`
			),
			line(
				`acknowledges again within ${BACK_WITHIN_MS} ms`,
				Math.max(...outages) <= BACK_WITHIN_MS,
				`median ${ms(quantile(outages, 0.5))}, longest ${ms(Math.max(...outages))}`
			),
			line(
				'the round ends when it would have ended',
				endsAt !== undefined && endsAt === endsAtAfter,
				`${(endsAtAfter ?? 0) - (endsAt ?? 0)} ms apart`
			),
			line(
				'"next" in the moment of a restart moves on once',
				moved === 1 && outcome?.ok === true && again?.ok === false,
				`${moved} steps`
			),
			...lines
		];
	} finally {
		facilitator.close();
		await stage.close();
	}
}

async function inVote({ times, random }: DrillContext): Promise<Line[]> {
	const stage = await Stage.open({ people: PEOPLE, until: { kind: 'harvest' } });
	try {
		await stage.enter();
		const console = await stage.console();
		for (let i = 0; i < CLUSTERS; i++)
			await console.send('cluster.create', { clusterId: newId(), title: `Gruppe ${i}`, items: [] });
		await console.send('step.advance', { from: stage.cast.stepId });
		const ballotOf = () =>
			stage.citizens[0]?.phone.rows('ballot').find(({ state }) => state === 'open');
		if (!(await holds(() => ballotOf() !== undefined, 5000))) throw new Error('no ballot opened');
		const ballot = ballotOf();
		if (!ballot) throw new Error('no ballot');

		let goOn = true;
		const voting = stage.citizens.map(async (citizen) => {
			while (goOn) {
				const dots: Record<string, number> = {};
				for (let left = ballot.dots; left > 0; left--) {
					const option = random.pick(ballot.optionIds) ?? '';
					dots[option] = (dots[option] ?? 0) + 1;
				}
				await citizen.say('vote.cast', { ballotId: ballot.id, dots });
				await pause(random.between(200, 600));
			}
		});
		const outages: number[] = [];
		for (let i = 0; i < times; i++) {
			await pause(random.between(300, 900));
			if (i % 2) await restarted(stage, outages);
			else {
				await stage.server.kill();
				await stage.server.start();
			}
		}
		goOn = false;
		await Promise.all(voting);
		const { votes } = readFile(stage.dataDir);
		const wrong = stage.citizens.filter(({ said }, i) => {
			const last = said.findLast(({ outcome }) => outcome?.ok)?.command;
			const own = votes.filter((vote) => vote.participant_id === stage.cast.people[i]?.id);
			return (
				own.length !== 1 ||
				last?.type !== 'vote.cast' ||
				JSON.stringify(own[0]?.dots) !== JSON.stringify(last.payload.dots)
			);
		});
		return [
			line(
				'everybody’s vote is the last one that was acknowledged, once',
				wrong.length === 0,
				`${wrong.length} of ${stage.citizens.length} wrong, ${stage.acknowledged} votes acknowledged`
			),
			...inShort(await stage.check([console]))
		];
	} finally {
		await stage.close();
	}
}

async function restarted(
	stage: Stage,
	outages: number[]
): Promise<{ code: number | null; ms: number }> {
	const begun = performance.now();
	const end = await stage.server.stop();
	const goneAt = performance.now();
	await stage.server.start();
	// A stage where nobody writes has no outage to measure.
	if (await holds(() => stage.lastAnswerAt > goneAt, BACK_WITHIN_MS * 2))
		outages.push(stage.lastAnswerAt - begun);
	else outages.push(Infinity);
	return end;
}
