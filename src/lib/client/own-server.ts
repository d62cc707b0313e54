/**
 * Owns the question who answers under our address. A hotel's Wi-Fi answers everything with a page of its
 * own and status 200; a proxy whose server is gone answers 502. Only an answer that is provably ours counts.
 */

/** `captive`: somebody answers in the server's place, as networks do that want a log-in first. */
export type Answerer = 'ours' | 'captive' | 'nobody';

const ADDRESS = '/version';
const PATIENCE_MS = 3000;
const LOG_IN_REQUIRED = 511;

export interface Answer {
	/** What `fetch` says of it; an opaque redirect leads somewhere else. */
	type: ResponseType;
	status: number;
	text: string;
}

export function judge({ type, status, text }: Answer): Answerer {
	if (type === 'opaqueredirect' || status === LOG_IN_REQUIRED) return 'captive';
	if (status < 200 || status > 299) return 'nobody';
	try {
		const said: unknown = JSON.parse(text);
		const isOurs = typeof said === 'object' && said !== null && 'protocol' in said;
		return isOurs ? 'ours' : 'captive';
	} catch {
		return 'captive';
	}
}

export async function whoAnswers(): Promise<Answerer> {
	const abort = new AbortController();
	const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
	try {
		const response = await fetch(ADDRESS, {
			cache: 'no-store',
			credentials: 'omit',
			redirect: 'manual',
			signal: abort.signal
		});
		const { type, status } = response;
		return judge({ type, status, text: await response.text() });
	} catch {
		return 'nobody';
	} finally {
		clearTimeout(timer);
	}
}
