/**
 * Owns whose turn means what: people do what people do, staff what staff does, a projector nothing.
 */
import type { Page } from './page.ts';
import { CITIZEN } from './citizens.ts';
import { STAFF } from './staff.ts';
import type { World } from './world.ts';

export const CODE = 'HAFENTRS';

/** One thing this page's person does now. */
export function act(page: Page, world: World): void {
	const { role } = page.actor;
	if (role === 'screen') return;
	const acts = role === 'participant' ? CITIZEN : STAFF;
	const kind = world.state.step?.kind;
	const weights = acts.map(([weight]) => (typeof weight === 'number' ? weight : weight(kind)));
	let left = world.random.next() * weights.reduce((sum, weight) => sum + weight, 0);
	for (const [at, [, perform]] of acts.entries()) {
		left -= weights[at] ?? 0;
		if (left <= 0) return perform(page, world);
	}
}
