import type { RecordedCall } from '../gateway-tools.ts'

type Cut = Pick<RecordedCall, 'requestParameters' | 'resources' | 'errorMessage'>

const mostResources = 20
/** Bytes of JSON. */
const mostBytes = 2048

/**
 * The members of a record that the caller writes, cut to some 6 KB together. Whoever is refused, or not even
 * signed, must not fill the trail; a call that is done is recorded with all it touched.
 */
export function shortRecord({ requestParameters, resources, errorMessage }: Cut): Cut & {
  readonly omitted: Readonly<Record<string, number>>
} {
  const kept = fitting(resources, mostResources)
  const entries = Object.entries(requestParameters ?? {}).map(([name, value]): [string, unknown] => [
    name,
    Array.isArray(value) ? fitting(value, mostResources) : value,
  ])
  const parameters = fitting(entries, entries.length)
  return {
    requestParameters: requestParameters && Object.fromEntries(parameters),
    resources: kept,
    ...(errorMessage === undefined
      ? {}
      : { errorMessage: fitting([...errorMessage.slice(0, mostBytes)], mostBytes).join('') }),
    omitted: {
      ...(kept.length < resources.length ? { omittedResources: resources.length - kept.length } : {}),
      ...(parameters.length < entries.length
        ? { omittedParameters: entries.length - parameters.length }
        : {}),
    },
  }
}

/** The first of them that fit. */
function fitting<Item>(items: readonly Item[], most: number): readonly Item[] {
  let left = mostBytes
  const end = items.findIndex((item, at) => {
    left -= Buffer.byteLength(JSON.stringify(item))
    return at >= most || left < 0
  })
  return end < 0 ? items : items.slice(0, end)
}
