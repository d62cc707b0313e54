/**
 * Owns one text that saves itself. What is shown is the own text until the server has it, then the
 * stored one; another person's later change shows as soon as nothing of one's own is unsaved. Every
 * keystroke is in the draft on this device until the server has acknowledged it.
 */
import type { Outcome, Refusal } from '#lib/domain/commands.ts';
import { createDraft } from '#lib/client/drafts.ts';

const PAUSE_MS = 800;
/** A draft is stored behind this sign, so that a text emptied on purpose is a draft too. */
const MARK = '=';

interface Options {
	draftKey: string;
	stored: () => string;
	/** `rev` of the row the text belongs to. */
	rev: () => number;
	save: (text: string) => Promise<Outcome>;
}

export type SaveState = 'saved' | 'saving' | 'unsaved' | 'refused' | 'found';

export class Autosave {
	readonly #options: Options;
	readonly #draft;
	#text = $state('');
	/** There is own text that may differ from the stored one. */
	#isOwn = $state(false);
	/** The `rev` at which the server took the own text; null while it has not. */
	#takenAt = $state<number | null>(null);
	#isFocused = $state(false);
	#isSending = $state(false);
	/** Text from an earlier visit that never reached the server. */
	#isFound = $state(false);
	#refusal = $state.raw<Refusal | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	readonly text = $derived.by(() => {
		if (!this.#isOwn) return this.#options.stored();
		if (this.#takenAt === null) return this.#text;
		const stored = this.#options.stored();
		const isSame = stored.trim() === this.#text.trim();
		const isLater = this.#options.rev() > this.#takenAt;
		// While typing, the own text keeps the blank at its end that the server trims.
		if (isSame) return this.#isFocused ? this.#text : stored;
		return isLater ? stored : this.#text;
	});

	readonly state: SaveState = $derived.by(() => {
		if (this.#isFound) return 'found';
		if (this.#refusal) return 'refused';
		if (this.#isSending) return 'saving';
		return this.#isOwn && this.#takenAt === null ? 'unsaved' : 'saved';
	});

	constructor(options: Options) {
		this.#options = options;
		this.#draft = createDraft(options.draftKey);
		const kept = this.#draft.text;
		if (!kept.startsWith(MARK)) return;
		if (kept.slice(MARK.length).trim() === options.stored().trim()) this.#draft.clear();
		else {
			this.#text = kept.slice(MARK.length);
			this.#isOwn = true;
			this.#isFound = true;
		}
	}

	get refusal() {
		return this.#refusal;
	}

	type(text: string) {
		this.#text = text;
		this.#isOwn = true;
		this.#isFound = false;
		this.#takenAt = null;
		this.#refusal = null;
		this.#draft.text = MARK + text;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
	}

	focus() {
		this.#isFocused = true;
	}

	blur() {
		this.#isFocused = false;
		if (!this.#isFound) void this.save();
	}

	/** Throws the own unsaved text away and shows the stored one. */
	discard() {
		clearTimeout(this.#timer);
		this.#draft.clear();
		this.#isOwn = false;
		this.#isFound = false;
		this.#refusal = null;
	}

	async save(): Promise<void> {
		clearTimeout(this.#timer);
		this.#isFound = false;
		if (!this.#isOwn || this.#takenAt !== null || this.#isSending || this.#refusal) return;
		const sent = this.#text;
		this.#isSending = true;
		const outcome = await this.#options.save(sent);
		this.#isSending = false;
		const isCurrent = this.#text === sent;
		if (outcome.ok) {
			if (!isCurrent) return this.save();
			this.#takenAt = outcome.rev;
			this.#draft.clear();
		} else if (isCurrent) this.#refusal = outcome;
		else return this.save();
	}
}
