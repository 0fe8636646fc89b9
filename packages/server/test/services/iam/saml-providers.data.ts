import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'vitest'
import { testIdentityProvider } from '../../saml/test-identity-provider.ts'
import { testKeys } from '../../saml/test-keys.data.ts'
import type { Step } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const { metadata } = testIdentityProvider
const arn = (name: string) => `arn:aws:iam::111122223333:saml-provider/${name}`
const SAMLProviderArn = arn('corp')
const document = metadata()
const padded = (text: string) => text.padEnd(1000, ' ')
const shape = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}[A-Z2-7]{17}$`)) as unknown
const whole = {
  SAMLProviderUUID: shape('SAMLSP'),
  SAMLMetadataDocument: document,
  CreateDate: shapes.date,
  ValidUntil: shapes.date,
  Tags: [],
  AssertionEncryptionMode: 'Allowed',
  PrivateKeyList: [],
}
const aKey = { KeyId: shape('SAMLPK'), Timestamp: shapes.date }
const missing = arn('nobody')
const notThere = ['NoSuchEntity', 404, `Manifest not found for arn ${missing}`] as const
const notMetadata = ['InvalidInput', 400, 'Could not parse metadata'] as const
const tags = [{ Key: 'team', Value: 'shop' }]

const life: readonly Step[] = [
  {
    call: 'CreateSAMLProvider',
    shows: 'answers the ARN',
    input: { Name: 'corp', SAMLMetadataDocument: document },
    output: { SAMLProviderArn },
  },
  { call: 'GetSAMLProvider', input: { SAMLProviderArn }, output: whole },
  ...['corp', 'CORP'].map(
    (Name): Step => ({
      call: 'CreateSAMLProvider',
      shows: `${Name} is the same name`,
      input: { Name, SAMLMetadataDocument: document },
      fault: ['EntityAlreadyExists', 409, `Provider with name ${Name} already exists.`],
    }),
  ),
  {
    call: 'CreateSAMLProvider',
    shows: 'with all there is',
    input: {
      Name: 'Other.idp_-1',
      SAMLMetadataDocument: metadata({ root: ' validUntil="2199-01-02T03:04:05.678Z"' }),
      Tags: [...tags, { Key: 'area', Value: '' }],
      AssertionEncryptionMode: 'Required',
      AddPrivateKey: testKeys.other.privateKey,
    },
    output: { SAMLProviderArn: arn('Other.idp_-1'), Tags: [...tags, { Key: 'area', Value: '' }] },
  },
  {
    call: 'GetSAMLProvider',
    shows: 'the end that the metadata sets, and the key by its id',
    input: { SAMLProviderArn: arn('Other.idp_-1') },
    output: {
      ...whole,
      SAMLMetadataDocument: metadata({ root: ' validUntil="2199-01-02T03:04:05.678Z"' }),
      ValidUntil: new Date('2199-01-02T03:04:05Z'),
      Tags: [...tags, { Key: 'area', Value: '' }],
      AssertionEncryptionMode: 'Required',
      PrivateKeyList: [aKey],
    },
  },
  {
    call: 'ListSAMLProviders',
    output: {
      SAMLProviderList: [SAMLProviderArn, arn('Other.idp_-1')].map((Arn) => ({
        Arn,
        ValidUntil: shapes.date,
        CreateDate: shapes.date,
      })),
    },
  },
  { call: 'TagSAMLProvider', input: { SAMLProviderArn, Tags: tags }, output: {} },
  {
    call: 'ListSAMLProviderTags',
    input: { SAMLProviderArn, MaxItems: 1 },
    output: { Tags: tags, IsTruncated: false },
  },
  { call: 'UntagSAMLProvider', input: { SAMLProviderArn, TagKeys: ['team'] }, output: {} },
  {
    call: 'UpdateSAMLProvider',
    shows: 'the metadata',
    input: { SAMLProviderArn, SAMLMetadataDocument: metadata({ id: 'urn:new' }) },
    output: { SAMLProviderArn },
  },
  {
    call: 'UpdateSAMLProvider',
    shows: 'a key',
    input: { SAMLProviderArn, AddPrivateKey: testKeys.other.privateKey },
    output: { SAMLProviderArn },
  },
  {
    call: 'UpdateSAMLProvider',
    shows: 'a second key, and that assertions must be encrypted',
    input: { SAMLProviderArn, AddPrivateKey: testKeys.idp.privateKey, AssertionEncryptionMode: 'Required' },
    output: { SAMLProviderArn },
  },
  {
    call: 'UpdateSAMLProvider',
    input: { SAMLProviderArn, AddPrivateKey: testKeys.idp.privateKey },
    fault: ['LimitExceeded', 409, 'Private key limit of 2 is reached.'],
  },
  {
    call: 'GetSAMLProvider',
    shows: 'what the updates left',
    input: { SAMLProviderArn },
    output: {
      ...whole,
      SAMLMetadataDocument: metadata({ id: 'urn:new' }),
      AssertionEncryptionMode: 'Required',
      PrivateKeyList: [aKey, aKey],
    },
  },
]

const end: readonly Step[] = [
  { call: 'DeleteSAMLProvider', input: { SAMLProviderArn }, output: {} },
  ...['DeleteSAMLProvider', 'GetSAMLProvider'].map(
    (call): Step => ({
      call,
      input: { SAMLProviderArn },
      fault: ['NoSuchEntity', 404, `Manifest not found for arn ${SAMLProviderArn}`],
    }),
  ),
]

const badDocuments: readonly (readonly [shows: string, document: string])[] = [
  ['no XML', 'a'.repeat(1000)],
  ['no metadata', padded('<a/>')],
  ['cut off', document.slice(0, -30)],
  ['a byte order mark', `\uFEFF${document}`],
  ['a document type', document.replace('<md:Entity', '<!DOCTYPE x><md:Entity')],
  ['entities', document.replace('<md:Entity', '<!DOCTYPE x [<!ENTITY a "b">]><md:Entity')],
  ['another encoding', document.replace('UTF-8', 'UTF-16')],
  ['no entity', document.replace(/ entityID="[^"]*"/, '')],
  ['an entity without a name', document.replace(/ entityID="[^"]*"/, ' entityID=""')],
  ['an entity with a space', document.replace(/ entityID="[^"]*"/, ' entityID="a b"')],
  ['a very long entity', document.replace(/ entityID="[^"]*"/, ` entityID="${'a'.repeat(1025)}"`)],
  ['a service provider', document.replaceAll('IDPSSODescriptor', 'SPSSODescriptor')],
  ['SAML 1.1 only', document.replace('SAML:2.0:protocol', 'SAML:1.1:protocol')],
  ['two identity providers', document.replace(/<md:IDPSSO.*<\/md:IDPSSODescriptor>/s, (one) => one + one)],
  ['no place to sign in', document.replace(/<md:SingleSignOnService.*?\/>/, padded(''))],
  ['another namespace', document.replace('SAML:2.0:metadata', 'SAML:2.0:other')],
  ['a list of entities', document.replaceAll('md:EntityDescriptor', 'md:EntitiesDescriptor')],
  ['no certificate', padded(metadata({ certificates: [] }))],
  ['a certificate for encryption only', metadata({ use: ' use="encryption"' })],
  ['an end that is no time', metadata({ root: ' validUntil="tomorrow"' })],
  ['a certificate that is none', padded(metadata({ certificates: ['AAAA'] }))],
  ['a certificate that is no base64', padded(metadata({ certificates: ['<a/>'] }))],
  ['a key that is too short', metadata({ certificates: [testKeys.small.certificate] })],
  ['a key that is not RSA', padded(metadata({ certificates: [testKeys.ec.certificate] }))],
  ['a good certificate and a bad one', metadata({ certificates: [testKeys.idp.certificate, 'AAAA'] })],
  ['more certificates than are tried', metadata({ certificates: Array(11).fill(testKeys.idp.certificate) })],
]

const goodDocuments: readonly (readonly [shows: string, document: string])[] = [
  ['comments', document.replace('<md:IDPSSO', '<!-- our own --><md:IDPSSO')],
  [
    'a certificate in lines',
    metadata({ certificates: [testKeys.idp.certificate.replace(/.{64}/g, '$&\r\n')] }),
  ],
  ['a key for anything', metadata({ use: '' })],
  ['two certificates', metadata({ certificates: [testKeys.other.certificate, testKeys.idp.certificate] })],
  ['other protocols as well', document.replace('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:x $&')],
]

const key = (type: 'small' | 'ec') => testKeys[type].privateKey
const locked = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
}).privateKey

const refused: readonly Step[] = [
  ...badDocuments.flatMap(([shows, SAMLMetadataDocument]): Step[] => [
    { call: 'CreateSAMLProvider', shows, input: { Name: 'new', SAMLMetadataDocument }, fault: notMetadata },
    {
      call: 'UpdateSAMLProvider',
      shows,
      input: { SAMLProviderArn: arn('Other.idp_-1'), SAMLMetadataDocument },
      fault: notMetadata,
    },
  ]),
  ...['-----BEGIN CERTIFICATE-----', key('small'), key('ec'), locked, 'x'].map(
    (AddPrivateKey): Step => ({
      call: 'CreateSAMLProvider',
      shows: `not ${AddPrivateKey.slice(0, 40)}`,
      input: { Name: 'new', SAMLMetadataDocument: document, AddPrivateKey },
      fault: ['InvalidInput', 400, 'Invalid private key.'],
    }),
  ),
  {
    call: 'CreateSAMLProvider',
    input: { Name: 'new', SAMLMetadataDocument: document, AssertionEncryptionMode: 'Required' },
    fault: [
      'InvalidInput',
      400,
      'Unable to set assertion encryption mode to Required because no private key is provided.',
    ],
  },
  {
    call: 'UpdateSAMLProvider',
    input: { SAMLProviderArn: arn('Other.idp_-1') },
    fault: [
      'InvalidInput',
      400,
      'Unable to update identity provider. No updates are defined for metadata or encryption assertion.',
    ],
  },
  {
    call: 'UpdateSAMLProvider',
    input: {
      SAMLProviderArn: arn('Other.idp_-1'),
      AddPrivateKey: testKeys.idp.privateKey,
      RemovePrivateKey: 'A'.repeat(22),
    },
    fault: [
      'InvalidInput',
      400,
      'Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.',
    ],
  },
  {
    call: 'UpdateSAMLProvider',
    input: { SAMLProviderArn: arn('Other.idp_-1'), RemovePrivateKey: 'A'.repeat(22) },
    fault: [
      'NoSuchEntity',
      404,
      'Failed to remove private key because the Key ID does not match a private key.',
    ],
  },
  {
    call: 'CreateSAMLProvider',
    shows: 'a name with a slash',
    input: { Name: 'a/b', SAMLMetadataDocument: document },
    fault: [
      'ValidationError',
      400,
      "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w._-]+",
    ],
  },
  {
    call: 'CreateSAMLProvider',
    shows: 'a short document',
    input: { Name: 'new', SAMLMetadataDocument: 'a'.repeat(999) },
    fault: [
      'ValidationError',
      400,
      "1 validation error detected: Value at 'sAMLMetadataDocument' failed to satisfy constraint: Member must have length greater than or equal to 1000",
    ],
  },
  {
    call: 'CreateSAMLProvider',
    shows: 'a mode that is none',
    input: { Name: 'new', SAMLMetadataDocument: document, AssertionEncryptionMode: 'None' },
    fault: [
      'ValidationError',
      400,
      "1 validation error detected: Value 'None' at 'assertionEncryptionMode' failed to satisfy constraint: Member must satisfy enum value set: [Allowed, Required]",
    ],
  },
  ...[
    { call: 'GetSAMLProvider' },
    { call: 'UpdateSAMLProvider', input: { SAMLMetadataDocument: document } },
    { call: 'DeleteSAMLProvider' },
    { call: 'TagSAMLProvider', input: { Tags: tags } },
    { call: 'UntagSAMLProvider', input: { TagKeys: ['a'] } },
    { call: 'ListSAMLProviderTags' },
  ].map(
    ({ call, input }): Step => ({ call, input: { SAMLProviderArn: missing, ...input }, fault: notThere }),
  ),
]

/** SAML providers from their making to their end, what is refused, and what metadata may have. */
export const samlProviderSteps = { life, end, refused, goodDocuments }
