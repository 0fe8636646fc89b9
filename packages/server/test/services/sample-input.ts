import { NormalizedSchema } from '@smithy/core/schema'

const account = '111122223333'
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
})

/** What stands for a member in a sample, by its name; names mean the same in every service. */
const samples: Readonly<Record<string, unknown>> = {
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  Arn: `arn:aws:iam::${account}:role/sample`,
  AssumeRolePolicyDocument: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }),
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
  GlobalEndpointTokenVersion: 'v2Token',
  JobId: '00000000-0000-4000-8000-000000000000',
  ChildType: 'ACCOUNT',
  Email: 'sample@sample.example',
  OpenIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/sample.example`,
  PermissionsBoundary: `arn:aws:iam::${account}:policy/sample`,
  PolicyArn: `arn:aws:iam::${account}:policy/sample`,
  PolicyDocument: document,
  PolicySourceArn: `arn:aws:iam::${account}:role/sample`,
  RoleArn: `arn:aws:iam::${account}:role/sample`,
  SAMLMetadataDocument: 'sample'.padEnd(1000),
  SAMLProviderArn: `arn:aws:iam::${account}:saml-provider/sample`,
  SerialNumber: `arn:aws:iam::${account}:mfa/sample`,
  SigningAlgorithm: 'RS256',
  Status: 'Active',
  ThumbprintList: ['0'.repeat(40)],
  Url: 'https://sample.example',
  VersionId: 'v1',
  existingPolicyDocument: document,
  newPolicyDocument: document,
  policyDocument: document,
  roleArn: `arn:aws:iam::${account}:role/sample`,
  policyType: 'IDENTITY_POLICY',
}

/** Members that need not be there and are: without them a role's session is told to name a user. */
const always: ReadonlySet<string> = new Set(['UserName'])

/**
 * An input with every required member of an operation's schema, of the right form and about things that are not
 * there: enough to come as far as the question who may ask.
 */
export function sampleInput(schema: readonly unknown[]): Record<string, unknown> {
  return structure(NormalizedSchema.of(schema[4] as never))
}

function structure(schema: NormalizedSchema): Record<string, unknown> {
  const shape = schema.getSchema()
  const required = Array.isArray(shape) && typeof shape[6] === 'number' ? shape[6] : 0
  const members = [...schema.structIterator()].filter(([name], at) => at < required || always.has(name))
  return Object.fromEntries(members.map(([name, member]) => [name, sample(name, member)]))
}

function sample(name: string, schema: NormalizedSchema): unknown {
  if (Object.hasOwn(samples, name)) return samples[name]
  if (schema.isStructSchema()) return structure(schema)
  if (schema.isListSchema()) return [sample(name.replace(/s$/, ''), schema.getValueSchema())]
  if (schema.isMapSchema()) return { sample: 'sample' }
  if (schema.isBooleanSchema()) return false
  if (schema.isNumericSchema()) return 3600
  if (schema.isTimestampSchema()) return new Date(0)
  if (schema.isBlobSchema()) return new Uint8Array([1])
  return 'sample'
}
