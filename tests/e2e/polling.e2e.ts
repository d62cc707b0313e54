/** A proxy in between that knows no WebSocket: everything works by long polling, and stays so at once. */
import { expect, took, test } from '../support/browser/network.ts';

test('an evening behind a proxy that strips the upgrade', async ({ hall, network, workshop }) => {
	await workshop.desk.advance();
	await workshop.desk.advance();
	network.proxy.http!.stripUpgrade = true;
	const ways: string[] = [];
	const [ada, ben] = [await hall.phone(), await hall.phone()];
	ada.page.on('request', (request) => {
		const url = new URL(request.url());
		const isFirst = url.pathname.startsWith('/live') && !url.searchParams.has('sid');
		if (isFirst) ways.push(url.searchParams.get('transport') ?? '');
	});
	ada.page.on('websocket', (socket) => {
		if (!/sid=/.test(socket.url())) ways.push('websocket');
	});
	for (const phone of [ada, ben]) {
		await phone.page.goto(network.via(workshop.join));
		await phone.join(1);
		await phone.goToTable();
	}
	await took('posted by polling', ada.post('Ohne WebSocket.'));
	await expect(ben.idea('Ohne WebSocket.')).toBeVisible();
	await expect.poll(() => ways.at(-1)).toBe('polling');
	await expect
		.poll(() => ada.page.evaluate(() => sessionStorage.getItem('auftakt.way')))
		.toBe('detour');

	ways.length = 0;
	network.proxy.cut();
	await took('posted after a cut', ada.post('Noch einmal.'));
	await expect(ben.idea('Noch einmal.')).toBeVisible();
	expect(ways).not.toContain('websocket');
});
