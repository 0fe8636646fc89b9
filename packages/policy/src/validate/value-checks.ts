import { binaryFamily } from '../condition/binary-family.ts'
import { readDate } from '../condition/read-date.ts'
import { readDecimal } from '../condition/read-decimal.ts'
import { readNetwork } from '../condition/read-network.ts'
import { readOperator } from '../condition/read-operator.ts'
import type { Condition, Term } from '../document/policy.ts'
import type { Check } from './check.ts'
import { globalKey } from './global-key.ts'
import type { KeyType } from './global-keys.data.ts'
import { isPrivateNetwork } from './is-private-network.ts'

type Family = string | undefined

/** Findings about the values of conditions. */
export const valueChecks: readonly Check[] = [
  {
    code: 'INVALID_CONDITION_DATA_TYPE',
    severity: 'error',
    find({ statements }, say) {
      for (const { values, path, keySpan } of statements.flatMap((statement) => statement.conditions)) {
        if (new Set(values.map((term) => term.type)).size > 1)
          say('the values of one key must be of one JSON type', { path, ...keySpan })
      }
    },
  },
  values('INVALID_DATE_VALUE', 'warning', ({ value }, family) =>
    family === 'date' && readDate(value) !== undefined && !/^\d{4}(?:-|$)/.test(value)
      ? `"${value}" is taken as seconds since 1970; write the date as YYYY-MM-DD`
      : undefined,
  ),
  values('TYPE_MISMATCH_DATE', 'warning', ({ value }, family) =>
    family === 'date' && readDate(value) === undefined ? `"${value}" is no date` : undefined,
  ),
  values('TYPE_MISMATCH_NUMBER', 'warning', ({ value }, family) =>
    family === 'numeric' && readDecimal(value) === undefined ? `"${value}" is no number` : undefined,
  ),
  values('TYPE_MISMATCH_BOOLEAN', 'warning', ({ value }, family) =>
    (family === 'boolean' || family === 'null') && !/^(?:true|false)$/i.test(value) && !value.includes('${')
      ? `"${value}" is neither true nor false`
      : undefined,
  ),
  values('TYPE_MISMATCH_IP_RANGE', 'warning', ({ value }, family) =>
    family === 'ip' && !readNetwork(value) ? `"${value}" is no address or range` : undefined,
  ),
  values('TYPE_MISMATCH_STRING', 'warning', (term, family) =>
    family === 'binary' && !binaryFamily.compile(term, false) ? `"${term.value}" is no base64` : undefined,
  ),
  {
    code: 'TYPE_MISMATCH',
    severity: 'warning',
    find({ statements }, say, { services }) {
      for (const { operator, operatorSpan, key, path } of statements.flatMap(
        (statement) => statement.conditions,
      )) {
        const family = readOperator(operator)?.operator?.family.type
        const type = (services ? services.keyValues(key) : globalKey(key))?.type
        if (family && type && !fits[type].includes(family))
          say(`${key} is of type ${type}, which ${operator} does not compare`, { path, ...operatorSpan })
      }
    },
  },
  values('IMPROVE_IP_RANGE', 'suggestion', ({ value }, family) => {
    const network = family === 'ip' ? readNetwork(value) : undefined
    if (!network) return undefined
    const hostBits = network.address.some((word, index) => {
      const bits = Math.min(32, Math.max(0, network.prefix - index * 32))
      return bits < 32 && (word & (2 ** (32 - bits) - 1)) !== 0
    })
    return hostBits ? `"${value}" has bits set behind its prefix, which count for nothing` : undefined
  }),
  sourceIp('PRIVATE_IP_ADDRESS', 'error', false, 'every'),
  sourceIp('PRIVATE_NOTIPADDRESS', 'error', true, 'every'),
  sourceIp('PRIVATE_IP_ADDRESS_SUBSET', 'suggestion', false, 'some'),
  sourceIp('PRIVATE_NOTIPADDRESS_SUBSET', 'suggestion', true, 'some'),
  values('INVALID_VPC_FORMAT', 'error', ({ value }, _, key) =>
    key === 'aws:sourcevpc' && !/^vpc-|[*?]|\$\{/.test(value)
      ? 'a VPC is written such as "vpc-0123abcd"'
      : undefined,
  ),
  values('INVALID_VPCE_FORMAT', 'error', ({ value }, _, key) =>
    key === 'aws:sourcevpce' && !/^vpce-|[*?]|\$\{/.test(value)
      ? 'a VPC endpoint is written such as "vpce-0123abcd"'
      : undefined,
  ),
  values('INVALID_REGION', 'error', ({ value }, _, key) =>
    key === 'aws:requestedregion' && !/^[a-z]{2,4}(?:-[a-z]+)+-\d$|[*?]|\$\{/.test(value)
      ? `"${value}" is no region`
      : undefined,
  ),
]

/** Families that can compare keys of a type. */
const fits: Readonly<Record<KeyType, readonly string[]>> = {
  string: ['string', 'arn', 'binary'],
  arn: ['string', 'arn'],
  boolean: ['boolean', 'string'],
  date: ['date', 'numeric', 'string'],
  numeric: ['numeric', 'string'],
  ip: ['ip'],
}

function values(
  code: string,
  severity: Check['severity'],
  judge: (term: Term, family: Family, foldedKey: string) => string | undefined,
): Check {
  return {
    code,
    severity,
    find({ statements }, say) {
      for (const condition of statements.flatMap((statement) => statement.conditions)) {
        const read = readOperator(condition.operator)
        const family = read && (read.operator?.family.type ?? 'null')
        for (const term of condition.values) {
          const message = judge(term, family, condition.key.toLowerCase())
          if (message !== undefined) say(message, term)
        }
      }
    },
  }
}

/** aws:SourceIp is a public address: private ones never match it. */
function sourceIp(
  code: string,
  severity: Check['severity'],
  negated: boolean,
  extent: 'every' | 'some',
): Check {
  const isPrivate = ({ value }: Term) => isPrivateNetwork(value)
  const about = ({ key, operator }: Condition) => {
    const read = readOperator(operator)?.operator
    return key.toLowerCase() === 'aws:sourceip' && read?.family.type === 'ip' && read.negated === negated
  }
  return {
    code,
    severity,
    find({ statements }, say) {
      for (const { values, path, keySpan } of statements.flatMap(({ conditions }) =>
        conditions.filter(about),
      )) {
        const count = values.filter(isPrivate).length
        const found =
          extent === 'every' ? count > 0 && count === values.length : count > 0 && count < values.length
        if (found) say('aws:SourceIp is a public address; private ones never match', { path, ...keySpan })
      }
    },
  }
}
