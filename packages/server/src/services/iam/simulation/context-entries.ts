import type { ContextEntry, ContextKeyTypeEnum } from '@aws-sdk/client-iam'
import type { ContextValue } from '@rolecall/policy'
import { simulationFaults } from './simulation-faults.ts'

/** What a value of each type looks like; those of lists look like single ones. */
const forms: Readonly<Record<string, RegExp>> = {
  binary: /^[A-Za-z0-9+/]*={0,2}$/,
  boolean: /^(true|false)$/i,
  date: /^\d[\d:.TZ+-]*$/,
  ip: /^[\da-fA-F:.]+(\/\d{1,3})?$/,
  numeric: /^[+-]?\d+(\.\d+)?$/,
  string: /^/,
}

/**
 * The context of a simulated request. A key of a list type has all its values, one of a single type the one.
 *
 * @throws Fault InvalidInput for a value that is not of its type, or several where one is meant.
 */
export function contextEntries(entries: readonly ContextEntry[] = []): [key: string, value: ContextValue][] {
  return entries.map(({ ContextKeyName = '', ContextKeyType = 'string', ContextKeyValues = [] }) => {
    const isList = ContextKeyType.endsWith('List')
    const form = forms[ContextKeyType.replace(/List$/, '')] ?? /^/
    const first = ContextKeyValues[0]
    if (!ContextKeyValues.every((value) => form.test(value))) throw invalid(ContextKeyName, ContextKeyType)
    if (isList) return [ContextKeyName, ContextKeyValues]
    if (first === undefined || ContextKeyValues.length > 1) throw invalid(ContextKeyName, ContextKeyType)
    return [ContextKeyName, first]
  })
}

function invalid(key: string, type: ContextKeyTypeEnum) {
  return simulationFaults.invalidContextValue(key, type)
}
