/**
 * Colour as people see it, for the tests of what is drawn: contrast as WCAG 2.2 defines it, the three
 * colour deficiencies, and how different two colours look.
 */

/** Linear light, red, green, blue; each 0 to 1. */
export type Rgb = readonly [number, number, number];

export function fromHex(hex: string): Rgb {
	const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
	if (!digits) throw new Error(`${hex} is not a colour of six digits`);
	const [r = 0, g = 0, b = 0] = digits.slice(1).map((pair) => linear(Number.parseInt(pair, 16)));
	return [r, g, b];
}

function linear(eighth: number): number {
	const c = eighth / 255;
	return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function encoded(light: number): number {
	return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** `color-mix(in srgb, …)`: mixed as encoded, not as light. */
export function mix(one: Rgb, other: Rgb, share: number): Rgb {
	const at = (i: 0 | 1 | 2) =>
		linear(255 * (encoded(one[i]) * share + encoded(other[i]) * (1 - share)));
	return [at(0), at(1), at(2)];
}

/** WCAG 2.2: 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminance([r, g, b]: Rgb): number {
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency.
 * IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009, table 1, severity 1.0; for linear
 * light.
 */
const MATRICES = {
	usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
	protanopia: [
		0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998
	],
	deuteranopia: [
		0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881
	],
	tritanopia: [
		1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039
	]
} as const;

export type Sight = keyof typeof MATRICES;
export const SIGHTS = Object.keys(MATRICES) as Sight[];

export function seenWith(sight: Sight, [r, g, b]: Rgb): Rgb {
	const m: readonly number[] = MATRICES[sight];
	const row = (i: number) =>
		Math.min(1, Math.max(0, (m[i] ?? 0) * r + (m[i + 1] ?? 0) * g + (m[i + 2] ?? 0) * b));
	return [row(0), row(3), row(6)];
}

export type Lab = readonly [number, number, number];

/** CIE L*a*b* under D65. */
export function lab([r, g, b]: Rgb): Lab {
	const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
	const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
	const y = f(luminance([r, g, b]));
	const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIEDE2000, as Sharma, Wu and Dalal write it down (Color Research and Application 30, 2005). */
export function difference([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
	const rad = Math.PI / 180;
	const grey = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
	const stretch = 1.5 - 0.5 * Math.sqrt(grey / (grey + 25 ** 7));
	const c1 = Math.hypot(a1 * stretch, b1);
	const c2 = Math.hypot(a2 * stretch, b2);
	const h1 = hue(a1 * stretch, b1);
	const h2 = hue(a2 * stretch, b2);
	const isGrey = c1 * c2 === 0;
	const turn = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
	const middle = isGrey ? h1 + h2 : h1 + turn / 2;
	const l = (l1 + l2) / 2;
	const c = (c1 + c2) / 2;
	const t =
		1 -
		0.17 * Math.cos((middle - 30) * rad) +
		0.24 * Math.cos(2 * middle * rad) +
		0.32 * Math.cos((3 * middle + 6) * rad) -
		0.2 * Math.cos((4 * middle - 63) * rad);
	const light = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
	const chroma = (c2 - c1) / (1 + 0.045 * c);
	const shade = (2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * rad)) / (1 + 0.015 * c * t);
	const around = ((middle % 360) + 360) % 360;
	const rotation =
		-2 *
		Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) *
		Math.sin(60 * Math.exp(-(((around - 275) / 25) ** 2)) * rad);
	return Math.sqrt(light ** 2 + chroma ** 2 + shade ** 2 + rotation * chroma * shade);
}

function hue(a: number, b: number): number {
	return (Math.atan2(b, a) / Math.PI) * 180 + (b < 0 ? 360 : 0);
}
