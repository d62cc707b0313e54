/**
 * Owns the distance that keeps a bar at the bottom above the on-screen keyboard. Browsers that shrink the
 * page for the keyboard report none; those that lay it over the page (iOS) would hide the send button. The
 * field that is written in comes along: not every browser brings it back when the page shrinks.
 */
import type { Attachment } from 'svelte/attachments';

export const aboveKeyboard: Attachment<HTMLElement> = (bar) => {
	const viewport = window.visualViewport;
	if (!viewport) return;
	const place = () => {
		// While zoomed in the visible part says nothing about the keyboard.
		const covered =
			viewport.scale > 1.01 ? 0 : window.innerHeight - viewport.height - viewport.offsetTop;
		bar.style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`);
	};
	const bringField = () => {
		const field = document.activeElement;
		const isWriting = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
		const form = bar.closest('form') ?? bar;
		if (isWriting && form.contains(field)) field.scrollIntoView({ block: 'nearest' });
	};
	const resize = () => {
		place();
		bringField();
	};
	viewport.addEventListener('resize', resize);
	viewport.addEventListener('scroll', place);
	// On a slow phone the field may be in use before this script arrives.
	resize();
	return () => {
		viewport.removeEventListener('resize', resize);
		viewport.removeEventListener('scroll', place);
	};
};
