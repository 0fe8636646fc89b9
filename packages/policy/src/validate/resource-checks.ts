import type { Policy, Term } from '../document/policy.ts'
import type { Check } from './check.ts'
import { reportRedundant } from './report-redundant.ts'

const partitions: ReadonlySet<string> = new Set([
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
])
/** Services whose ARNs have neither region nor, for S3, account. */
const withoutRegion: ReadonlySet<string> = new Set([
  'iam',
  's3',
  'route53',
  'cloudfront',
  'organizations',
  'sts',
])
const withoutAccount = (service: string, resource: string) =>
  service === 's3' && !/^(?:accesspoint|job|storage-lens|async-request|access-grants)/.test(resource)

/** Findings about Resource and NotResource. */
export const resourceChecks: readonly Check[] = [
  {
    code: 'EMPTY_ARRAY_RESOURCE',
    severity: 'suggestion',
    find({ statements }, say) {
      for (const { resource, path } of statements) {
        if (resource?.patterns.length === 0)
          say('the statement names no resources', {
            path: [...path, 'Resource'],
            start: resource.start,
            end: resource.end,
          })
      }
    },
  },
  {
    code: 'REDUNDANT_RESOURCE',
    severity: 'suggestion',
    find({ statements }, say) {
      for (const { resource } of statements) reportRedundant(resource?.patterns ?? [], false, say)
    },
  },
  each('INVALID_ARN_PREFIX', ([arn], say) => {
    if (arn !== 'arn' && arn !== '*') say('an ARN starts with "arn:"')
  }),
  each('MISSING_ARN_FIELD', (parts, say) => {
    if (parts[0] === 'arn' && parts.length < 6)
      say('an ARN has six parts: arn:partition:service:region:account:resource')
  }),
  each('INVALID_PARTITION', ([, partition], say) => {
    if (plain(partition) && !partitions.has(partition)) say(`there is no partition "${partition}"`)
  }),
  each('INVALID_ARN_SERVICE_CASE', ([, , service], say) => {
    if (plain(service) && service !== service.toLowerCase())
      say(`write the service "${service}" in lower case`)
  }),
  each('INVALID_SERVICE', ([, , service], say, data) => {
    if (data && plain(service) && service !== '' && !data.service(service.toLowerCase()))
      say(`there is no service "${service}"`)
  }),
  each('INVALID_ARN_REGION', ([, , service = '', region], say) => {
    if (
      plain(region) &&
      region !== '' &&
      !withoutRegion.has(service) &&
      !/^[a-z]{2,4}(?:-[a-z]+)+-\d$/.test(region)
    ) {
      say(`"${region}" is no region`)
    }
  }),
  each('ARN_REGION_NOT_ALLOWED', ([, , service = '', region], say) => {
    if (plain(region) && region !== '' && withoutRegion.has(service) && service !== 's3')
      say(`ARNs of ${service} have no region`)
  }),
  each('INVALID_ARN_ACCOUNT', ([, , , , account], say) => {
    if (plain(account) && account !== '' && account !== 'aws' && !/^\d{12}$/.test(account))
      say(`"${account}" is no account of twelve digits`)
  }),
  each('ARN_ACCOUNT_NOT_ALLOWED', ([, , service = '', , account, resource = ''], say) => {
    if (plain(account) && account !== '' && withoutAccount(service, resource))
      say(`ARNs of ${service} have no account`)
  }),
]

/** Whether a part is written out, without wildcard or variable. */
function plain(part: string | undefined): part is string {
  return part !== undefined && !/[*?]|\$\{/.test(part)
}

/** What can be said of an ARN that lacks parts. */
const early: ReadonlySet<string> = new Set(['INVALID_ARN_PREFIX', 'MISSING_ARN_FIELD'])

type Say = (message: string) => void

function each(
  code: string,
  look: (parts: readonly string[], say: Say, data: Parameters<Check['find']>[2]) => void,
): Check {
  return {
    code,
    severity: 'error',
    find(policy, say, data) {
      for (const term of resourcesOf(policy)) {
        if (/^\*+$/.test(term.value)) continue
        const [a = '', b, c, d, e, ...rest] = term.value.split(':')
        const all = [a, b, c, d, e, rest.length > 0 ? rest.join(':') : undefined]
        const parts = all.filter((part) => part !== undefined)
        // An ARN that lacks a part has each later one in the wrong place.
        if (parts.length < 6 && !early.has(code)) continue
        look(parts, (message) => say(message, term), data)
      }
    },
  }
}

function* resourcesOf({ statements }: Policy): Generator<Term> {
  for (const { resource } of statements) yield* resource?.patterns ?? []
}
