/**
 * A generated Kubernetes type as it stands in JSON. The generated classes hold `Date`s, JSON holds RFC 3339
 * text; nothing is converted on the way, so that an object read and written back is the same object.
 */
export type Wire<T> = T extends Date ? string : T extends object ? { [Key in keyof T]: Wire<T[Key]> } : T
