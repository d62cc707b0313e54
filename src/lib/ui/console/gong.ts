/**
 * Owns the sound that ends talking in a hall: a struck bowl, made of a few fading tones, so that no file
 * has to be loaded. Played by the console's computer, only after a press; says whether anything could be
 * heard at all.
 */
const SECONDS = 5;
/** Partials of a bowl: not whole multiples, which is why it sounds like metal. */
const TONES: [hertz: number, volume: number, seconds: number][] = [
	[196, 0.5, SECONDS],
	[392.6, 0.3, 3.5],
	[531, 0.18, 2.5],
	[1068, 0.08, 1.2]
];

let context: AudioContext | undefined;

export async function strikeGong(): Promise<boolean> {
	if (typeof AudioContext === 'undefined') return false;
	context ??= new AudioContext();
	if (context.state === 'suspended') await context.resume().catch(() => undefined);
	if (context.state !== 'running') return false;
	const from = context.currentTime;
	for (const [hertz, volume, seconds] of TONES) {
		const tone = context.createOscillator();
		const loudness = context.createGain();
		tone.frequency.value = hertz;
		loudness.gain.setValueAtTime(0.0001, from);
		loudness.gain.exponentialRampToValueAtTime(volume, from + 0.015);
		loudness.gain.exponentialRampToValueAtTime(0.0001, from + seconds);
		tone.connect(loudness).connect(context.destination);
		tone.start(from);
		tone.stop(from + seconds);
	}
	return true;
}
