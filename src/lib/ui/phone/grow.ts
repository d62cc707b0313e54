/**
 * Owns the height of a text field that grows with its words, for browsers without `field-sizing`.
 */
import type { Attachment } from 'svelte/attachments';

/** @param text read so that the height follows when the text is set from outside */
export function grow(text: () => string): Attachment<HTMLTextAreaElement> {
	return (field) => {
		if (typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')) return;
		text();
		field.style.blockSize = 'auto';
		field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
	};
}
