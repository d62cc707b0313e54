import { describe, expect, it } from 'vitest';
import { change } from '../../../../tests/support/builders.ts';
import { State } from '#lib/domain/state.ts';
import type { Batch } from '#lib/protocol/socket.ts';
import { Device, type LiveSocket } from './device.ts';
import { Packet } from './packet.ts';
import { Writer } from './writer.ts';

const STATE = new State([change('workshop', { rev: 7 })]);
const SHARE = 'x'.repeat(50 * 1024);

/** A projector whose connection has taken what was written and reads nothing. */
function stopped() {
	const written: string[] = [];
	let waiting = 0;
	const write = (bytes: Buffer) => {
		written.push(bytes.toString());
		waiting += bytes.length;
		return false;
	};
	const transport = {
		name: 'websocket',
		socket: {
			readyState: 1,
			get bufferedAmount() {
				return waiting;
			},
			_socket: { write, writableCorked: 0, cork: () => {}, uncork: () => {} }
		}
	};
	const socket = {
		data: { workshopId: 'w', actor: { role: 'screen' }, room: { state: STATE } },
		handshake: { auth: {}, headers: {} },
		conn: { readyState: 'open', upgrading: false, writeBuffer: [], transport }
	} as unknown as LiveSocket;
	return {
		device: new Device(socket, new Map(), new Writer()),
		written,
		reads: () => (waiting = 0),
		waiting: () => waiting
	};
}

describe('a device that does not read', () => {
	it('costs no more than a few hundred kilobytes, however much there is to say', () => {
		const { device, waiting } = stopped();
		for (let i = 0; i < 1000; i++) device.hear(Packet.forAll(SHARE, 1));
		expect(waiting()).toBeLessThan(320 * 1024);
	});

	it('is made to ask once it has read, by a batch that is a gap to everybody, and hears again', () => {
		const { device, written, reads } = stopped();
		for (let i = 0; i < 10; i++) device.hear(Packet.forAll(SHARE, 1));
		const before = written.length;
		device.readUp();
		device.hear(Packet.forAll('too early', 1));
		expect(written.length).toBe(before);
		reads();
		device.readUp();
		const [, json] = /42\["batch",(.*)\]$/s.exec(written.at(-1) ?? '') ?? [];
		expect(JSON.parse(json ?? '') as Batch).toEqual({
			audience: 'screen',
			rev: 8,
			prev: 8,
			rows: {}
		});
		device.hear(Packet.forAll('in time', 1));
		expect(written.at(-1)).toContain('in time');
	});

	it('is not answered while it is behind', () => {
		const { device, written, reads } = stopped();
		const ask = (ask: unknown) => ((ask as { number: number }).number = 5);
		const answer = () => ({ now: 1, epoch: 'e', me: null, batches: [] });
		for (let i = 0; i < 10; i++) device.hear(Packet.forAll(SHARE, 1));
		const before = written.length;
		device.sync(ask, answer);
		expect(written.length).toBe(before);
		reads();
		device.sync(ask, answer);
		expect(written.at(-1)).toMatch(/435\[\{"now":1,"epoch":"e","me":null,"batches":\[\]\}\]$/);
	});
});
