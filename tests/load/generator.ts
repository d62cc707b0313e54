/**
 * The process that plays the phones: takes orders from the benchmark over its channel and answers each
 * with what it has measured. One process, so that one clock times both ends; what it uses itself is part
 * of every answer.
 */
import { Crowd } from './crowd.ts';
import type { WriteOrder } from './measures.ts';
import type { Person, Target } from './phone.ts';
import { arrivals, askForPages, type ArrivalsOrder, type PagesOrder } from './visitors.ts';

const crowds = new Map<string, Crowd>();

const crowd = (name: string): Crowd => {
	const found = crowds.get(name);
	if (!found) throw new Error(`There is no crowd "${name}"`);
	return found;
};

const orders = {
	async gather(name: string, people: Person[], target: Target) {
		crowds.get(name)?.close();
		crowds.set(name, new Crowd(people, target));
	},
	open: (name: string, withinMs: number, patienceMs: number) =>
		crowd(name).open(withinMs, patienceMs),
	mend: (name: string, patienceMs: number) => crowd(name).mend(patienceMs),
	cut: (name: string, withinMs: number, patienceMs: number) =>
		crowd(name).cut(withinMs, patienceMs),
	async close(name: string) {
		crowds.get(name)?.close();
		crowds.delete(name);
	},
	write: (name: string, order: WriteOrder) => crowd(name).write(order),
	saturate: (name: string, order: Omit<WriteOrder, 'rate' | 'drainSeconds'>) =>
		crowd(name).saturate(order),
	advance: (name: string, from: string, patienceMs: number) =>
		crowd(name).advance(from, patienceMs),
	async stall(name: string) {
		crowd(name).stall();
	},
	async watch(name: string) {
		crowd(name).watch();
	},
	async unwatch(name: string) {
		return crowd(name).unwatch();
	},
	async ledger(name: string, file: string) {
		return crowd(name).ledger(file);
	},
	pages: (order: PagesOrder) => askForPages(order),
	arrivals: (order: ArrivalsOrder) => arrivals(order)
};

export type Orders = typeof orders;

interface Order {
	number: number;
	name: keyof Orders;
	args: unknown[];
}

process.on('message', ({ number, name, args }: Order) => {
	const carryOut = orders[name] as (...args: unknown[]) => Promise<unknown>;
	carryOut(...args).then(
		(answer) => process.send?.({ number, answer }),
		(error: unknown) => process.send?.({ number, error: String(error) })
	);
});
// Whoever gave the orders is gone.
process.on('disconnect', () => process.exit(0));
