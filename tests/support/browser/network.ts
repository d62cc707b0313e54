/**
 * A test whose devices reach the server through a network of its own, which can be taken away, held, or be
 * one of those that break things. `hall.url` leads through it; other addresses go through `network.via`.
 */
import type { BrowserContext } from '@playwright/test';
import { ChaosProxy } from '../chaos-proxy.ts';
import { expect, test as base } from './test.ts';

export { expect };

export class Network {
	readonly proxy: ChaosProxy;
	readonly #serverUrl: string;

	constructor(proxy: ChaosProxy, serverUrl: string) {
		this.proxy = proxy;
		this.#serverUrl = serverUrl;
	}

	/** The same address, as devices in this network have it. */
	via(link: string): string {
		return link.replace(this.#serverUrl, this.proxy.url);
	}

	/** A Wi-Fi that goes without a word: nothing is closed, nothing arrives. */
	swallow(): void {
		this.proxy.up.swallow = true;
		this.proxy.down.swallow = true;
	}
}

export const test = base.extend<{ network: Network }>({
	network: async ({ server, hall }, use) => {
		const proxy = await ChaosProxy.open({ port: Number(new URL(server.url).port), http: {} });
		hall.url = proxy.url;
		await use(new Network(proxy, server.url));
		await proxy.close();
	}
});

/** How long something took, kept with the result of the test: what must be fast is measured elsewhere. */
export async function took(what: string, work: Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work;
	const ms = Math.round(performance.now() - began);
	base.info().annotations.push({ type: what, description: `${ms} ms` });
	return ms;
}

/** Without network, but not in the middle of loading a page: that is another test. */
export async function goOffline(context: BrowserContext): Promise<void> {
	for (const page of context.pages()) await page.waitForLoadState('networkidle');
	await context.setOffline(true);
}
