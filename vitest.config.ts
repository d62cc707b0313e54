/**
 * The test projects. Kept apart from vite.config.ts, so that tests of plain modules start without
 * SvelteKit; only the tests of runes need Svelte's compiler and a browser-like world, because `$effect`
 * silently never runs without the `browser` condition.
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const plain = (name: string, include: string[], exclude: string[] = []) => ({
	extends: true as const,
	test: { name, include, exclude, environment: 'node' as const }
});

export default defineConfig({
	test: {
		expect: { requireAssertions: true },
		// How long something takes is measured elsewhere: a busy machine is no fault.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		projects: [
			plain('unit', ['src/**/*.test.ts', 'cli/**/*.test.ts'], ['src/**/*.svelte.test.ts']),
			{
				extends: true,
				plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
				resolve: { conditions: ['browser'] },
				test: { name: 'runes', include: ['src/**/*.svelte.test.ts'], environment: 'jsdom' }
			},
			plain('contract', ['tests/contract/**/*.test.ts']),
			plain('live', ['tests/live/**/*.test.ts']),
			plain('fuzz', ['tests/fuzz/**/*.test.ts'])
		]
	}
});
