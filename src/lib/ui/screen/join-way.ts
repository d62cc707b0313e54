/** Owns what the projector knows about the way in. */
export interface JoinWay {
	/** What the QR code holds. */
	url: string;
	/** What people type: no `https://`, no path. */
	address: string;
	/** `HAFE NTRS` */
	spokenCode: string;
}
