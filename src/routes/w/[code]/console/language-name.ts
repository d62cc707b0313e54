/** A language's name in a language; the bare tag where the browser knows none. */
export function nameOf(tag: string, lang: string): string {
	try {
		return new Intl.DisplayNames([lang], { type: 'language' }).of(tag) ?? tag;
	} catch {
		return tag;
	}
}
