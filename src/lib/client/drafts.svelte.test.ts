import { afterEach, describe, expect, it, vi } from 'vitest';
import { areDraftsVolatile, createDraft, forgetDrafts, storeDraftsAgain } from './drafts.ts';

const inStorage = (key: string) => localStorage.getItem(`auftakt.draft.${key}`);

describe('half-written text', () => {
	afterEach(() => {
		vi.restoreAllMocks();
		localStorage.clear();
	});

	it('is there again for the next page', () => {
		createDraft('A.post.1').text = 'half';
		expect(createDraft('A.post.1').text).toBe('half');
		createDraft('A.post.1').clear();
		expect(inStorage('A.post.1')).toBeNull();
	});

	it('lives in memory and says so while the storage is full, and is stored once there is room', () => {
		const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
			throw new DOMException('full', 'QuotaExceededError');
		});
		const draft = createDraft('B.post.1');
		draft.text = 'half';
		expect(areDraftsVolatile()).toBe(true);
		expect(draft.text).toBe('half');
		storeDraftsAgain();
		expect(areDraftsVolatile()).toBe(true);

		full.mockRestore();
		storeDraftsAgain();
		expect(areDraftsVolatile()).toBe(false);
		expect(inStorage('B.post.1')).toBe('half');
	});

	it('stays on the screen and leaves the device after the evening; the office goes on writing', () => {
		const [mine, office, other] = ['C.post.1', 'C.guideline.7.text', 'D.post.1'].map((key) => {
			const draft = createDraft(key);
			draft.text = key;
			return draft;
		});
		forgetDrafts('C.', 'C.guideline.');
		expect(mine?.text).toBe('C.post.1');
		expect(inStorage('C.post.1')).toBeNull();
		if (mine) mine.text = 'more';
		expect(inStorage('C.post.1')).toBeNull();
		expect(areDraftsVolatile()).toBe(false);
		expect([office?.text, other?.text]).toEqual(['C.guideline.7.text', 'D.post.1']);
		expect(inStorage('C.guideline.7.text')).toBe('C.guideline.7.text');
		expect(inStorage('D.post.1')).toBe('D.post.1');
	});
});
