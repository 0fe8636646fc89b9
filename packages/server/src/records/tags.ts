/** Tags by key, in the order they were set. */
export type Tags = Readonly<Record<string, string>>
