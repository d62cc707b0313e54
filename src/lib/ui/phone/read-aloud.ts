/**
 * Owns reading aloud: with a voice that lies on the device, because others would send what is read to the
 * maker of the browser. Loaded only by a page that has something to read.
 */

/** Browsers learn their voices a moment after they are asked. */
const PATIENCE_MS = 3000;

/** A voice for that language, or null. */
export async function voiceFor(lang: string): Promise<SpeechSynthesisVoice | null> {
	if (!('speechSynthesis' in window)) return null;
	if (!speechSynthesis.getVoices().length) await voicesKnown();
	const isIt = (voice: SpeechSynthesisVoice) =>
		voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === lang;
	const voices = speechSynthesis.getVoices().filter(isIt);
	return voices.find((voice) => voice.default) ?? voices[0] ?? null;
}

function voicesKnown(): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			// Older Safaris have no events here.
			speechSynthesis.removeEventListener?.('voiceschanged', done);
			clearTimeout(timer);
			resolve();
		};
		const timer = setTimeout(done, PATIENCE_MS);
		speechSynthesis.addEventListener?.('voiceschanged', done);
	});
}

/** Slower than people who see well are used to; `onend` also when it was stopped. */
export function readAloud(text: string, voice: SpeechSynthesisVoice, onend: () => void): void {
	const speech = new SpeechSynthesisUtterance(text);
	speech.voice = voice;
	speech.lang = voice.lang;
	speech.rate = 0.9;
	speech.onend = speech.onerror = onend;
	speechSynthesis.cancel();
	speechSynthesis.speak(speech);
}

export function stopReading(): void {
	speechSynthesis.cancel();
}
