import { beforeEach, expect, it, vi } from 'vitest';
import type { Live } from '#lib/client/types.ts';
import type { Desk } from './desk.svelte.ts';
import { createKeys } from './keys.ts';
import type { Overview } from './overview.svelte.ts';
import type { Surface } from './surface.svelte.ts';

const desk = {
	pause: vi.fn(),
	hideShown: vi.fn(),
	acts: { list: [] },
	isBusy: false,
	moving: false
};
const harvest = { startGroup: vi.fn(), putIntoNumber: vi.fn(() => false) };
const refuse = vi.fn();
const overview = { isOpen: true, leftMs: 60_000 as number | null, quoted: null, step: null };

beforeEach(() => vi.clearAllMocks());

const keys = (sorts = true) =>
	createKeys({
		live: { workshop: { rehearsal: false, state: 'open', calledAt: null } } as Live,
		desk: desk as unknown as Desk,
		overview: overview as unknown as Overview,
		surface: {} as Surface,
		harvest: () => (sorts ? harvest : undefined),
		refuse
	});

it('does what a key asks for', () => {
	keys()('pause');
	keys()('group');
	expect(desk.pause).toHaveBeenCalledOnce();
	expect(harvest.startGroup).toHaveBeenCalledOnce();
	expect(refuse).not.toHaveBeenCalled();
});

it('says so when a key can do nothing now', () => {
	const nothing = ['hide', 'wipe', 'undo', 'back', { cluster: 3 }] as const;
	for (const action of nothing) keys()(action);
	keys(false)('group');
	overview.leftMs = null;
	keys()('pause');
	expect(refuse).toHaveBeenCalledTimes(nothing.length + 2);
	expect(desk.hideShown).not.toHaveBeenCalled();
	expect(desk.pause).not.toHaveBeenCalled();
});
