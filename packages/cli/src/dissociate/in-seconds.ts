/** A time, in milliseconds since the epoch, as policies have it. */
export function inSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
