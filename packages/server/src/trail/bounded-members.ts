/** A refused call is recorded too: whoever is refused must not fill the disk by it. */
const limits = { refused: 8 * 1024, answered: 100 * 1024 } as const

/**
 * Parameters or answer of a call as long as a record holds them; what is longer is left out, and the record says
 * so and how long it was, as CloudTrail does.
 */
export function boundedMembers(members: unknown, outcome: keyof typeof limits): unknown {
  const text = JSON.stringify(members)
  if (text.length <= limits[outcome]) return members
  return { omitted: true, originalSize: text.length, reason: 'larger than a record may be' }
}
