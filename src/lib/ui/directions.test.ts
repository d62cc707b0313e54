import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const LIB = new URL('../', import.meta.url);
const ROUTES = new URL('../../routes/w/', import.meta.url);

/** What people and staff write, in any language: names of fields of rows that hold it. */
const WORDS = ['text', 'title', 'label', 'hall', 'question', 'venue', 'city', 'wifi', 'givens'];

/** A button of ours, with a word of ours on it. */
const OURS = 'action';
/** Marks inside a line; they take the direction of the line. */
const LIKE_AROUND = ['q', 'strong', 'em'];

interface Node {
	type: string;
	start: number;
	[key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Whether what stands in the braces is somebody's words as they are. */
function isWords(expression: unknown): boolean {
	if (!isNode(expression)) return false;
	if (expression.type === 'ConditionalExpression')
		return isWords(expression['consequent']) || isWords(expression['alternate']);
	if (expression.type !== 'MemberExpression') return false;
	const [object, property] = [expression['object'], expression['property']] as { name?: string }[];
	return object?.name !== OURS && WORDS.includes(property?.name ?? '');
}

/** An element that keeps the direction of what it holds to itself. */
function isOwnDirection(element: Node): boolean {
	if (element['name'] === 'bdi') return true;
	const attributes = element['attributes'] as { name?: string; value?: unknown }[];
	return attributes.some(({ name }) => name === 'dir');
}

/** Where words stand in an element that has no direction of its own. */
function bareWords(source: string): string[] {
	const found: string[] = [];
	const visit = (value: unknown, around: Node | null) => {
		if (Array.isArray(value)) return value.forEach((one) => visit(one, around));
		if (!isNode(value)) return;
		if (value.type === 'ExpressionTag') {
			if (around && isWords(value['expression']) && !isOwnDirection(around))
				found.push(source.slice(value.start, value.start + 60).split('\n')[0] ?? '');
			return;
		}
		// Names of attributes are for the ear, and a title or an option is the browser's to draw.
		if (['Attribute', 'Script', 'TitleElement', 'SvelteHead'].includes(value.type)) return;
		const isOwn =
			value.type === 'RegularElement' &&
			(isOwnDirection(value) || !LIKE_AROUND.includes(String(value['name'])));
		const next = isOwn ? value : around;
		if (next?.['name'] === 'option') return;
		for (const [key, child] of Object.entries(value)) if (key !== 'metadata') visit(child, next);
	};
	visit(parse(source, { modern: true }).fragment, null);
	return found;
}

describe('words that people write', () => {
	const files = [
		...['ui/phone', 'ui/screen', 'ui/console', 'ui/cards'].map((path) => new URL(`${path}/`, LIB)),
		ROUTES
	].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.svelte'))
			.map((name) => [name, new URL(name, folder)] as const)
	);

	it.each(files)('have a direction of their own in %s', (_, file) => {
		expect(bareWords(readFileSync(file, 'utf8'))).toEqual([]);
	});

	it.each([
		['<p>{idea.text}</p>', 1],
		['<p dir="auto">{idea.text}</p>', 0],
		['<p dir="auto">{#if idea}<span>{idea.text}</span>{/if}</p>', 1],
		['<p>· <bdi>{table.label}</bdi></p>', 0],
		['<Card title={idea.text}>{text.t("title")}</Card>', 0]
	])('are found: %s', (source, n) => {
		expect(bareWords(source)).toHaveLength(n);
	});
});
