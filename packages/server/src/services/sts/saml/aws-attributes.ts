import type { Tag } from '@aws-sdk/client-sts'
import type { AttributeValue, SamlAssertion } from './read-assertion.ts'
import { samlFaults } from './saml-faults.ts'

/** What an assertion asks of AWS. */
export interface AwsAttributes {
  /** Pairs of ARNs, of a role and of a provider, in either order. */
  readonly roles: readonly (readonly string[])[]
  readonly sessionName: string
  /** Seconds; it can only shorten a session. */
  readonly sessionDuration: number | undefined
  readonly sourceIdentity: string | undefined
  readonly Tags: readonly Tag[]
  readonly TransitiveTagKeys: readonly string[]
}

const prefix = 'https://aws.amazon.com/SAML/Attributes/'
const tagPrefix = `${prefix}PrincipalTag:`
const name = /^[\w+=,.@-]{2,64}$/
const seconds = { least: 900, most: 43_200 }

/**
 * Reads the attributes whose names begin with `https://aws.amazon.com/SAML/Attributes/`. Names are compared
 * letter by letter. Source: "Configure SAML assertions for the authentication response", IAM User Guide.
 *
 * @throws Fault InvalidIdentityToken
 */
export function awsAttributes({ attributes }: SamlAssertion): AwsAttributes {
  const texts = (attribute: string) => plainTexts(attribute, attributes.get(prefix + attribute))
  const sessionName = soleText('RoleSessionName', texts('RoleSessionName'))
  if (sessionName === undefined) throw samlFaults.noSessionName()
  if (!name.test(sessionName)) throw samlFaults.wrongSessionName()
  const sourceIdentity = soleText('SourceIdentity', texts('SourceIdentity'))
  if (sourceIdentity !== undefined && !name.test(sourceIdentity)) throw samlFaults.wrongSourceIdentity()
  return {
    roles: texts('Role').map((pair) => pair.split(',').map((arn) => arn.trim())),
    sessionName,
    sessionDuration: durationOf(soleText('SessionDuration', texts('SessionDuration'))),
    sourceIdentity,
    Tags: tagsOf(attributes),
    TransitiveTagKeys: texts('TransitiveTagKeys'),
  }
}

function tagsOf(attributes: SamlAssertion['attributes']): Tag[] {
  const tags: Tag[] = []
  for (const [attribute, values] of attributes) {
    if (!attribute.startsWith(tagPrefix)) continue
    const short = attribute.slice(prefix.length)
    const Value = soleText(short, plainTexts(short, values))
    if (Value === undefined) throw samlFaults.badAttribute(short.slice(0, 128))
    tags.push({ Key: attribute.slice(tagPrefix.length), Value })
  }
  return tags
}

function plainTexts(attribute: string, values: readonly AttributeValue[] = []): string[] {
  if (values.some(({ isStructured }) => isStructured)) throw samlFaults.badAttribute(attribute.slice(0, 128))
  return values.map(({ text }) => text)
}

function soleText(attribute: string, [text, ...more]: readonly string[]): string | undefined {
  if (more.length > 0) throw samlFaults.badAttribute(attribute.slice(0, 128))
  return text
}

function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const duration = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (duration < seconds.least || duration > seconds.most) throw samlFaults.badAttribute('SessionDuration')
  return duration
}
