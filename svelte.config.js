import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	compilerOptions: {
		// Packages may still ship components in the older syntax; ours may not.
		runes: ({ filename }) => (/[/\\]node_modules[/\\]/.test(filename) ? undefined : true)
	},
	kit: {
		// A build is made beside the one in use and then takes its place; see cli/build.mjs.
		adapter: adapter({ out: process.env.AUFTAKT_BUILD_DIR ?? 'build', precompress: true }),
		// The phone registers it by itself, when it has nothing better to do.
		serviceWorker: { register: false },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				// Svelte writes style attributes (`style:--x`) and transition rules; neither can carry a nonce.
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'media-src': ['self'],
				// hooks.server.ts adds this server's own ws: address, which older Safaris do not see in 'self'.
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'frame-src': ['self'],
				'frame-ancestors': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'object-src': ['none']
			}
		}
	}
};

export default config;
