/**
 * Owns the page's own reloading, for a page the server no longer wants or whose files are gone. Never into
 * nothing: a projector that reloads while the server is away would show a browser's error for the rest of
 * the evening. Never in a circle, and never before what was written has been stored.
 */
import { whoAnswers } from './own-server.ts';

/** A page that reloads itself again within this time would flicker for ever. */
const RELOAD_EVERY_MS = 20_000;
const LOOK_EVERY_MS = 2000;
const RELOADED = 'auftakt.reloaded';

/** @param stored resolves when everything written lies where a new page finds it; returns the undo */
export function reloadWhenPossible(stored: () => Promise<unknown>): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isStopped = false;
	const look = async () => {
		const early = notBeforeMs();
		if (early === 0 && (await whoAnswers()) === 'ours') {
			await stored();
			if (isStopped) return;
			remember();
			location.reload();
		} else if (!isStopped) {
			timer = setTimeout(() => void look(), Math.max(early, LOOK_EVERY_MS));
		}
	};
	void look();
	return () => {
		isStopped = true;
		clearTimeout(timer);
	};
}

/** Where nothing can be remembered, the age of the page tells how long ago it came. */
function notBeforeMs(): number {
	try {
		const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
		const ago = Date.now() - last;
		// A clock that was set back must not forbid it for hours.
		return ago < 0 ? 0 : Math.max(0, RELOAD_EVERY_MS - ago);
	} catch {
		return Math.max(0, RELOAD_EVERY_MS - performance.now());
	}
}

function remember(): void {
	try {
		sessionStorage.setItem(RELOADED, String(Date.now()));
	} catch {
		// See above.
	}
}
