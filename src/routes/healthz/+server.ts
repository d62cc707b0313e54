/** Alive: the process answers. Says nothing about whether it should get traffic; that is readyz. */
import { text } from '@sveltejs/kit';

export const GET = () => text('ok', { headers: { 'cache-control': 'no-store' } });
