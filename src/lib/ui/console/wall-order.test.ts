import { describe, expect, it } from 'vitest';
import { wallOrder } from './wall-order.ts';

const group = (id: string, position: number, parentId: string | null = null) => ({
	id,
	position,
	parentId
});
const order = (...groups: ReturnType<typeof group>[]) =>
	wallOrder(groups)
		.map(({ id }) => id)
		.join('');

describe('the order of groups', () => {
	it('keeps inner groups right behind their outer one', () => {
		expect(order(group('d', 3, 'a'), group('c', 2), group('b', 1, 'c'), group('a', 0))).toBe(
			'adcb'
		);
	});
	it('shows a group whose outer one is not there', () => {
		expect(order(group('b', 1, 'x'), group('a', 0))).toBe('ab');
	});
});
