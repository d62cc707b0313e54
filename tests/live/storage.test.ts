/** When the disk fails in the middle of an evening. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { StoreError, type StoreTrouble } from '#lib/server/store/error.ts';
import { createMemoryStore } from '#lib/server/store/memory.ts';
import type { Store, Written } from '#lib/server/store/store.ts';
import { makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';

let test: TestApp;
let workshop: TestWorkshop;
let trouble: StoreTrouble | null;
let spoil: (written: Written) => void;
const phones = new Phones();

/** Fails after the work is done, as a disk does: at the commit. */
function failing(inner: Store): Store {
	return {
		...inner,
		transact: (workshopId, request, work) =>
			inner.transact(workshopId, request, (before) => {
				const written = work(before);
				if (trouble) throw new StoreError(trouble);
				spoil(written);
				return written;
			}),
		check: () => (trouble ? Promise.reject(new StoreError(trouble)) : inner.check())
	};
}

beforeEach(async () => {
	trouble = null;
	spoil = () => {};
	test = await makeApp({ store: failing(createMemoryStore()) });
	workshop = await test.workshop();
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

async function seated(): Promise<Phone> {
	const { cookie } = await workshop.join({ tableNumber: 1 });
	return phones.open({ url: test.url, code: workshop.code, cookie });
}

const idea = (stepId: string, text: string) => ({
	contributionId: newId(),
	stepId,
	kind: 'idea' as const,
	text,
	lang: 'de'
});

describe('a disk that is full', () => {
	it('is said honestly, shows nobody what is not stored, and is forgotten when there is room', async () => {
		const [writer, reader] = [await seated(), await seated()];
		await workshop.goTo('round', 1);
		const stepId = (await workshop.state()).workshop?.stepId ?? '';
		await writer.send('contribution.post', idea(stepId, 'Vorher'));
		const { rev } = await workshop.state();

		trouble = 'full';
		const id = newId();
		const payload = idea(stepId, 'Währenddessen');
		expect(await writer.send('contribution.post', payload, { id })).toEqual({
			ok: false,
			code: 'storage_unavailable'
		});
		expect(await test.app.ready()).toEqual({ ok: false, reasons: ['storage'] });
		expect((await workshop.state()).rev).toBe(rev);
		await reader.sync();
		expect(reader.texts()).toEqual(['Vorher']);

		trouble = null;
		expect(await test.app.ready()).toEqual({ ok: true, reasons: [] });
		expect(await writer.send('contribution.post', payload, { id })).toMatchObject({
			ok: true,
			rev: rev + 1
		});
		await expect.poll(() => reader.texts()).toEqual(['Vorher', 'Währenddessen']);
		const ids = (await workshop.state()).live('contribution').map(({ publicId }) => publicId);
		expect(ids).toEqual(['R1-T01-001', 'R1-T01-002']);
	});
});

describe('one command that cannot be written', () => {
	it('is refused alone, however many waited with it', async () => {
		const people = [await seated(), await seated(), await seated()];
		await workshop.goTo('round', 1);
		const stepId = (await workshop.state()).workshop?.stepId ?? '';
		spoil = ({ changes }) => {
			for (const { kind, row } of changes)
				if (kind === 'contribution' && row.text === 'Gift') throw new TypeError('cannot be bound');
		};
		const answers = await Promise.all(
			['Gut', 'Gift', 'Besser'].map((text, i) =>
				(people[i] as Phone).send('contribution.post', idea(stepId, text))
			)
		);
		expect(answers.map(({ ok }) => ok)).toEqual([true, false, true]);
		expect(answers[1]).toEqual({ ok: false, code: 'malformed' });
		const texts = (await workshop.state()).live('contribution').map(({ text }) => text);
		expect(new Set(texts)).toEqual(new Set(['Gut', 'Besser']));
	});
});

describe('a workshop that is deleted', () => {
	it('ends its connections and leaves nothing behind', async () => {
		const phone = await seated();
		const refused = new Promise((resolve) =>
			phone.socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
				resolve(error.data?.code)
			)
		);
		await test.app.rooms.drop(workshop.id);
		expect(await refused).toBe('not_found');
		expect(await test.app.store.load(workshop.id)).toEqual({ changes: [], rev: 0 });
	});
});
