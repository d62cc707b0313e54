/**
 * Photographs the projector where it is at its fullest: a hundred tables, sentences as long as they may be
 * in six scripts, a rehearsal. Seeded rather than played, because nobody types so much in a minute.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScreenPicture, StepKind } from '#lib/domain/rows.ts';
import { seedCrowdedHalls, type CrowdedHall } from '../../tests/support/browser/crowded-hall.ts';
import { openConsole, type Console } from '../rehearse/console.ts';
import { freePort, ServerProcess } from '../rehearse/server.ts';
import type { Camera } from './camera.ts';
import { viewsOf } from './views.ts';

type Go = (kind: StepKind, round?: number) => Promise<void>;
type Show = (screen: ScreenPicture) => Promise<void>;
type Shoot = (state: string) => Promise<void>;

export async function photographFullHalls(camera: Camera, all: boolean): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'auftakt-full-halls-'));
	const server = new ServerProcess({
		dataDir,
		host: '127.0.0.1',
		port: await freePort(),
		logFile: null
	});
	const [forty, thirty, hundred, together, free] = (await seedCrowdedHalls(dataDir, [
		{ tables: 40, topics: true, workshop: { rehearsal: true } },
		{ tables: 30 },
		{ tables: 100, halls: ['Große Halle', 'Foyer'], hasWays: true },
		{ tables: 12, moveMode: 'carousel' },
		{ tables: 12, moveMode: 'free' }
	])) as [CrowdedHall, CrowdedHall, CrowdedHall, CrowdedHall, CrowdedHall];
	const page = await camera.device('projector');

	const visit = async (
		hall: CrowdedHall,
		act: (go: Go, show: Show, shoot: Shoot) => Promise<void>
	) => {
		const desk: Console = await openConsole(server.url + hall.paths.console);
		const go: Go = async (kind, round) => {
			while (desk.step?.kind !== kind || (round !== undefined && desk.step.round !== round))
				await desk.advance();
		};
		const show: Show = async (screen) => void (await desk.must('screen.show', { screen }));
		const shoot: Shoot = async (name) => {
			const state = `full-${name}`;
			for (const view of viewsOf('projector', state, all)) {
				if (!camera.wants('projector', state, view)) continue;
				await camera.dress(page, view);
				await page.goto(`${server.url}${hall.paths.screen}&lang=${view.lang}`);
				await camera.shoot(page, 'projector', state, view);
			}
		};
		await act(go, show, shoot);
		desk.close();
	};

	try {
		await server.start();
		await visit(forty, async (go, show, shoot) => {
			await shoot('rehearsal');
			await go('round', 1);
			await shoot('question');
			await show({ mode: 'contribution', contributionId: forty.released[1] ?? '' });
			await shoot('quote');
			await show({ mode: 'auto' });
			await go('round', 3);
			await shoot('topics');
			await go('essence');
			await shoot('essence');
			await go('harvest');
			await shoot('harvest');
			await go('vote');
			await shoot('vote');
		});
		await visit(thirty, async (go, _, shoot) => {
			await go('change', 2);
			await shoot('change-30');
		});
		for (const [hall, name] of [
			[together, 'carousel'],
			[free, 'free']
		] as const)
			await visit(hall, async (go, _, shoot) => {
				await go('change', 2);
				await shoot(`change-${name}`);
			});
		await visit(hundred, async (go, show, shoot) => {
			await go('change', 2);
			await shoot('change-100');
			await show({ mode: 'travel' });
			await shoot('travel');
		});
	} finally {
		await page.context().close();
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}
