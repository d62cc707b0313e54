/** Owns what stands on the projector, whether it follows the evening or is held. */
import type { ScreenChoice, ScreenPicture } from '#lib/domain/rows.ts';

export function pictureOf(screen: ScreenChoice): ScreenPicture {
	return screen.mode === 'held' ? screen.picture : screen;
}
