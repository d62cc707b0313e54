/**
 * Owns what is ordered from a crowd and what comes back: plain data that travels between the benchmark and
 * its generator, and the meter for what both sides use meanwhile.
 */
import type { Counted } from './histogram.ts';
import { cpuSeconds, microseconds, rssBytes } from './usage.ts';

export interface WriteOrder {
	/** Ideas a second. */
	rate: number;
	/** Not measured. */
	warmSeconds: number;
	seconds: number;
	/** How long to wait for what is on its way. */
	drainSeconds: number;
	/** Whose use is measured; 0 for none. */
	pid: number;
	/** The running round of each hall; unused on a bare server. */
	stepIds: readonly string[];
	/** How many ideas a second the console shows to the hall. */
	releaseRate?: number;
}

export interface Written {
	/** Ideas that were due in the measured window. */
	due: number;
	acknowledged: number;
	/** Deliveries that should have been and were not. */
	missing: number;
	ack: Counted;
	/** From when an idea was due until a phone of its table had it, each phone. */
	seen: Counted;
	/** From releasing an idea until a projector had it. */
	screen: Counted;
	/** Ideas that reached phones while the window lasted, whenever they were due. */
	delivered: number;
	/** What came over the wire meanwhile, to all. */
	bytes: number;
	wallSeconds: number;
	serverCpuSeconds: number;
	generatorCpuSeconds: number;
	/** How late the generator was at worst. */
	lateMs: number;
	rssMax: number;
	errors: Record<string, number>;
}

export interface Opened {
	/** Until the last one was there. */
	ms: number;
	each: Counted;
	ready: number;
	/** Of all devices, the fewest ideas in the first state. */
	fewestIdeas: number;
	/** Of one core: near one, and it is this process that was slow. */
	generatorShare: number;
	errors: Record<string, number>;
}

export interface Saturated {
	perSecond: number;
	ack: Counted;
	/** Share of ideas that had to wait because a device may send only so fast. */
	pacedShare: number;
	wallSeconds: number;
	serverCpuSeconds: number;
	generatorCpuSeconds: number;
	errors: Record<string, number>;
}

/** What the server and this process use while a window lasts. */
export class Meter {
	readonly #pid: number;
	#server = 0;
	#own = 0;
	#at = 0;
	#rssMax = 0;
	#sampling: NodeJS.Timeout | undefined;

	constructor(pid: number) {
		this.#pid = pid;
	}

	start(): void {
		this.#server = this.#pid ? cpuSeconds(this.#pid) : 0;
		this.#own = cpuSeconds('self');
		this.#at = microseconds();
		if (this.#pid)
			this.#sampling = setInterval(() => {
				this.#rssMax = Math.max(this.#rssMax, rssBytes(this.#pid));
			}, 500);
	}

	stop() {
		clearInterval(this.#sampling);
		return {
			serverCpuSeconds: this.#pid ? cpuSeconds(this.#pid) - this.#server : 0,
			generatorCpuSeconds: cpuSeconds('self') - this.#own,
			wallSeconds: (microseconds() - this.#at) / 1e6,
			rssMax: this.#rssMax
		};
	}
}
