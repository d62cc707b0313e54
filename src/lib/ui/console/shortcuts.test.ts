import { describe, expect, it } from 'vitest';
import { actionOf, type Pressed } from './shortcuts.ts';

const press = (key: string, rest: Partial<Pressed> = {}): Pressed => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	repeat: false,
	defaultPrevented: false,
	...rest
});

describe('keys of the console', () => {
	it.each(['ArrowRight', 'PageDown', ' '])('%s moves on', (key) => {
		expect(actionOf(press(key), 'page', true)).toBe('next');
	});

	it.each(['ArrowLeft', 'PageUp'])('%s goes back', (key) => {
		expect(actionOf(press(key), 'page', true)).toBe('back');
	});

	it('does nothing while somebody types', () => {
		for (const key of [' ', 'ArrowRight', 'PageDown', 'p', '3', '?'])
			expect(actionOf(press(key), 'typing', true)).toBeNull();
	});

	it('leaves space to a focused control and arrows to tabs and radios', () => {
		expect(actionOf(press(' '), 'control', true)).toBeNull();
		expect(actionOf(press('ArrowRight'), 'arrows', true)).toBeNull();
		expect(actionOf(press('ArrowRight'), 'control', true)).toBe('next');
	});

	it('leaves browser shortcuts and held keys alone', () => {
		expect(actionOf(press('p', { ctrlKey: true }), 'page', true)).toBeNull();
		expect(actionOf(press('ArrowLeft', { altKey: true }), 'page', true)).toBeNull();
		expect(actionOf(press('PageDown', { repeat: true }), 'page', true)).toBeNull();
	});

	it('knows Ctrl+Z, but not in a field, where it belongs to what was typed', () => {
		expect(actionOf(press('z', { ctrlKey: true }), 'page', false)).toBe('undo');
		expect(actionOf(press('z', { metaKey: true }), 'control', true)).toBe('undo');
		expect(actionOf(press('z', { ctrlKey: true }), 'typing', true)).toBeNull();
		expect(actionOf(press('z'), 'page', true)).toBeNull();
	});

	it('can do without letters, but never without moving on', () => {
		expect(actionOf(press('b'), 'page', false)).toBeNull();
		expect(actionOf(press('4'), 'page', false)).toBeNull();
		expect(actionOf(press('PageDown'), 'page', false)).toBe('next');
	});

	it('gives digits to the groups and knows capital letters', () => {
		expect(actionOf(press('4'), 'page', true)).toEqual({ cluster: 4 });
		expect(actionOf(press('B'), 'page', true)).toBe('blank');
	});
});
