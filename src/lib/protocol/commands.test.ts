import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandType } from '#lib/domain/commands.ts';
import { ruleOf } from '#lib/domain/permissions.ts';
import { PAYLOADS, SOCKET_COMMANDS, parseCommand } from './commands.ts';
import { PROTOCOL } from './socket.ts';

const POST = {
	id: '0197c1f2-0000-7000-8000-000000000001',
	type: 'contribution.post',
	payload: { contributionId: 'c1', stepId: 's1', kind: 'idea', text: 'Mehr Bänke', lang: 'de' },
	typedAt: 1_790_000_000_000
};

const edit = (payload: unknown) => ({ ...POST, type: 'step.edit', payload });
const vote = (dots: unknown) => ({ ...POST, type: 'vote.cast', payload: { ballotId: 'b1', dots } });

describe('parsing', () => {
	it('[L4] lets a command through as it is', () => {
		expect(parseCommand(POST)).toEqual({ ok: true, command: POST });
		expect(parseCommand({ ...POST, typedAt: 12.6 })).toMatchObject({ command: { typedAt: 13 } });
		expect(parseCommand(edit({ stepId: 's1', question: { de: 'Was?' } }))).toMatchObject({
			ok: true
		});
		expect(parseCommand(vote({ k1: 2 }))).toMatchObject({ ok: true });
		expect(parseCommand({ ...POST, type: 'workshop.close', payload: {} })).toMatchObject({
			ok: true
		});
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['a list', [POST]],
		['a text', 'contribution.post'],
		['an unknown type', { ...POST, type: 'contribution.shout' }],
		['a type of every object', { ...POST, type: 'toString' }],
		['an unknown field', { ...POST, payload: { ...POST.payload, role: 'office' } }],
		['an unknown field beside', { ...POST, actor: 'office' }],
		['a missing field', { ...POST, payload: { ...POST.payload, lang: undefined } }],
		['a number as text', { ...POST, payload: { ...POST.payload, text: 7 } }],
		['an endless text', { ...POST, payload: { ...POST.payload, text: 'x'.repeat(160_001) } }],
		['a strange id', { ...POST, id: '../../etc/passwd' }],
		['a long id', { ...POST, id: 'x'.repeat(81) }],
		['an id that every object has', { ...POST, id: 'constructor' }],
		['a strange language', { ...POST, payload: { ...POST.payload, lang: 'de"><script>' } }],
		['no time', { ...POST, typedAt: NaN }],
		['an endless time', { ...POST, typedAt: Infinity }],
		['half minutes', edit({ stepId: 's1', minutes: 1.5 })],
		['dots as texts', vote({ k1: '2' })],
		['half dots', vote({ k1: 0.5 })],
		[
			'too many options',
			vote(Object.fromEntries(Array.from({ length: 401 }, (_, i) => [`k${i}`, 0])))
		],
		['a reserved key', vote(JSON.parse('{"__proto__": 3}'))],
		[
			'a reserved key deeper',
			JSON.parse(JSON.stringify(vote({ k1: 1 })).replace('"k1"', '"constructor"'))
		],
		[
			'a long list',
			{
				...POST,
				type: 'contribution.release',
				payload: { contributionIds: new Array(5001).fill('c1'), released: true }
			}
		]
	])('[L4] refuses %s', (_, raw) => {
		expect(parseCommand(raw)).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
	});

	it('[L4] never throws, whatever comes', () => {
		const deep = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
		expect(parseCommand({ ...POST, payload: deep })).toMatchObject({ ok: false });
		const trap = {
			get id(): string {
				throw new Error('trap');
			}
		};
		expect(parseCommand(trap)).toMatchObject({ ok: false });
		const types = Object.keys(PAYLOADS);
		fc.assert(
			fc.property(
				fc.constantFrom(...types),
				fc.anything({ withNullPrototype: true }),
				(type, payload) => {
					const parsed = parseCommand({ ...POST, type, payload });
					expect(typeof parsed.ok).toBe('boolean');
				}
			),
			{ numRuns: 300 }
		);
	});

	it('[L4] says which field was wrong', () => {
		expect(parseCommand({ ...POST, payload: { ...POST.payload, text: 7 } })).toEqual({
			ok: false,
			refusal: { code: 'malformed', field: 'text' }
		});
	});
});

describe('the wire', () => {
	it('[L5] keeps its shape: old pages send what they sent, so a change here raises PROTOCOL', () => {
		const shape = JSON.stringify(describeSchema(PAYLOADS));
		const hash = createHash('sha256').update(`${PROTOCOL}\n${shape}`).digest('hex').slice(0, 16);
		expect(hash).toBe('219514ef5e89d0ef');
	});

	it('[L6] a device sends over a socket what its role may send, and nothing with a door of its own', () => {
		for (const type of Object.keys(PAYLOADS) as CommandType[]) {
			const rule = ruleOf(type);
			expect([type, SOCKET_COMMANDS.participant.has(type)]).toEqual([
				type,
				rule.participant === true
			]);
			expect([type, SOCKET_COMMANDS.staff.has(type)]).toEqual([type, rule.staff === true]);
		}
		for (const type of ['participant.join', 'workshop.create'] as const)
			expect([SOCKET_COMMANDS.participant.has(type), SOCKET_COMMANDS.staff.has(type)]).toEqual([
				false,
				false
			]);
	});
});

/** A schema as plain data: what it accepts, not how valibot does it. */
function describeSchema(value: unknown): unknown {
	if (value instanceof RegExp) return String(value);
	if (typeof value !== 'object' || value === null)
		return typeof value === 'function' ? undefined : value;
	if (Array.isArray(value)) return value.map(describeSchema);
	const skipped = ['kind', 'reference', 'expects', 'async', 'message', '~standard', '~run'];
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !skipped.includes(key))
			.map(([key, part]) => [key, describeSchema(part)])
	);
}
