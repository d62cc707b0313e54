import { sveltekit } from '@sveltejs/kit/vite';
import type { Server } from 'node:http';
import { defineConfig, type Plugin } from 'vite';
import type { App } from './src/lib/server/app.ts';

/**
 * In development, does what server.js does in production: gives the app Vite's HTTP server for its
 * sockets. The first request makes SvelteKit run `init`, which creates the app; socket.io has a path of
 * its own, so it shares the server with Vite's reload socket. Open sockets keep the app they were made
 * with: after a change to server code that they should see, restart.
 */
function liveInDevelopment(): Plugin {
	return {
		name: 'auftakt:live',
		apply: 'serve',
		configureServer({ httpServer, config }) {
			httpServer?.once('listening', () => {
				const address = httpServer.address();
				if (!address || typeof address === 'string') return;
				const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
				fetch(`http://${host}:${address.port}/healthz`)
					.then(() => {
						const app: App | undefined = Reflect.get(globalThis, Symbol.for('auftakt.app'));
						if (!app) throw new Error('init in hooks.server.ts has not created the app');
						app.attach(httpServer as Server);
					})
					.catch((error: unknown) => config.logger.error(`No live connections: ${String(error)}`));
			});
		}
	};
}

/**
 * Into the server's bundle instead of out of node_modules at each start. Node reads a package's list of
 * exports once per imported file; this one has 170 kB of it and 115 files, half of the time of a start.
 */
const BUNDLED_ON_SERVER = ['drizzle-orm', '@better-auth/drizzle-adapter'];

/**
 * What every page needs, and what the door needs, in one file: a dozen of the pieces are smaller than
 * the headers of asking for them, and each costs a turn on a Wi-Fi that a whole hall uses at once.
 */
function onePieceForEveryPage(): Plugin {
	const parts = [
		/[\\/]node_modules[\\/](?:svelte|@sveltejs[\\/]kit|devalue|esm-env|clsx)[\\/]/,
		/vite[\\/]preload-helper|@oxc-project\+runtime|rolldown[\\/]runtime/,
		/[\\/]src[\\/]routes[\\/]\+(?:layout|error)\.svelte/,
		/[\\/]src[\\/]lib[\\/]text[\\/]text\.ts/,
		/[\\/]src[\\/]lib[\\/]ui[\\/](?:LanguageList|screen[\\/]Emphasis|text-context|tokens)\b/,
		/[\\/]src[\\/]lib[\\/]ui[\\/]phone[\\/](?:Guest|Privacy|RefusalBar|refusal)\b/
	];
	const test = (id: string) => parts.some((part) => part.test(id));
	return {
		name: 'auftakt:one-piece',
		apply: 'build',
		// SvelteKit has said by now which of its two builds this is; the command line says nothing of it.
		config: ({ build }) =>
			build?.ssr
				? undefined
				: {
						build: {
							rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test }] } } }
						}
					}
	};
}

/**
 * The phones people bring to a town hall, not the ones developers have. The server is left as it was
 * written: made for old phones, each of its private fields would cost a look into a map.
 */
function forOldPhones(): Plugin {
	return {
		name: 'auftakt:for-old-phones',
		apply: 'build',
		config: ({ build }) =>
			build?.ssr ? undefined : { build: { target: ['es2020', 'chrome87', 'safari14', 'ios14'] } }
	};
}

export default defineConfig(({ command }) => ({
	plugins: [sveltekit(), liveInDevelopment(), onePieceForEveryPage(), forOldPhones()],
	ssr: { noExternal: command === 'build' ? BUNDLED_ON_SERVER : [] }
}));
