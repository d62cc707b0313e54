/**
 * Owns whether single letters act as keys on this device. On, until somebody whose speech input types
 * letters by accident switches them off; without storage the choice holds for this page only.
 */
const KEY = 'auftakt.console.letters';

export class Letters {
	on = $state(true);

	/** In the browser only: the server does not know the device. */
	restore(): void {
		try {
			this.on = localStorage.getItem(KEY) !== 'off';
		} catch {
			this.on = true;
		}
	}

	set(on: boolean): void {
		this.on = on;
		try {
			localStorage.setItem(KEY, on ? 'on' : 'off');
		} catch {
			return;
		}
	}
}
