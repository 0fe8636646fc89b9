const first = 250
const longest = 10_000

/**
 * Milliseconds to wait after so many failures in a row: doubled each time up to 10 s, and of that a random part
 * between half and all, so that the replicas of a program do not come back in one wave.
 */
export function backOff(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(longest, first * 2 ** Math.min(failures - 1, 16))
  return whole / 2 + (random() * whole) / 2
}
