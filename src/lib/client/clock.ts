/**
 * Owns the server's time on this device. A phone's clock may be wrong by hours; the offset is learnt from
 * the answer with the shortest way, whose error is at most half its round trip.
 */
export class Clock {
	#offset = 0;
	#bestTripMs = Number.POSITIVE_INFINITY;

	/**
	 * A first guess: the moment in which the page was made. Any answer is better; but until one has come, a
	 * wrong clock must neither show a wrong time nor another picture than the server has drawn.
	 */
	begin(serverNow: number): void {
		if (this.#bestTripMs === Number.POSITIVE_INFINITY) this.#offset = serverNow - Date.now();
	}

	/** @param serverNow the server's time when it answered; sent and received by this device's clock */
	learn(serverNow: number, sentAt: number, receivedAt: number): void {
		const trip = receivedAt - sentAt;
		// A device that slept may have had its clock set: a sample that is far off wins over an old good one.
		const offset = serverNow - (sentAt + trip / 2);
		if (trip <= this.#bestTripMs || Math.abs(offset - this.#offset) > trip + this.#bestTripMs) {
			this.#offset = offset;
			this.#bestTripMs = trip;
		}
	}

	now(): number {
		return Date.now() + this.#offset;
	}
}
