import type { Principal } from './principal.ts'

const fields: Readonly<Record<Principal['type'], readonly string[]>> = {
  root: ['account', 'arn'],
  user: ['account', 'arn', 'id', 'name'],
  'role-session': ['account', 'arn', 'id', 'roleArn', 'roleId'],
  'federated-user': ['account', 'arn', 'id', 'userArn'],
  'web-identity': ['provider'],
  saml: ['provider'],
  service: ['name'],
  anonymous: [],
}

/** The fields each type of principal must have, all of them texts. */
export const principalFields: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(fields))
