/**
 * Owns half-written text. It survives a step change, a reload, sleep and a crash: every keystroke goes to
 * localStorage, or to memory where that is blocked. A draft is never sent by itself.
 */
import { createSubscriber } from 'svelte/reactivity';

const PREFIX = 'auftakt.draft.';

export interface Draft {
	text: string;
	clear(): void;
}

function storage(): Storage | null {
	try {
		return typeof localStorage === 'undefined' ? null : localStorage;
	} catch {
		return null;
	}
}

/** @param key says what the text is for, e.g. `CODE.stepId.tableId`; the same key is the same draft */
export function createDraft(key: string): Draft {
	const name = PREFIX + key;
	let text = '';
	try {
		text = storage()?.getItem(name) ?? '';
	} catch {
		// Reading may be blocked as well; the draft then starts empty.
	}
	let changed = () => {};
	const subscribe = createSubscriber((update) => {
		changed = update;
		// Another tab of the same person writes the same draft.
		const follow = (event: StorageEvent) => {
			if (event.key !== name || event.newValue === text) return;
			text = event.newValue ?? '';
			update();
		};
		addEventListener('storage', follow);
		return () => removeEventListener('storage', follow);
	});

	const write = (value: string) => {
		text = value;
		changed();
		try {
			if (value) storage()?.setItem(name, value);
			else storage()?.removeItem(name);
		} catch {
			// Full or blocked: the text stays in memory as long as the page lives.
		}
	};

	return {
		get text() {
			subscribe();
			return text;
		},
		set text(value: string) {
			write(value);
		},
		clear: () => write('')
	};
}

/** Drafts whose key starts with that prefix and hold text: what was never sent. */
export function listDrafts(prefix: string): { key: string; text: string }[] {
	try {
		const store = storage();
		if (!store) return [];
		return Array.from({ length: store.length }, (_, i) => store.key(i) ?? '')
			.filter((name) => name.startsWith(PREFIX + prefix))
			.map((name) => ({ key: name.slice(PREFIX.length), text: store.getItem(name) ?? '' }));
	} catch {
		return [];
	}
}
