import { expect, it } from 'vitest';
import { createDraft } from './drafts.ts';

it('on the server, a text is kept for nobody else', () => {
	const draft = createDraft('A.post.1');
	draft.text = 'half';
	expect(draft.text).toBe('half');
	expect(createDraft('A.post.1').text).toBe('');
});
