import type { Check } from './check.ts'
import { eachArn } from './each-arn.ts'
import { isPlain } from './is-plain.ts'
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

/** Findings about Resource and NotResource that the text alone shows. */
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
  eachArn(
    'INVALID_ARN_PREFIX',
    ([arn]) => (arn !== 'arn' && arn !== '*' ? 'an ARN starts with "arn:"' : undefined),
    { early: true },
  ),
  eachArn(
    'MISSING_ARN_FIELD',
    ([arn, , , , , resource]) =>
      arn === 'arn' && resource === undefined
        ? 'an ARN has six parts: arn:partition:service:region:account:resource'
        : undefined,
    { early: true },
  ),
  eachArn('INVALID_PARTITION', ([, partition]) =>
    isPlain(partition) && !partitions.has(partition) ? `there is no partition "${partition}"` : undefined,
  ),
  eachArn('INVALID_ARN_SERVICE_CASE', ([, , service]) =>
    isPlain(service) && service !== service.toLowerCase()
      ? `write the service "${service}" in lower case`
      : undefined,
  ),
  eachArn('INVALID_ARN_ACCOUNT', ([, , , , account]) =>
    isPlain(account) && account !== '' && account !== 'aws' && !/^\d{12}$/.test(account)
      ? `"${account}" is no account of twelve digits`
      : undefined,
  ),
]
