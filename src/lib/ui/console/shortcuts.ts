/**
 * Owns the console's keys: which key means what, and when a key belongs to somebody else. A key never
 * acts while somebody types, while a dialog is open, or (but for Ctrl+Z) together with Ctrl or Alt; the
 * space bar on a focused control stays that control's own. Presenter remotes send Page Up and Page Down.
 */
export type Action =
	| 'next'
	| 'back'
	| 'pause'
	| 'more'
	| 'less'
	| 'blank'
	| 'freeze'
	| 'hide'
	| 'screens'
	| 'step'
	| 'call'
	| 'replan'
	| 'release'
	| 'harvest'
	| 'cards'
	| 'wipe'
	| 'undo'
	| 'group'
	| 'keys';

const MOVING: Record<string, Action> = {
	ArrowRight: 'next',
	PageDown: 'next',
	' ': 'next',
	ArrowLeft: 'back',
	PageUp: 'back'
};

/** Single letters and signs; can be switched off for people whose speech input types them (WCAG 2.1.4). */
const LETTERS: Record<string, Action> = {
	p: 'pause',
	'+': 'more',
	'=': 'more',
	'-': 'less',
	'−': 'less',
	b: 'blank',
	f: 'freeze',
	h: 'hide',
	m: 'screens',
	t: 'step',
	c: 'call',
	r: 'replan',
	l: 'release',
	e: 'harvest',
	k: 'cards',
	w: 'wipe',
	u: 'undo',
	n: 'group',
	'?': 'keys'
};

export interface Pressed {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	/** Held down: one press is one step. */
	repeat: boolean;
	defaultPrevented: boolean;
}

/** Where the key was pressed, see `focusOf`. */
export type Focus = 'page' | 'control' | 'arrows' | 'typing';

/** What the press asks for, `{ cluster }` for the digits 1–9, or null when it is not ours. */
export function actionOf(
	event: Pressed,
	focus: Focus,
	letters: boolean
): Action | { cluster: number } | null {
	const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
	if (isUndo && !event.altKey && focus !== 'typing' && !event.defaultPrevented) return 'undo';
	if (event.ctrlKey || event.metaKey || event.altKey) return null;
	if (event.repeat || event.defaultPrevented || focus === 'typing') return null;
	const moving = MOVING[event.key];
	if (moving) {
		if (event.key === ' ' && focus !== 'page') return null;
		if (event.key.startsWith('Arrow') && focus === 'arrows') return null;
		return moving;
	}
	if (!letters) return null;
	if (/^[1-9]$/.test(event.key)) return { cluster: Number(event.key) };
	return LETTERS[event.key.toLowerCase()] ?? null;
}

const TEXTLESS = ['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file'];

/** What the focused element does with keys by itself. */
export function focusOf(target: EventTarget | null): Focus {
	if (!(target instanceof Element)) return 'page';
	if (target instanceof HTMLElement && target.isContentEditable) return 'typing';
	if (target.matches('textarea, select')) return 'typing';
	if (target instanceof HTMLInputElement) {
		if (!TEXTLESS.includes(target.type)) return 'typing';
		return target.type === 'checkbox' ? 'control' : 'arrows';
	}
	if (target.closest('[role="tab"], [role="radio"]')) return 'arrows';
	return target.closest('button, a[href], summary, label') ? 'control' : 'page';
}
