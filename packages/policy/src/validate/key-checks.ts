import { readOperator } from '../condition/read-operator.ts'
import type { Condition, Policy } from '../document/policy.ts'
import type { Check, Known } from './check.ts'
import { findKey } from './find-key.ts'
import { globalKey } from './global-key.ts'

/** Findings about condition keys. A key of an issuer or a service that is not known here is never an error. */
export const keyChecks: readonly Check[] = [
  each('INVALID_CONDITION_KEY_FORMAT', 'error', (key) =>
    key.includes(':') ? undefined : `"${key}" is no condition key; write service:key`,
  ),
  each('INVALID_GLOBAL_CONDITION_KEY', 'error', (key) =>
    /^aws:/i.test(key) && !globalKey(key) && !unsupported.has(key.toLowerCase())
      ? `there is no global condition key "${key}"`
      : undefined,
  ),
  each('UNSUPPORTED_GLOBAL_CONDITION_KEY', 'error', (key) => {
    const instead = unsupported.get(key.toLowerCase())
    return instead && `${key} is in no request; use ${instead}`
  }),
  each('INVALID_SERVICE_CONDITION_KEY', 'error', (key, { services }) => {
    const folded = key.toLowerCase()
    const entry = services?.service(folded.slice(0, Math.max(0, folded.indexOf(':'))))
    if (!entry || globalKey(key) || folded.startsWith('aws:')) return undefined
    return findKey(entry.conditionKeys, folded) ? undefined : `there is no condition key "${key}"`
  }),
  each('IRRELEVANT_CONDITION_KEY_IN_POLICY', 'suggestion', (key, { attachedTo }) =>
    // The policy of a VPC endpoint is one of a resource too, and there the key says a lot.
    attachedTo?.type.startsWith('AWS::S3::') && key.toLowerCase() === 's3:resourceaccount'
      ? `${key} is always the account of what the policy is attached to; use it in policies of identities`
      : undefined,
  ),
  each('MISSING_TAG_KEY_IN_CONDITION', 'error', (key) =>
    /^aws:(?:Request|Resource|Principal)Tag\/?$/i.test(key)
      ? `${key} needs the key of a tag after a slash`
      : undefined,
  ),
  {
    code: 'MISSING_PAIRED_CONDITION_KEYS',
    severity: 'security-warning',
    find({ statements }, say) {
      for (const { conditions, effect } of statements) {
        const keys = new Set(conditions.map(({ key }) => key.toLowerCase()))
        for (const { key, keySpan, path } of effect === 'Allow' ? conditions : []) {
          const partners = pairs.get(key.toLowerCase())
          if (partners && !partners.some((partner) => keys.has(partner.toLowerCase())))
            say(`private addresses repeat in other networks; ask for ${partners[0]} too`, {
              path,
              ...keySpan,
            })
        }
      }
    },
  },
  empty('EMPTY_ARRAY_CONDITION', 'says nothing', ''),
  empty(
    'EMPTY_ARRAY_CONDITION_FORALLVALUES',
    'holds only without the key; Null "true" says so',
    'ForAllValues',
  ),
  empty('EMPTY_ARRAY_CONDITION_FORANYVALUE', 'never holds', 'ForAnyValue'),
  empty('EMPTY_ARRAY_CONDITION_IFEXISTS', 'holds only without the key; Null "true" says so', 'IfExists'),
]

/** Keys that never were in a request, by their name in lower case, and what people mean by them. */
const unsupported: ReadonlyMap<string, string> = new Map([['aws:arn', 'aws:PrincipalArn or aws:SourceArn']])

/** The keys one of which must stand beside a key, as the descriptions of global keys say. */
const pairs: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws:vpcsourceip', ['aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn']],
  ['aws:ec2instancesourceprivateipv4', ['aws:Ec2InstanceSourceVpc']],
])

/** A list of values that is empty, told apart by what is added to the operator. */
function empty(
  code: string,
  meaning: string,
  addition: '' | 'ForAllValues' | 'ForAnyValue' | 'IfExists',
): Check {
  const additionOf = ({ operator }: Condition) => {
    const read = readOperator(operator)
    return read?.quantifier ?? (read?.ifExists ? 'IfExists' : '')
  }
  return {
    code,
    severity: 'suggestion',
    find({ statements }, say) {
      for (const condition of conditionsOf(statements)) {
        if (condition.values.length > 0 || additionOf(condition) !== addition) continue
        say(`without values the condition on ${condition.key} ${meaning}`, {
          path: condition.path,
          ...condition.keySpan,
        })
      }
    },
  }
}

function conditionsOf(statements: Policy['statements']) {
  return statements.flatMap((statement) => statement.conditions)
}

function each(
  code: string,
  severity: Check['severity'],
  judge: (key: string, known: Known) => string | undefined,
): Check {
  return {
    code,
    severity,
    find({ statements }, say, known) {
      for (const { key, keySpan, path } of conditionsOf(statements)) {
        const message = judge(key, known)
        if (message !== undefined) say(message, { path, ...keySpan })
      }
    },
  }
}
