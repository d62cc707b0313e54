/**
 * Owns under which address this server can be reached by somebody else. A laptop in a hall opens its own
 * projector at `localhost`, which is nobody's address but its own: what is shown to the hall is then the
 * laptop's address in the hall's network.
 */
import { networkInterfaces } from 'node:os';
import type { Config } from './config.ts';

/** Interfaces of containers and virtual machines: no phone in the hall gets there. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|wg)/;
const EVERYWHERE = new Set(['0.0.0.0', '::']);
/** Names under which a machine reaches only itself. */
export const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** IPv4 addresses in the networks this machine is part of, the likeliest first. */
export function lanAddresses(
	host: string,
	interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()
): string[] {
	if (LOOPBACK.has(host)) return [];
	if (!EVERYWHERE.has(host)) return [host];
	return Object.entries(interfaces)
		.sort(([a], [b]) => Number(VIRTUAL.test(a)) - Number(VIRTUAL.test(b)))
		.flatMap(([, addresses = []]) => addresses)
		.filter(
			({ family, internal, address }) =>
				family === 'IPv4' && !internal && !address.startsWith('169.254.')
		)
		.map(({ address }) => address);
}

/**
 * The origin for QR codes and everything people type: the configured one; else the one under which this
 * page was asked for, because that has just worked; on the server's own machine its address in the network.
 */
export function originForPhones(
	{ publicUrl, host }: Pick<Config, 'publicUrl' | 'host'>,
	asked: URL,
	interfaces?: ReturnType<typeof networkInterfaces>
): string {
	if (publicUrl) return publicUrl;
	if (!LOOPBACK.has(asked.hostname)) return asked.origin;
	const [address] = lanAddresses(host, interfaces);
	if (address === undefined) return asked.origin;
	const port = asked.port ? `:${asked.port}` : '';
	return `${asked.protocol}//${address.includes(':') ? `[${address}]` : address}${port}`;
}

/** `lan`: a number that a network hands out and may change; `local`: this machine's own; `name`: stays. */
export function kindOfAddress(origin: string): 'lan' | 'local' | 'name' {
	const { hostname } = new URL(origin);
	if (LOOPBACK.has(hostname)) return 'local';
	return /^(\d+\.\d+\.\d+\.\d+|\[.*\])$/.test(hostname) ? 'lan' : 'name';
}
