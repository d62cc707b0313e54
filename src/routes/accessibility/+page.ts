/** Plain HTML: whatever does not work on a device, this page does. */
export const csr = false;
