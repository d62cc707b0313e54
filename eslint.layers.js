/**
 * Holds the layers: domain ← protocol ← (server | client) ← routes; `ui` shows, and sees types of the
 * domain only; `signs` is what screen and paper draw alike. Also keeps each outside library behind the one folder that knows it, so that replacing
 * it stays a change of that folder.
 */
import { dirname, relative, resolve } from 'node:path';

const root = import.meta.dirname;

/**
 * What each layer may import from which other; `types` means `import type` only.
 * @type {Record<string, Record<string, 'all' | 'types'>>}
 */
const MAY_IMPORT = {
	domain: { domain: 'all' },
	protocol: { domain: 'all', protocol: 'all' },
	text: { text: 'all', domain: 'types', protocol: 'types' },
	signs: { signs: 'all', domain: 'types' },
	ui: { ui: 'all', text: 'all', signs: 'all', domain: 'types' },
	server: { server: 'all', protocol: 'all', domain: 'all', text: 'all', signs: 'all' },
	client: { client: 'all', protocol: 'all', domain: 'all', text: 'all' }
};

/** Layers that import only these packages, built-in modules included. @type {Record<string, string[]>} */
const PACKAGES_OF_LAYER = { domain: [], protocol: ['valibot'], text: [] };

/** Packages that only these places know. */
const PLACES_OF_PACKAGE = [
	{ name: /^socket\.io$/, places: ['src/lib/server/live/'] },
	{ name: /^socket\.io-client$/, places: ['src/lib/client/', 'cli/'] },
	{ name: /^better-sqlite3$/, places: ['src/lib/server/store/'] },
	{ name: /^drizzle-orm$/, places: ['src/lib/server/store/', 'src/lib/server/staff/'] }
];

const layerOf = (/** @type {string} */ file) => /^src\/lib\/(\w+)\//.exec(file)?.[1];

/**
 * Why `file` must not import `specifier`, or undefined if it may.
 * @param {string} file relative to the root
 * @param {string} specifier
 * @param {boolean} typesOnly
 */
function objection(file, specifier, typesOnly) {
	const layer = layerOf(file);
	const isTest = /\.test\.ts$/.test(file);
	if (specifier.startsWith('.') || specifier.startsWith('#lib/')) {
		const target = specifier.startsWith('.')
			? relative(root, resolve(root, dirname(file), specifier))
			: specifier.replace('#lib/', 'src/lib/');
		const allowed = layer && MAY_IMPORT[layer];
		if (!allowed) return;
		const targetLayer = layerOf(target);
		if (!targetLayer) return isTest ? undefined : `${layer}/ may not import ${target}`;
		const grant = allowed[targetLayer];
		if (grant === 'all' || (grant === 'types' && typesOnly)) return;
		return grant
			? `${layer}/ may import only types from ${targetLayer}/`
			: `${layer}/ may not import ${targetLayer}/`;
	}

	if (isTest) return;
	const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
	const packages = layer && PACKAGES_OF_LAYER[layer];
	if (packages && !packages.includes(name)) return `${layer}/ may not import packages: ${name}`;
	const isOutside = specifier.startsWith('node:') || specifier.startsWith('$env/');
	if ((layer === 'client' || layer === 'ui') && isOutside) {
		return `${layer}/ runs in the browser: ${specifier} is not there`;
	}
	if (layer === 'server' && specifier.startsWith('$app/')) {
		return `server/ also runs without SvelteKit (command line, tests): ${specifier} is not there`;
	}
	const owner = PLACES_OF_PACKAGE.find((entry) => entry.name.test(name));
	if (owner && !owner.places.some((place) => file.startsWith(place))) {
		return `only ${owner.places.join(' and ')} may import ${name}`;
	}
}

/** @type {import('eslint').Rule.RuleModule} */
const layers = {
	meta: { type: 'problem', schema: [] },
	create(context) {
		const file = relative(root, context.filename).replaceAll('\\', '/');
		const check = (/** @type {any} */ node) => {
			const specifier = node.source?.value;
			if (typeof specifier !== 'string') return;
			const kind = node.importKind ?? node.exportKind;
			const names = node.specifiers ?? [];
			const typesOnly =
				kind === 'type' ||
				(names.length > 0 && names.every((/** @type {any} */ it) => it.importKind === 'type'));
			const message = objection(file, specifier, typesOnly);
			if (message) context.report({ node, message });
		};
		return {
			ImportDeclaration: check,
			ImportExpression: check,
			ExportNamedDeclaration: check,
			ExportAllDeclaration: check
		};
	}
};

export const layersPlugin = { rules: { layers } };
