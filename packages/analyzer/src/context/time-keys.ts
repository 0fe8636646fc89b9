/** The keys of a moment, in milliseconds since the epoch; none when nobody says when. */
export function timeKeys(at: number | undefined): [key: string, value: string][] {
  if (at === undefined) return []
  return [
    ['aws:CurrentTime', new Date(at).toISOString()],
    ['aws:EpochTime', String(Math.floor(at / 1000))],
  ]
}
