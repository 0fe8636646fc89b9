/** How often something may be done: so many times at once, and then once in so many milliseconds. */
export interface Allowance {
  readonly most: number
  readonly everyMs: number
}

/** What is left of an allowance, and since when the next part of it grows. */
export interface Left {
  readonly count: number
  readonly at: number
}

/** What is left now. A clock that was set back adds nothing, and takes nothing away. */
export function refill(left: Left | undefined, now: number, { most, everyMs }: Allowance): Left {
  if (!left) return { count: most, at: now }
  const grown = Math.max(0, Math.floor((now - left.at) / everyMs))
  const count = Math.min(most, left.count + grown)
  return { count, at: count === most || now < left.at ? now : left.at + grown * everyMs }
}
