import { editDistance } from './edit-distance.ts'

/** More than this is another name, and no slip of the hand. */
const most = 3
const counts = ['', 'one letter', 'two letters', 'three letters']

/** How two texts that should be one differ, when they are so alike that one of them is a slip. */
export function difference(one: string, other: string): string | undefined {
  if (one === other) return undefined
  if (one.trim() === other.trim()) return 'differs by white space'
  if (one.toLowerCase() === other.toLowerCase()) return 'differs in upper and lower case'
  const distance = editDistance(one, other, most)
  if (distance === 1 && isSwap(one, other)) return 'differs by two letters that changed places'
  // Short names are all alike.
  return distance <= most && distance * 3 <= Math.max(one.length, other.length)
    ? `differs by ${counts[distance]}`
    : undefined
}

/** Of texts that are one step apart: whether that step swaps two letters. */
function isSwap(one: string, other: string): boolean {
  return one.length === other.length && [...one].sort().join('') === [...other].sort().join('')
}
