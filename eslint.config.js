import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { layersPlugin } from './eslint.layers.js';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	globalIgnores([
		'build/',
		'.svelte-kit/',
		'.auftakt/',
		'data*/',
		'test-results/',
		'playwright-report/',
		'static/',
		'docs/'
	]),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			// TypeScript knows which names exist, the linter only guesses.
			'no-undef': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-imports': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, svelteConfig }
		},
		rules: {
			// Addresses of a page are plain here: there is no base path to resolve.
			'svelte/no-navigation-without-resolve': 'off',
			// Citizens' words are text; nothing they write may become markup.
			'svelte/no-at-html-tags': 'error'
		}
	},
	{
		files: [
			'src/lib/**/*.{ts,js,svelte}',
			'src/routes/**/*.{ts,js,svelte}',
			'src/*.ts',
			'cli/**/*.ts'
		],
		plugins: { auftakt: layersPlugin },
		rules: { 'auftakt/layers': 'error' }
	}
);
