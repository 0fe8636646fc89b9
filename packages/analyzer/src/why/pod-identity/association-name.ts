import type { AssociationRecord } from '../../snapshot/snapshot.ts'

/** An association as sentences name it. */
export function associationName({ id, namespace, serviceAccount }: AssociationRecord): string {
  return `EKS Pod Identity association ${id ?? `of ${namespace}/${serviceAccount}`}`
}
