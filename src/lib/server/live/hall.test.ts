import { describe, expect, it } from 'vitest';
import { Evening, joining } from '#lib/domain/fixture/evening.ts';
import { hallOnPaper } from './hall.ts';

describe('the hall at a glance', () => {
	it('counts a device once and the people at it each', () => {
		const evening = new Evening();
		evening.staff('workshop.open', { rehearsal: false });
		evening.ok({ role: 'guest' }, 'participant.join', { ...joining('family', 1), people: 4 });
		evening.join('ada', 1);
		evening.join('ben', 2);
		const { people, tables } = hallOnPaper(evening.state, evening.now);
		expect(people).toBe(6);
		expect(tables[evening.table(1).id]).toMatchObject({ seated: 2, people: 5 });
		expect(tables[evening.table(2).id]).toMatchObject({ seated: 1, people: 1 });
	});
});
