import { describe, expect, it } from 'vitest';
import { Tabs, type Bus } from './tabs.ts';

/** What localStorage does: every page hears what the others say, never itself. */
function device() {
	const ears = new Set<(word: string) => void>();
	const bus = (): Bus => {
		let mine: ((word: string) => void) | undefined;
		return {
			say: (word) => {
				for (const hear of ears) if (hear !== mine) hear(word);
			},
			listen(hear) {
				mine = hear;
				ears.add(hear);
				return () => ears.delete(hear);
			}
		};
	};
	return {
		open() {
			const tabs = new Tabs(bus());
			return { tabs, close: tabs.open() };
		},
		say: (word: string) => {
			for (const hear of ears) hear(word);
		}
	};
}

describe('the pages of a device', () => {
	it('know of each other as long as they are open', async () => {
		const { open } = device();
		const [one, two, three] = [open(), open(), open()];
		expect(await one.tabs.alive()).toEqual(new Set([two.tabs.id, three.tabs.id]));
		two.close();
		expect(await one.tabs.alive()).toEqual(new Set([three.tabs.id]));
	});

	it('hear when another one closes', () => {
		const { open } = device();
		const [one, two] = [open(), open()];
		let gone = 0;
		one.tabs.onGone = () => (gone += 1);
		two.close();
		expect(gone).toBe(1);
	});

	it('do not mind what else is said', async () => {
		const { open, say } = device();
		const { tabs } = open();
		for (const word of ['', '{', 'null', '7', '{"say":"here"}', '{"say":"here","id":5}']) say(word);
		expect(await tabs.alive()).toEqual(new Set());
	});
});
