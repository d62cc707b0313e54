/** Sends a phone only the half it needs: whoever has not joined yet does not wait for the table. */
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({
	...data,
	Joined: data.joined ? (await import('./Joined.svelte')).default : null
});
