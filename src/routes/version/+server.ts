/** Which software and which wire protocol answer here; a load balancer and a bug report want both. */
import { json } from '@sveltejs/kit';
import { PROTOCOL } from '#lib/protocol/socket.ts';
import { name, version } from '../../../package.json';

export const GET = () =>
	json({ name, version, protocol: PROTOCOL }, { headers: { 'cache-control': 'no-store' } });
