import { linkedServices } from './linked-services.data.ts'

interface Named {
  readonly AWSServiceName: string
  readonly CustomSuffix?: string | undefined
}

/** The name of the role that is linked to a service; `undefined` for a service that we do not know. */
export function serviceLinkedRoleName({ AWSServiceName, CustomSuffix }: Named): string | undefined {
  const known = linkedServices.get(AWSServiceName)
  if (!known) return undefined
  return CustomSuffix === undefined ? known.roleName : `${known.roleName}_${CustomSuffix}`
}
