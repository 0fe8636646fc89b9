import type { Lookup } from '../snapshot/lookup.ts'
import type { PolicyHolder } from '../snapshot/snapshot.ts'
import { ask } from './ask.ts'
import { decodeDocument } from './decode-document.ts'

/** The calls that read the policies of one role, user or group. */
export interface HolderCalls {
  /** Such as `role reader`. */
  readonly what: string
  readonly arn: string
  inlineNames(): Promise<string[]>
  inline(name: string): Promise<string | undefined>
  attached(): Promise<string[]>
}

/** Reads the policies of a holder; each call that is refused leaves its sentence. */
export async function readHolder(calls: HolderCalls): Promise<PolicyHolder> {
  const { arn, what } = calls
  const unread: string[] = []
  const known = <Item>(lookup: Lookup<Item>, of: string): Item[] => {
    if (lookup.state === 'found') return [lookup.item]
    const because = lookup.state === 'unread' ? lookup.because : 'it was there a moment ago and is gone'
    unread.push(`${of} could not be read: ${because}`)
    return []
  }
  const [names, attached] = await Promise.all([ask(calls.inlineNames()), ask(calls.attached())])
  const inline: PolicyHolder['inline'][number][] = []
  for (const name of known(names, `the list of inline policies of ${what}`).flat()) {
    const document = await ask(calls.inline(name))
    for (const encoded of known(document, `inline policy ${name} of ${what}`)) {
      inline.push({ name, document: decodeDocument(encoded) })
    }
  }
  return {
    arn,
    inline,
    attached: known(attached, `the list of policies attached to ${what}`).flat(),
    ...(unread.length > 0 ? { unread } : {}),
  }
}
