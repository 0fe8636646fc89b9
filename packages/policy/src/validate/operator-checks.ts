import { type ReadOperator, readOperator } from '../condition/read-operator.ts'
import type { Condition } from '../document/policy.ts'
import type { Check } from './check.ts'
import { globalKey } from './global-key.ts'
import type { KeyValues } from './service-data.ts'

/** Findings about condition operators and how they go with their keys. */
export const operatorChecks: readonly Check[] = [
  each('INVALID_CONDITION_OPERATOR', 'error', ({ operator }, read) =>
    read || /^(?:for(?:all|any)values?:)?nullifexists$/i.test(operator)
      ? undefined
      : `there is no condition operator "${operator}"`,
  ),
  each('NULL_WITH_IF_EXISTS', 'error', ({ operator }) =>
    /^(?:for(?:allvalues|anyvalue):)?nullifexists$/i.test(operator)
      ? 'Null asks whether the key exists; IfExists makes no sense with it'
      : undefined,
  ),
  each('NULL_WITH_QUALIFIER', 'suggestion', (_, read) =>
    read && !read.operator && read.quantifier ? `${read.quantifier} changes nothing with Null` : undefined,
  ),
  each('INVALID_CONDITION_MULTIPLE_BOOLEAN', 'error', ({ values }, read) =>
    read && (!read.operator || read.operator.family.type === 'boolean') && values.length > 1
      ? 'give one boolean; both together always match'
      : undefined,
  ),
  each('MISSING_QUALIFIER', 'error', ({ key }, read, _, values) =>
    read?.operator && !read.quantifier && values?.multivalued
      ? `${key} has several values; write ForAllValues: or ForAnyValue: before the operator`
      : undefined,
  ),
  each('FORALLVALUES_WITH_SINGLE_VALUED_KEY', 'security-warning', ({ key }, read, allow) =>
    // Of keys of services Access Analyzer does not say this.
    allow && read?.quantifier === 'ForAllValues' && globalKey(key)?.multivalued === false
      ? `${key} has one value; with ForAllValues the statement applies also when it is absent`
      : undefined,
  ),
  each('WILDCARD_WITHOUT_LIKE_OPERATOR', 'warning', ({ values, operator }, read) =>
    read?.operator &&
    /^String(?:Not)?Equals/.test(read.operator.name) &&
    values.some(({ value }) => /[*?]/.test(value.replace(/\$\{[*?$]\}/g, '')))
      ? `${operator} takes * and ? as they stand; StringLike has wildcards`
      : undefined,
  ),
  each('STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS', 'security-warning', ({ key }, read, _, values) =>
    read?.operator && /^String(?:Not)?Like$/.test(read.operator.name) && values?.type === 'arn'
      ? `${key} is an ARN; in ArnLike a * keeps to its part`
      : undefined,
  ),
  each('EQUIVALENT_TO_NULL_FALSE', 'suggestion', ({ values, operator }, read) =>
    read?.operator?.name === 'StringLike' &&
    !read.ifExists &&
    !read.quantifier &&
    values.some(({ value }) => /^\*+$/.test(value))
      ? `${operator} "*" asks only that the key exists; Null false says so`
      : undefined,
  ),
  each('REDUNDANT_CONDITION_VALUE_NUM', 'suggestion', ({ values }, read) =>
    read?.operator && /(?:Less|Greater)Than/.test(read.operator.name) && values.length > 1
      ? 'of several bounds only the widest counts'
      : undefined,
  ),
  {
    code: 'EMPTY_OBJECT_CONDITION',
    severity: 'suggestion',
    find({ statements }, say) {
      for (const { conditions, conditionBlock, path } of statements) {
        if (conditionBlock && conditions.length === 0) {
          say('the condition block asks nothing', { path: [...path, 'Condition'], ...conditionBlock })
        }
      }
    },
  },
]

function each(
  code: string,
  severity: Check['severity'],
  judge: (
    condition: Condition,
    read: ReadOperator | undefined,
    allow: boolean,
    values: KeyValues | undefined,
  ) => string | undefined,
): Check {
  return {
    code,
    severity,
    find({ statements }, say, { services }) {
      for (const { conditions, effect } of statements) {
        for (const condition of conditions) {
          const values = services ? services.keyValues(condition.key) : globalKey(condition.key)
          const message = judge(condition, readOperator(condition.operator), effect === 'Allow', values)
          if (message !== undefined) say(message, { path: condition.path, ...condition.operatorSpan })
        }
      }
    },
  }
}
