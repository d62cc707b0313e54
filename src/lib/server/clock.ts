/**
 * Owns the server's time. It starts from the machine's clock and then goes on evenly, whatever somebody or
 * a time service does to that clock: an hour back would give every running round an hour more, a day ahead
 * would end them all. What must stay true: it never goes back, and it follows a machine that has slept.
 *
 * After a restart the machine's clock counts again; the doctor finds one that was set back meanwhile.
 */
import { uptime } from 'node:os';

export interface Clocks {
	/** The machine's clock: ms since the epoch, can be set by anybody. */
	wall: () => number;
	/** Ms since some moment; even, but in some systems it stands still while the machine sleeps. */
	steady: () => number;
	/** Seconds since the machine was started, sleep included. */
	uptime: () => number;
}

/** Time services correct small errors by small steps; those are followed. */
const SMALL_STEP_MS = 2000;
/** How far apart readings of two clocks may be and still tell the same story: uptime counts hundredths. */
const TOLERANCE_MS = 1000;
/** A clock that shows less was never set: whatever it is set to is better. */
const EARLIEST_PLAUSIBLE = Date.UTC(2026, 0, 1);

const MACHINE: Clocks = { wall: Date.now, steady: () => performance.now(), uptime };

export function createClock(clocks: Clocks = MACHINE): () => number {
	let last = read();
	/** What is to be added to `steady`: what the machine's clock said, without its jumps. */
	let offset = last.wall - last.steady;
	let told = last.wall;

	function read() {
		return { wall: clocks.wall(), steady: clocks.steady(), up: clocks.uptime() * 1000 };
	}

	/** The machine's clock has gone another way than time itself since it was last looked at. */
	function follow(): void {
		const seen = read();
		const passed = seen.steady - last.steady;
		const step = seen.wall - last.wall - passed;
		const slept = seen.up - last.up - passed;
		if (Math.abs(step) <= SMALL_STEP_MS || told < EARLIEST_PLAUSIBLE) offset += step;
		else if (slept > TOLERANCE_MS) offset += slept;
		last = seen;
	}

	return () => {
		const [wall, steady] = [clocks.wall(), clocks.steady()];
		// The third clock costs a system call: it is asked only when the other two have come apart.
		if (Math.abs(wall - steady - (last.wall - last.steady)) > 1) follow();
		told = Math.max(told, Math.round(steady + offset));
		return told;
	};
}
