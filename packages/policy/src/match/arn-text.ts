/** A text with the places of its first five colons, found once and used by every pattern. */
export interface ArnText {
  readonly text: string
  /** Offsets where the six parts start, and one past the end; empty when the text is no ARN. */
  readonly starts: readonly number[]
}

const none: readonly number[] = []

/** Finds the parts of `arn:partition:service:region:account:resource`. Any other text has no parts. */
export function arnText(text: string): ArnText {
  if (!text.startsWith('arn:')) return { text, starts: none }
  const second = text.indexOf(':', 4)
  const third = second < 0 ? -1 : text.indexOf(':', second + 1)
  const fourth = third < 0 ? -1 : text.indexOf(':', third + 1)
  const fifth = fourth < 0 ? -1 : text.indexOf(':', fourth + 1)
  if (fifth < 0) return { text, starts: none }
  return { text, starts: [0, 4, second + 1, third + 1, fourth + 1, fifth + 1, text.length + 1] }
}
