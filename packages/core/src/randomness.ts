/** Returns `length` unpredictable bytes. Handed in, so that a test can repeat a run. */
export type Randomness = (length: number) => Uint8Array
