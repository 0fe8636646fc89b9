import { providerHostPath } from '@rolecall/core'
import { Refusal } from '../refusal.ts'

/** The issuer of a cluster as it stands in ARNs and condition keys. @throws Refusal when IAM could not take it */
export function providerName(issuer: string): string {
  const name = providerHostPath(issuer, { allowLoopbackHttp: true })
  if (name === undefined)
    throw new Refusal(`the issuer of the cluster, ${issuer}, is no URL an OIDC provider can have.`)
  return name
}
