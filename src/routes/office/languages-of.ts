/** Owns how the languages of a workshop are read from a form: the first one, then the others in order. */
const TAG = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i;

/** Null when something was typed that is not a language tag. */
export function languagesOf(data: FormData): string[] | null {
	const given = [data.get('first'), ...data.getAll('languages'), ...others(data.get('other'))];
	const languages: string[] = [];
	for (const entry of given) {
		if (typeof entry !== 'string' || entry.trim() === '') continue;
		const lang = entry.trim();
		if (!TAG.test(lang) || lang.length > 35) return null;
		if (!languages.includes(lang)) languages.push(lang);
	}
	return languages.length > 0 ? languages : null;
}

const others = (typed: FormDataEntryValue | null): string[] =>
	typeof typed === 'string' ? typed.split(/[\s,;]+/) : [];
