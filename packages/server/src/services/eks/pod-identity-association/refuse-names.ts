import { associationFaults } from './association-faults.ts'

interface Named {
  readonly namespace: string
  readonly serviceAccount: string
}

/** Names of Kubernetes: RFC 1123 labels and subdomains. Neither has to exist. */
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const rows = [
  { member: 'namespace', most: 63, form: new RegExp(`^${label}$`) },
  { member: 'serviceAccount', most: 253, form: new RegExp(`^${label}(\\.${label})*$`) },
] as const
/** A pattern is a name in which `*` stands for any text. */
const pattern = /^[-.a-z0-9*]+$/

/**
 * Refuses what names no ServiceAccount, and patterns unless the server takes them.
 *
 * @throws Fault InvalidParameterException
 */
export function refuseNames(clusterName: string, named: Named, allowWildcards: boolean): void {
  for (const { member, most, form } of rows) {
    const name = named[member]
    const isPattern = name.includes('*')
    if (isPattern && !allowWildcards) {
      throw associationFaults.invalid(
        clusterName,
        `The ${member} is a name: wildcards are not supported in pod identity associations.`,
      )
    }
    // Length first: the time of a pattern grows with what it is matched against.
    if (name.length > most || !(isPattern ? pattern : form).test(name)) {
      throw associationFaults.invalid(clusterName, `The ${member} is no name that Kubernetes allows.`)
    }
  }
}
