/** Owns the way into the one field, from anywhere on the cloth. */
import { tick } from 'svelte';

export const FIELD_ID = 'write';

/** The field may have to unfold first. */
export async function toField(): Promise<void> {
	await tick();
	document.getElementById(FIELD_ID)?.focus();
}
