/** What hangs or breaks takes nobody with it: the hall goes on, and after a while the thing is given up. */
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publish } from '#lib/server/export/publish.ts';
import { renderInWorker } from '#lib/server/export/worker-thread.ts';
import { createMemoryStore } from '#lib/server/store/memory.ts';
import type { Store } from '#lib/server/store/store.ts';
import { makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';

let test: TestApp;
let workshop: TestWorkshop;
let stepId: string;
/** What the store does instead of its work, once each. */
let misfortunes: (() => Promise<never>)[];
const phones = new Phones();

function unlucky(inner: Store): Store {
	return {
		...inner,
		transact: (...args) => misfortunes.shift()?.() ?? inner.transact(...args)
	};
}

beforeEach(async () => {
	misfortunes = [];
	test = await makeApp({ store: unlucky(createMemoryStore()) });
	workshop = await test.workshop();
	await workshop.goTo('round', 1);
	stepId = (await workshop.state()).workshop?.stepId ?? '';
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

async function seated(): Promise<Phone> {
	const { cookie } = await workshop.join({ tableNumber: 1 });
	return phones.open({ url: test.url, code: workshop.code, cookie });
}
const idea = (text: string) => ({
	contributionId: newId(),
	stepId,
	kind: 'idea' as const,
	text,
	lang: 'de'
});

describe('a store that breaks in a way nobody foresaw', () => {
	it.each([
		[
			'throws at once',
			() => {
				throw new TypeError('x is not a function');
			}
		],
		['rejects with an error', () => Promise.reject(new Error('unexpected'))],
		['rejects with nothing at all', () => Promise.reject()]
	] as [string, () => Promise<never>][])(
		'%s: one refusal, and the same command goes through afterwards',
		async (_, misfortune) => {
			const [phone, other] = [await seated(), await seated()];
			const id = newId();
			const payload = idea('Mehr Bänke');
			misfortunes = [misfortune];
			expect((await phone.send('contribution.post', payload, { id })).ok).toBe(false);
			expect(await phone.send('contribution.post', payload, { id })).toMatchObject({ ok: true });
			expect(await other.send('contribution.post', idea('Danke'))).toMatchObject({ ok: true });
			await expect.poll(() => other.texts()).toEqual(['Mehr Bänke', 'Danke']);
		}
	);
});

describe('an export that does not end', () => {
	it('is given up after its time, while the hall goes on', async () => {
		const phone = await seated();
		for (let i = 0; i < 20; i++) await phone.send('contribution.post', idea(`Idee ${i}`));
		const data = publish(await workshop.state());
		const rendering = { format: 'docx', data, lang: 'de', now: Date.now() } as const;
		const hanging = renderInWorker(rendering as never, 1).catch((error: Error) => error.message);
		expect(await phone.send('contribution.post', idea('Währenddessen'))).toMatchObject({
			ok: true
		});
		expect(await hanging).toBe('The export took too long');
		expect(await phone.send('contribution.post', idea('Danach'))).toMatchObject({ ok: true });
	});
});
