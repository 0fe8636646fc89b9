import type { Check, Known } from './check.ts'
import { type ArnParts, eachArn } from './each-arn.ts'
import { isPlain } from './is-plain.ts'
import { patternShape } from './pattern-shape.ts'
import type { ArnFormat } from './service-data.ts'

/** As regions are written; `global` is that of events of AWS Health. */
const region = /^(?:[a-z]{2,4}(?:-[a-z]+)+-\d|global)$/

/**
 * Findings about ARNs that follow from the formats of resource types. What is not found out, as for thousands of
 * long resources, is not said.
 */
export const arnFormatChecks: readonly Check[] = [
  eachArn('INVALID_SERVICE', ([, , service], { services }) =>
    services && isPlain(service) && service !== '' && !services.hasArns(service.toLowerCase())
      ? `there is no service "${service}"`
      : undefined,
  ),
  eachArn('INVALID_ARN_RESOURCE', (parts, known) =>
    // Access Analyzer leaves wildcards out here. Paths of REST interfaces are documented without their collections.
    isPlain(parts[5]) && !parts[5].startsWith('/') && formatsOf(parts, known)?.length === 0
      ? `"${parts[5]}" fits no resource type of ${parts[2]}`
      : undefined,
  ),
  eachArn('INVALID_ARN_REGION', (parts, known) => {
    const written = parts[3]
    if (!isPlain(written) || written === '' || region.test(written)) return undefined
    return all(formatsOf(parts, known), (format) => format.region === '')
      ? undefined
      : `"${written}" is no region`
  }),
  eachArn('ARN_REGION_NOT_ALLOWED', (parts, known) =>
    isPlain(parts[3]) && parts[3] !== '' && all(formatsOf(parts, known), (format) => format.region === '')
      ? `such ARNs of ${parts[2]} have no region`
      : undefined,
  ),
  eachArn('MISSING_ARN_REGION', (parts, known) =>
    parts[3] === '' && all(formatsOf(parts, known), (format) => format.region.startsWith('${'))
      ? `such ARNs of ${parts[2]} have a region`
      : undefined,
  ),
  eachArn('ARN_ACCOUNT_NOT_ALLOWED', (parts, known) =>
    isPlain(parts[4]) && parts[4] !== '' && all(formatsOf(parts, known), (format) => format.account === '')
      ? `such ARNs of ${parts[2]} have no account`
      : undefined,
  ),
  eachArn(
    'UNSUPPORTED_RESOURCE_ARN_IN_POLICY',
    (parts, { attachedTo }) => {
      if (!attachedTo || parts[0] !== 'arn') return undefined
      const allowed = attachedTo.arns.split(':')
      const meets = allowed.every((part, at) => patternShape(parts[at] ?? '').meets(patternShape(part)))
      return meets ? undefined : `a policy of ${attachedTo.type} takes ARNs such as ${attachedTo.arns} only`
    },
    { kinds: ['resource'] },
  ),
]

function formatsOf([arn, , service, , , resource]: ArnParts, { services }: Known) {
  if (arn !== 'arn' || !isPlain(service)) return undefined
  return services?.formats(service.toLowerCase(), resource ?? '')
}

/** Whether there are formats and all of them are so. */
function all(formats: readonly ArnFormat[] | undefined, are: (format: ArnFormat) => boolean): boolean {
  return formats !== undefined && formats.length > 0 && formats.every(are)
}
