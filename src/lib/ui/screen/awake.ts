/** Keeps the projector's computer from darkening the screen, where the browser allows it (https only). */
export function keepAwake(): () => void {
	if (!('wakeLock' in navigator)) return () => {};
	let lock: WakeLockSentinel | undefined;
	let stopped = false;
	const ask = async () => {
		if (document.visibilityState !== 'visible') return;
		try {
			const got = await navigator.wakeLock.request('screen');
			if (stopped) await got.release();
			else lock = got;
		} catch {
			// A battery that runs low may refuse; the picture is right all the same.
		}
	};
	// The browser lets go whenever the page is hidden.
	const onVisible = () => void ask();
	document.addEventListener('visibilitychange', onVisible);
	void ask();
	return () => {
		stopped = true;
		document.removeEventListener('visibilitychange', onVisible);
		void lock?.release();
	};
}
