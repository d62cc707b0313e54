/** What the doctor found, in words for somebody who runs a town's computers. */
export interface Finding {
	/** Stable name for scripts. */
	check: string;
	/** A warning does not make the whole bad. */
	level: 'good' | 'warning' | 'bad';
	says: string;
}

export type Level = Finding['level'];
export const good = (check: string, says: string): Finding => ({ check, level: 'good', says });
export const warning = (check: string, says: string): Finding => ({
	check,
	level: 'warning',
	says
});
export const bad = (check: string, says: string): Finding => ({ check, level: 'bad', says });
