import type { Permission } from '../operation.ts'

/** Condition keys of a permission. */
export type ContextKeys = NonNullable<Permission['context']>
