import { describe, expect, it } from 'vitest';
import { isOwnPage } from './origin.ts';

const open = { origin: undefined, publicUrl: undefined };
const ws = { upgrade: 'websocket' };

describe('the origin of a live connection', () => {
	it('is any address under which the server was asked', () => {
		for (const [origin, host] of [
			['http://192.168.1.5:3000', '192.168.1.5:3000'],
			['http://cafe.lan', 'cafe.lan:80'],
			['https://cafe.example.org', 'cafe.example.org'],
			['http://CAFE.lan:3000', 'cafe.LAN:3000'],
			['http://[fd00::1]:3000', '[fd00::1]:3000']
		])
			expect(isOwnPage({ headers: { ...ws, origin, host } }, open)).toBe(true);
	});

	it('is no foreign, look-alike, broken or missing one', () => {
		const host = 'cafe.lan:3000';
		for (const origin of [
			undefined,
			'null',
			'',
			'http://evil.example',
			'http://cafe.lan:3001',
			'http://cafe.lan',
			'http://cafe.lan:3000.evil.example',
			'http://evil.example/?cafe.lan:3000',
			'file://cafe.lan:3000'
		])
			expect(isOwnPage({ headers: { ...ws, host, origin } }, open)).toBe(false);
		expect(isOwnPage({ headers: { ...ws, origin: 'http://cafe.lan' } }, open)).toBe(false);
	});

	it('is the public address too, and nothing else where a proxy is configured', () => {
		const host = 'localhost:3000';
		const origin = 'https://auftakt.example.org';
		const headers = { ...ws, host, origin };
		expect(isOwnPage({ headers }, { ...open, publicUrl: origin })).toBe(true);
		expect(isOwnPage({ headers }, { origin, publicUrl: origin })).toBe(true);
		const direct = { ...ws, host, origin: 'http://localhost:3000' };
		expect(isOwnPage({ headers: direct }, { ...open, publicUrl: origin })).toBe(true);
		expect(isOwnPage({ headers: direct }, { origin, publicUrl: origin })).toBe(false);
	});

	it('may come as the referrer with long polling only, because browsers name no origin there', () => {
		const host = 'cafe.lan:3000';
		const referer = 'http://cafe.lan:3000/w/HAFENTRS';
		expect(isOwnPage({ headers: { host, referer } }, open)).toBe(true);
		expect(isOwnPage({ headers: { ...ws, host, referer } }, open)).toBe(false);
		expect(isOwnPage({ headers: { host, referer, origin: 'http://evil.example' } }, open)).toBe(
			false
		);
		expect(isOwnPage({ headers: { host, referer: 'http://evil.example/' } }, open)).toBe(false);
	});
});
