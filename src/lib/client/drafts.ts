/**
 * Owns half-written text. It survives a step change, a reload, sleep and a crash: every keystroke goes to
 * localStorage, or to memory where that is blocked or full, and then `areDraftsVolatile` says so. A draft is
 * never sent by itself, and does not stay on the device after its workshop.
 */
import { createSubscriber } from 'svelte/reactivity';

const PREFIX = 'auftakt.draft.';

export interface Draft {
	text: string;
	clear(): void;
}

/** Drafts whose text is not in the storage, with that text: written again as soon as it can be. */
const unstored = new Map<string, string>();
/** Workshops that are over: their drafts live in this page only. */
const over: { prefix: string; except: string }[] = [];
let tellVolatile = () => {};
const followVolatile = createSubscriber((update) => {
	tellVolatile = update;
	return () => (tellVolatile = () => {});
});

/** Reactive: some half-written text would not survive the closing of this page. */
export function areDraftsVolatile(): boolean {
	followVolatile();
	return unstored.size > 0;
}

function storage(): Storage | null {
	try {
		return typeof localStorage === 'undefined' ? null : localStorage;
	} catch {
		return null;
	}
}

function isOver(name: string): boolean {
	return over.some(({ prefix, except }) => name.startsWith(prefix) && !name.startsWith(except));
}

function store(name: string, text: string): void {
	// The server draws pages for everybody and must not remember anybody's words.
	if (typeof document === 'undefined') return;
	const before = unstored.size;
	try {
		const place = storage();
		if (!place) throw new Error('blocked');
		if (text && !isOver(name)) place.setItem(name, text);
		else place.removeItem(name);
		unstored.delete(name);
	} catch {
		// Full or blocked: the text stays in memory as long as the page lives.
		if (text && !isOver(name)) unstored.set(name, text);
		else unstored.delete(name);
	}
	if (before !== unstored.size) tellVolatile();
}

/** Tries once more what could not be stored; to be called now and then. */
export function storeDraftsAgain(): void {
	for (const [name, text] of [...unstored]) store(name, text);
}

/** @param key says what the text is for, e.g. `CODE.stepId.tableId`; the same key is the same draft */
export function createDraft(key: string): Draft {
	const name = PREFIX + key;
	let text = unstored.get(name) ?? '';
	try {
		text ||= storage()?.getItem(name) ?? '';
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
		// Somebody may have cleared the site's data meanwhile, which no event tells.
		const keep = () => {
			if (text) store(name, text);
		};
		addEventListener('storage', follow);
		addEventListener('pagehide', keep);
		document.addEventListener('visibilitychange', keep);
		return () => {
			removeEventListener('storage', follow);
			removeEventListener('pagehide', keep);
			document.removeEventListener('visibilitychange', keep);
		};
	});

	const write = (value: string) => {
		text = value;
		changed();
		store(name, value);
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

/**
 * The workshop is over: what was never sent stays on the screen, and not on the device.
 * @param except drafts with this prefix stay: the office goes on writing
 */
export function forgetDrafts(prefix: string, except: string): void {
	over.push({ prefix: PREFIX + prefix, except: PREFIX + except });
	for (const { key } of listDrafts(prefix)) if (isOver(PREFIX + key)) store(PREFIX + key, '');
	for (const name of [...unstored.keys()]) if (isOver(name)) store(name, '');
}

/** Drafts whose key starts with that prefix and hold text: what was never sent. */
export function listDrafts(prefix: string): { key: string; text: string }[] {
	try {
		const place = storage();
		if (!place) return [];
		return Array.from({ length: place.length }, (_, i) => place.key(i) ?? '')
			.filter((name) => name.startsWith(PREFIX + prefix))
			.map((name) => ({ key: name.slice(PREFIX.length), text: place.getItem(name) ?? '' }));
	} catch {
		return [];
	}
}
