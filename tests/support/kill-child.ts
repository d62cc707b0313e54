/**
 * A server to be killed: `node kill-child.ts <folder> <port>`. The first start on a folder makes a workshop
 * in its first round with people in it. Says on stdout, as one line of JSON, what a test has to know.
 */
import { makeApp } from './app.ts';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const test = await makeApp({ dataDir, port: Number(port) });
const [known] = await test.app.store.list();
if (known) {
	console.log(JSON.stringify({ port: test.port, code: known.code }));
} else {
	const workshop = await test.workshop({ tables: 6, seats: 3 });
	const cookies: string[] = [];
	for (let i = 0; i < 12; i++) cookies.push((await workshop.join()).cookie);
	await workshop.goTo('round', 1);
	const { id, code } = workshop;
	const stepId = (await workshop.state()).workshop?.stepId;
	console.log(JSON.stringify({ port: test.port, code, workshopId: id, stepId, cookies }));
}
