/**
 * Owns a page's part in opening without a network: it brings the service worker, tells it its files, and
 * writes the keepsake as the evening goes on. Loaded when the phone has nothing better to do, and only
 * where browsers allow it; over plain http there is nothing of all this.
 */
import type { Id } from '#lib/domain/rows.ts';
import { forgetKeepsake, forgetPages, writeKeepsake } from './keepsake.ts';

/** A phone that is carried through an evening writes little; what is unsent lies in the outbox anyway. */
const WRITE_EVERY_MS = 15_000;
const FILES = '/_app/immutable/';

export interface OfflineOptions {
	code: string;
	me: Id;
	/** Grows with everything that changes. */
	rev: () => number;
	/** What the page needs to be drawn again. */
	page: () => unknown;
	onReady: () => void;
}

export const canKeep = (): boolean =>
	isSecureContext && 'serviceWorker' in navigator && typeof caches !== 'undefined';

/** Answers with the undo, which leaves what is kept. */
export function keepOffline({ code, me, rev, page, onReady }: OfflineOptions): () => void {
	let written = -1;
	let isStopped = false;
	const write = async () => {
		if (isStopped || rev() === written) return;
		written = rev();
		await writeKeepsake(code, { me, storedAt: Date.now(), page: page() });
	};
	const begin = async () => {
		await navigator.serviceWorker.register('/service-worker.js');
		const { active } = await navigator.serviceWorker.ready;
		const files = performance
			.getEntriesByType('resource')
			.map(({ name }) => new URL(name).pathname)
			.filter((path) => path.startsWith(FILES));
		active?.postMessage({ files });
		await write();
		if (!isStopped) onReady();
	};
	// Full storage, private mode, files of an older build: then this page has no copy, and nothing else.
	const attempt = (work: () => Promise<void>) => void work().catch(() => (written = -1));
	attempt(begin);
	const timer = setInterval(() => attempt(write), WRITE_EVERY_MS);
	const onHide = () => document.visibilityState === 'hidden' && attempt(write);
	document.addEventListener('visibilitychange', onHide);
	return () => {
		isStopped = true;
		clearInterval(timer);
		document.removeEventListener('visibilitychange', onHide);
	};
}

/** Leaves no trace of a workshop, nor of the service worker when it has nothing else to do. */
export async function leaveNoTrace(code: string): Promise<void> {
	if (!canKeep()) return;
	const { isLast } = await forgetKeepsake(code);
	if (!isLast) return;
	await forgetPages();
	for (const registration of await navigator.serviceWorker.getRegistrations())
		await registration.unregister();
}
