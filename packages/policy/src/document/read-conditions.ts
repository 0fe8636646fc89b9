import type { ElementReader, Path } from './element-reader.ts'
import type { JsonNode } from './json-node.ts'
import type { Condition } from './policy.ts'

/** Reads a Condition block, `{ operator: { key: value or list of values } }`. Operators are not judged here. */
export function readConditions(reader: ElementReader, node: JsonNode, path: Path): Condition[] {
  const conditions: Condition[] = []
  const operators = reader.members(node, path, 'Condition')
  for (const [operator, block] of operators ?? []) {
    const operatorPath = [...path, operator]
    const keys = reader.members(block.value, operatorPath, `Condition ${operator}`)
    for (const [key, member] of keys ?? []) {
      const keyPath = [...operatorPath, key]
      if (key === '') {
        reader.error('INVALID_CONDITION_KEY_FORMAT', 'a condition key is empty', keyPath, member.keySpan)
      }
      conditions.push({
        operator,
        operatorSpan: block.keySpan,
        key,
        keySpan: member.keySpan,
        values: reader.terms(member.value, keyPath, `the condition on ${key}`, true),
        path: keyPath,
        start: member.keySpan.start,
        end: member.value.end,
      })
    }
  }
  return conditions
}
