import type { App as AuftaktApp } from '#lib/server/app.ts';
import type { Keep } from '#lib/server/kept-pages.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Names the log line of an unexpected error, so that people can ask about it. */
			id?: string;
		}
		interface Locals {
			app: AuftaktApp;
			/** The language of this answer; decides `lang` and `dir` of the page. */
			lang?: string;
			/** Set by a page that is the same for everybody who comes without cookies. */
			keep?: Keep;
			/** Somebody at the door of a workshop, who needs nothing of the table yet. */
			isGuest?: boolean;
		}
	}
}

export {};
