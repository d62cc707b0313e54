/**
 * Owns copying a field's text. The clipboard interface is missing on plain http, which is what a hall's
 * own network speaks; the selected text is then copied the old way. Where even that is forbidden it
 * stays selected for Ctrl+C, and the answer is false.
 */
export async function copyField(input: HTMLInputElement | undefined): Promise<boolean> {
	if (!input) return false;
	input.focus();
	input.select();
	try {
		if (!navigator.clipboard) return document.execCommand('copy');
		await navigator.clipboard.writeText(input.value);
		return true;
	} catch {
		return document.execCommand('copy');
	}
}
