/** A device of somebody who asked for less motion: nothing may move on it, however briefly. */
import { expect, type Page } from '@playwright/test';

/** Shorter than anybody sees. */
const UNSEEN_MS = 10;

export const CALM = { reducedMotion: 'reduce' } as const;

type Moving = Window & { moved?: string[] };

/** From now on what moves is written down, also what is over before anybody looks. */
export async function watchMotion(page: Page): Promise<void> {
	const watch = (unseen: number) => {
		const moved: string[] = ((window as Moving).moved ??= []);
		const note = (event: Event) => {
			if (!(event.target instanceof Element)) return;
			for (const animation of event.target.getAnimations()) {
				const duration = Number(animation.effect?.getComputedTiming().duration ?? 0);
				if (duration > unseen)
					moved.push(`${event.target.tagName}.${event.target.className} ${duration} ms`);
			}
		};
		addEventListener('transitionrun', note, true);
		addEventListener('animationstart', note, true);
	};
	await page.addInitScript(watch, UNSEEN_MS);
	await page.evaluate(watch, UNSEEN_MS);
}

export async function expectStill(page: Page): Promise<void> {
	const moving = await page.evaluate((unseen) => {
		const now = document
			.getAnimations()
			.filter(({ playState }) => playState === 'running')
			.map(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0))
			.filter((duration) => duration > unseen);
		return [...((window as Moving).moved ?? []), ...now.map((duration) => `${duration} ms`)];
	}, UNSEEN_MS);
	expect(moving).toEqual([]);
}
