import type { Permission } from '../permission.ts'

/** Condition keys of a permission. */
export type ContextKeys = NonNullable<Permission['context']>
