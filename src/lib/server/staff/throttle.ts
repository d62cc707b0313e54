/**
 * Owns how fast passwords can be guessed. Wrong tries make the next one on the same account wait, up to
 * eight seconds; many wrong tries anywhere make every try wait a little. Nobody is locked out, addresses
 * play no part (a town hall is one address), and a device that signed in before skips its account's
 * wait, so that a stranger's guessing cannot keep a colleague out. Memory only; nothing is logged.
 */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
const FORGET_AFTER_MS = 15 * 60_000;
/** Wrong tries within the forgetting time before everybody waits. */
const GLOBAL_FREE_TRIES = 50;
const GLOBAL_WAIT_MS = 1000;
const MAX_ACCOUNTS = 10_000;
/** Each try costs 19 MiB and a thread for its time; more at once would slow the evening down. */
const MAX_AT_ONCE = 2;
const MAX_WAITING = 40;
const MAX_WAITING_PER_ACCOUNT = 4;

interface Tries {
	wrong: number;
	waiting: number;
	lastAt: number;
	/** The next try of this account starts no earlier. */
	freeAt: number;
}

export interface Throttle {
	/** Runs `attempt` when its turn has come. `busy` when too many wait already. */
	run(
		account: string,
		knownDevice: boolean,
		attempt: () => Promise<boolean>
	): Promise<'right' | 'wrong' | 'busy'>;
}

export function createThrottle({
	now = Date.now,
	sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
} = {}): Throttle {
	const accounts = new Map<string, Tries>();
	const everywhere: Tries = { wrong: 0, waiting: 0, lastAt: 0, freeAt: 0 };
	const turns: (() => void)[] = [];
	let running = 0;

	function triesOf(account: string): Tries {
		const tries = accounts.get(account) ?? { wrong: 0, waiting: 0, lastAt: 0, freeAt: 0 };
		forget(tries);
		accounts.delete(account);
		accounts.set(account, tries);
		// The longest unused goes first: a flood of invented names costs bounded memory.
		if (accounts.size > MAX_ACCOUNTS) accounts.delete(accounts.keys().next().value ?? '');
		return tries;
	}

	function waitFor(tries: Tries): number {
		if (tries.wrong < FREE_TRIES) return 0;
		const step = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries.wrong - FREE_TRIES));
		const startAt = Math.max(now(), tries.freeAt) + step;
		tries.freeAt = startAt;
		return startAt - now();
	}

	async function turn<T>(work: () => Promise<T>): Promise<T> {
		if (running >= MAX_AT_ONCE) await new Promise<void>((go) => turns.push(go));
		running += 1;
		try {
			return await work();
		} finally {
			running -= 1;
			turns.shift()?.();
		}
	}

	return {
		async run(account, knownDevice, attempt) {
			const tries = triesOf(account);
			forget(everywhere);
			const isFull = everywhere.waiting >= MAX_WAITING || tries.waiting >= MAX_WAITING_PER_ACCOUNT;
			if (isFull && !knownDevice) return 'busy';
			const everybody = everywhere.wrong >= GLOBAL_FREE_TRIES ? GLOBAL_WAIT_MS : 0;
			const wait = knownDevice ? 0 : Math.max(waitFor(tries), everybody);
			for (const counter of [tries, everywhere]) counter.waiting += 1;
			try {
				if (wait > 0) await sleep(wait);
				const isRight = await turn(attempt);
				if (isRight) {
					tries.wrong = 0;
					tries.freeAt = 0;
					return 'right';
				}
				for (const counter of [tries, everywhere]) {
					counter.wrong += 1;
					counter.lastAt = now();
				}
				return 'wrong';
			} finally {
				for (const counter of [tries, everywhere]) counter.waiting -= 1;
			}
		}
	};

	function forget(tries: Tries) {
		if (now() - tries.lastAt > FORGET_AFTER_MS) tries.wrong = 0;
	}
}
