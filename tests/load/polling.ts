/**
 * Owns one long-polling connection of a generator: a request that waits for news and another that brings
 * what the phone says, as engine.io's client does where a network lets nothing else through.
 */
import { HttpConnection, decoded } from './http-connection.ts';
import type { WebSocketEvents, WebSocketOptions } from './web-socket.ts';

const SEPARATOR = '\x1e';

export class PollingConnection {
	readonly #listening: HttpConnection;
	readonly #speaking: HttpConnection;
	readonly #headers: string;
	readonly #events: WebSocketEvents;
	readonly #path: string;
	#query = '';
	#waiting: string[] = [];
	#isSpeaking = false;
	#ended = false;

	constructor({ port, path, headers }: WebSocketOptions, events: WebSocketEvents) {
		this.#path = path.replace('transport=websocket', 'transport=polling');
		this.#headers = `${headers}accept-encoding: gzip, deflate\r\n`;
		this.#events = events;
		this.#listening = new HttpConnection(port);
		this.#speaking = new HttpConnection(port);
		void this.#listen();
	}

	get bytes(): number {
		return this.#listening.bytes + this.#speaking.bytes;
	}

	send(text: string): void {
		this.#waiting.push(text);
		if (!this.#isSpeaking) void this.#speak();
	}

	stall(): void {}

	cut(): void {
		this.#ended = true;
		this.#listening.close();
		this.#speaking.close();
	}

	async #listen(): Promise<void> {
		try {
			while (!this.#ended) {
				const answer = await this.#listening.request(
					'GET',
					this.#path + this.#query,
					this.#headers
				);
				if (this.#ended) return;
				if (answer.status !== 200) throw new Error(`polling answered ${answer.status}`);
				const packets = decoded(answer).split(SEPARATOR);
				for (const packet of packets) {
					const sid = packet.startsWith('0') && /"sid":"([\w-]+)"/.exec(packet)?.[1];
					if (sid) {
						this.#query = `&sid=${sid}`;
						this.#events.open();
					}
					const bytes = Buffer.from(packet);
					this.#events.frame(bytes, 0, bytes.length, false);
				}
			}
		} catch (error) {
			this.#end(error);
		}
	}

	async #speak(): Promise<void> {
		this.#isSpeaking = true;
		try {
			while (this.#waiting.length) {
				const body = this.#waiting.join(SEPARATOR);
				this.#waiting = [];
				const headers = `${this.#headers}content-type: text/plain;charset=UTF-8\r\n`;
				const path = this.#path + this.#query;
				const { status } = await this.#speaking.request('POST', path, headers, body);
				if (status !== 200) throw new Error(`polling refused ${status}`);
			}
		} catch (error) {
			this.#end(error);
		}
		this.#isSpeaking = false;
	}

	#end(error: unknown): void {
		if (this.#ended) return;
		this.cut();
		this.#events.close(error instanceof Error ? error.message : 'failed');
	}
}
