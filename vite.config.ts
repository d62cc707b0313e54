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

export default defineConfig({
	plugins: [sveltekit(), liveInDevelopment()],
	build: {
		// The phones people bring to a town hall, not the ones developers have.
		target: ['es2020', 'chrome87', 'safari14', 'ios14']
	}
});
