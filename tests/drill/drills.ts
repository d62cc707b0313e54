/** Owns the list of drills, in the order in which they are run. */
import { backup } from './backup.ts';
import { disk } from './disk.ts';
import type { Drill } from './drill.ts';
import { io, locked } from './io.ts';
import { kill } from './kill.ts';
import { proxy, sleep, slow } from './network.ts';
import { restart } from './restart.ts';
import { sync } from './sync.ts';
import { versions } from './versions.ts';

export const DRILLS: readonly Drill[] = [
	...[kill, sync, disk, io, locked, restart],
	...[backup, versions, sleep, slow, proxy]
];

/** Faults that are made more exactly without a production server around them. */
export const HELD_BY_TESTS: readonly { what: string; test: string }[] = [
	{ what: 'the server’s clock is set, or wrong after a restart', test: 'tests/live/clock.test.ts' },
	{
		what: 'commands doubled, late, out of order; answers lost; phones away for half an hour',
		test: 'tests/live/delivery.test.ts'
	},
	{ what: 'a store or an export that hangs or breaks', test: 'tests/live/hung.test.ts' },
	{ what: 'packets made to hurt', test: 'tests/live/hostile.test.ts' },
	{ what: 'a phone whose clock is wrong', test: 'tests/e2e/wrong-clock.e2e.ts' },
	{
		what: 'a phone that is reloaded or closed while it is offline',
		test: 'tests/e2e/offline.e2e.ts'
	},
	{ what: 'any order of cuts and commands, repeatable by its seed', test: 'tests/fuzz/' }
];
