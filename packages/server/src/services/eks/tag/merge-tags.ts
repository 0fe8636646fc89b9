import type { Fault } from '@rolecall/core'
import type { Tags } from '../../../records/tags.ts'
import { eksFaults } from '../faults.ts'

const most = 50
const longestKey = 128
const longestValue = 256

interface Rule {
  readonly isBroken: (tags: Tags) => boolean
  readonly text: string
}

/** Source: "Tagging your Amazon EKS resources", Amazon EKS User Guide, and the limits of `TagMap`, API Reference. */
const rules: readonly Rule[] = [
  {
    isBroken: (tags) => Object.keys(tags).some((key) => key === '' || key.length > longestKey),
    text: `Tag keys must have between 1 and ${longestKey} characters.`,
  },
  {
    isBroken: (tags) => Object.values(tags).some((value) => value.length > longestValue),
    text: `Tag values must have at most ${longestValue} characters.`,
  },
  {
    isBroken: (tags) =>
      Object.entries(tags).some(([key, value]) => /^aws:/i.test(key) || /^aws:/i.test(value)),
    text: 'Tag keys and values must not begin with aws:, which is reserved for AWS.',
  },
]

/**
 * Puts given tags over kept ones.
 *
 * @param fault of the operation: those on tags have another than those that make something.
 */
export function mergeTags(
  kept: Tags,
  given: Tags = {},
  fault: (text: string) => Fault = eksFaults.invalidParameter,
): Tags {
  const broken = rules.find(({ isBroken }) => isBroken(given))
  if (broken) throw fault(broken.text)
  const merged = Object.fromEntries([...Object.entries(kept), ...Object.entries(given)])
  if (Object.keys(merged).length > most) throw fault(`A resource can have at most ${most} tags.`)
  return merged
}
