import { describe, expect, it } from 'vitest';
import { kindOfAddress, originForPhones } from './addresses.ts';

const address = (value: string, internal = false) =>
	({ family: 'IPv4', address: value, internal }) as never;
const laptop = {
	docker0: [address('172.17.0.1')],
	lo: [address('127.0.0.1', true)],
	wlan0: [address('169.254.3.4'), address('192.168.178.23')]
};
const asked = (url: string) => new URL(url);
const everywhere = { publicUrl: undefined, host: '0.0.0.0' };

describe('originForPhones', () => {
	it('is the configured address, wherever the page was opened', () => {
		const config = { publicUrl: 'https://auftakt.rostock.de', host: '0.0.0.0' };
		expect(originForPhones(config, asked('http://localhost:3000/x'), laptop)).toBe(
			'https://auftakt.rostock.de'
		);
	});

	it('is the address the page was opened under', () => {
		expect(originForPhones(everywhere, asked('http://10.0.0.5:3000/x'), laptop)).toBe(
			'http://10.0.0.5:3000'
		);
	});

	it('is the address in the hall’s network when the laptop shows its own page', () => {
		for (const host of ['localhost', '127.0.0.1', '[::1]'])
			expect(originForPhones(everywhere, asked(`http://${host}:3000/x`), laptop)).toBe(
				'http://192.168.178.23:3000'
			);
	});

	it('does not promise what is not there', () => {
		const alone = { publicUrl: undefined, host: '127.0.0.1' };
		expect(originForPhones(alone, asked('http://localhost:3000/'), laptop)).toBe(
			'http://localhost:3000'
		);
		expect(originForPhones(everywhere, asked('http://localhost:3000/'), {})).toBe(
			'http://localhost:3000'
		);
	});
});

describe('kindOfAddress', () => {
	it.each([
		['https://auftakt.rostock.de', 'name'],
		['http://auftakt.local:3000', 'name'],
		['http://192.168.178.23:3000', 'lan'],
		['http://[fd00::12]:3000', 'lan'],
		['http://localhost:3000', 'local'],
		['http://127.0.0.1:3000', 'local'],
		['http://[::1]:3000', 'local']
	])('knows what becomes of %s', (origin, kind) => {
		expect(kindOfAddress(origin)).toBe(kind);
	});
});
