import type { IamServiceAccount } from './cluster-config.ts'

/** `namespace/name`, by which a ServiceAccount is called in messages and tags. eksctl's default is `default`. */
export function serviceAccountName({ metadata }: IamServiceAccount): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`
}
