import { formatPageToken, parsePageToken } from '@rolecall/core'
import { iamFaults } from './faults.ts'

export interface PageInput {
  Marker?: string | undefined
  MaxItems?: number | undefined
}

export interface Page<Item> {
  readonly items: Item[]
  readonly marker: { IsTruncated: boolean; Marker?: string }
}

const usual = 100

/** Where a page begins and ends, by IAM's `Marker` and `MaxItems`. */
export const pageMarker = {
  size: ({ MaxItems = usual }: PageInput): number => MaxItems,

  /** The name behind which the page begins. @throws Fault InvalidInput for a marker that is none of ours. */
  place({ Marker }: PageInput): string | undefined {
    const after = Marker === undefined ? undefined : parsePageToken(Marker)
    if (Marker !== undefined && after === undefined) throw iamFaults.invalidInput('Invalid Marker.')
    return after
  },

  /** @param last the name that the page ends with. */
  of: (last: string | undefined, isTruncated: boolean): Page<never>['marker'] =>
    isTruncated && last !== undefined
      ? { IsTruncated: true, Marker: formatPageToken(last) }
      : { IsTruncated: false },
}
