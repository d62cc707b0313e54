import { sveltekit } from '@sveltejs/kit/vite';
import type { Server } from 'node:http';
import type { AcceptedPlugin, AtRule } from 'postcss';
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
		/[\\/]src[\\/]lib[\\/]ui[\\/](?:LanguageList|LookRow|look|screen[\\/]Emphasis|text-context|tokens)\b/,
		/[\\/]src[\\/]lib[\\/]ui[\\/]phone[\\/](?:DoorHelp|Guest|Privacy|RefusalBar|refusal)\b/
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

/** True in Safari before 15.4 and Chrome before 101: all that skip what is in a cascade layer, few more. */
const NO_LAYERS = 'not (font-palette: normal)';

/**
 * What stands in cascade layers once more, for browsers that know none and would show a bare page. There
 * it has no weight, so that every component wins over it, as it does over a layer.
 */
const layersForOldPhones: AcceptedPlugin = {
	postcssPlugin: 'auftakt:layers-for-old-phones',
	OnceExit(root, { AtRule }) {
		const flat = new AtRule({ name: 'supports', params: NO_LAYERS });
		root.each((layer) => {
			if (layer.type !== 'atrule' || layer.name !== 'layer') return;
			// A copy of the list: appending takes a node out of the one it stands in.
			flat.append([...(layer.clone().nodes ?? [])]);
		});
		flat.walkRules((rule) => {
			if (rule.parent?.type === 'atrule' && /keyframes/.test((rule.parent as AtRule).name)) return;
			rule.selectors = rule.selectors.map((selector) => {
				const [element = ''] = /::[\w-]+$/.exec(selector) ?? [];
				const weighty = selector.slice(0, selector.length - element.length);
				return weighty === '' || weighty === '*' ? selector : `:where(${weighty})${element}`;
			});
		});
		if (flat.nodes?.length) root.append(flat);
	}
};

export default defineConfig(({ command }) => ({
	css: { postcss: { plugins: [layersForOldPhones] } },
	plugins: [sveltekit(), liveInDevelopment(), onePieceForEveryPage(), forOldPhones()],
	ssr: { noExternal: command === 'build' ? BUNDLED_ON_SERVER : [] }
}));
