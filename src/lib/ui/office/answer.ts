/** What a form of the office shows after it was sent. Made in `routes/office/answer.ts`. */
import type { RefusalCode } from '#lib/domain/commands.ts';

/** Why an account form was refused; their words are `fault.<code>` in the office's section. */
export const FAULTS = [
	'credentials_wrong',
	'too_busy',
	'link_used',
	'name_empty',
	'email_wrong',
	'email_taken',
	'password_wrong',
	'password_short',
	'password_long',
	'password_common',
	'title_differs',
	'number_wrong',
	'language_wrong'
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Problem {
	code: RefusalCode | Fault;
	field?: string;
	limit?: number;
}

export interface Answer {
	/** Which form of the page is meant. */
	form: string;
	saved?: true;
	problem?: Problem;
	values?: Record<string, string[]>;
	/** A one-time link, shown this once. */
	link?: string;
}

export const isFault = (code: string): code is Fault =>
	(FAULTS as readonly string[]).includes(code);
