/**
 * Owns who sees what: `view(change, audience, state)` is the only way from a row to a device.
 * Three answers: the row as that audience sees it; `'gone'` when it may have seen the row before and
 * must forget it now; `null` when the row was never its business. Because the answer depends on the row
 * and not on what was sent before, a hidden text leaves every device by the path that showed it, after a
 * reconnect as well. Whoever changes a row on which another row's view depends (a cluster's count, a
 * quoted text) must touch that other row too; `decide` does.
 */
import type { Audience, SeenRow } from './audience.ts';
import type { Change } from './rows.ts';
import type { State } from './state.ts';

export type Seen = SeenRow['row'] | 'gone' | null;

export function view(_change: Change, _audience: Audience, _state: State): Seen {
	throw new Error('written next');
}
