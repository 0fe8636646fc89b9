import { expect, it } from 'vitest'
import { shortenDenial } from '../src/shorten-denial.ts'

const sealed = ` Encoded authorization failure message: ${'aB-_'.repeat(400)}`
const more = '--output json has its encoded message too, for aws sts decode-authorization-message'
const ann = 'arn:aws:iam::111122223333:user/ann'
const reader = 'arn:aws:sts::111122223333:assumed-role/reader/cli'
const cluster = 'arn:aws:eks:us-east-1:111122223333:cluster/shop'

it.each([
  [
    'a resource by its ARN',
    `denied: User: ${reader} is not authorized to perform: eks:DeregisterCluster on resource: ${cluster} because no identity-based policy allows the eks:DeregisterCluster action`,
    `; rolecall why --principal ${reader} eks:DeregisterCluster ${cluster} tells why, and ${more}`,
  ],
  [
    'a resource in other words',
    `denied: User: ${ann} is not authorized to perform: iam:PutRolePolicy on resource: role a b with an explicit deny in a session policy`,
    `; rolecall why --principal ${ann} iam:PutRolePolicy RESOURCE_ARN tells why, and ${more}`,
  ],
  [
    'no resource',
    `denied: User: ${ann} is not authorized to perform: sts:GetCallerIdentity with an explicit deny in a service control policy`,
    `; rolecall why --principal ${ann} sts:GetCallerIdentity '*' tells why, and ${more}`,
  ],
  [
    'a resource whose name is a command',
    `denied: User: ${ann} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/$(id)$& because no identity-based policy allows the s3:GetObject action`,
    `; rolecall why --principal ${ann} s3:GetObject 'arn:aws:s3:::b/$(id)$&' tells why, and ${more}`,
  ],
  [
    'whom why does not take',
    'denied: User: arn:aws:sts::111122223333:federated-user/bob is not authorized to perform: s3:GetObject on resource: * because no identity-based policy allows the s3:GetObject action',
    `; ${more}`,
  ],
  ['words that are not known', 'denied: You are not authorized to perform this operation.', `; ${more}`],
])('takes what is sealed out of a denial of %s, and says what tells why', (_, words, instead) => {
  expect(shortenDenial(`the rest is done: ${words}${sealed}\nRun this:\n  x`)).toBe(
    `the rest is done: ${words}${instead}\nRun this:\n  x`,
  )
  expect(shortenDenial(words)).toBe(words)
})
