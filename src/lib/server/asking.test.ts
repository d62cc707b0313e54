import { expect, test } from 'vitest';
import { Asking } from './asking.ts';

test('asked twice is asked once, answered is gone, and so is what is old', () => {
	let now = 1000;
	const asking = new Asking(() => now);
	const told: string[] = [];
	asking.onChange = (id) => told.push(id);
	asking.ask('w1', 'a', null);
	asking.ask('w1', 'a', 3);
	asking.ask('w1', 'b', null);
	asking.ask('w2', 'c', 1);
	expect(asking.of('w1')).toEqual([3, null]);
	asking.answer('w1');
	expect(asking.of('w1')).toEqual([]);
	expect(asking.of('w2')).toEqual([1]);
	expect(told).toEqual(['w1', 'w1', 'w1', 'w2', 'w1']);
	now += 15 * 60_000;
	expect(asking.of('w2')).toEqual([]);
});

test('a prankster cannot fill the memory', () => {
	const asking = new Asking(() => 0);
	for (let n = 0; n < 1000; n++) asking.ask('w', String(n), null);
	expect(asking.of('w').length).toBe(20);
});
