import { describe, expect, it } from 'vitest';
import { judge } from './own-server.ts';

const LOG_IN = '<!doctype html><title>Willkommen im Hotel</title>';
const OURS = '{"name":"auftakt","version":"1.0.0","protocol":2}';

describe('who answers', () => {
	it('is ours only when it says so', () => {
		expect(judge({ type: 'basic', status: 200, text: OURS })).toBe('ours');
	});

	it.each([
		{ type: 'basic', status: 200, text: LOG_IN },
		{ type: 'basic', status: 200, text: '' },
		{ type: 'basic', status: 204, text: '' },
		{ type: 'basic', status: 200, text: 'null' },
		{ type: 'basic', status: 200, text: '{"ok":true}' },
		{ type: 'basic', status: 511, text: LOG_IN },
		{ type: 'opaqueredirect', status: 0, text: '' }
	] as const)('is a log-in page: %j', (answer) => {
		expect(judge(answer)).toBe('captive');
	});

	it.each([502, 503, 404, 400])('is nobody when a proxy in between says %i', (status) => {
		expect(judge({ type: 'basic', status, text: LOG_IN })).toBe('nobody');
	});
});
