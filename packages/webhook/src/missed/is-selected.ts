import { type LabelSelector, selectorRequirements } from './selector-requirements.ts'

type Holds = (value: string | undefined, values: readonly string[]) => boolean

/** Source: Kubernetes API, `meta.k8s.io/v1` LabelSelectorRequirement. */
const operators: ReadonlyMap<string, Holds> = new Map<string, Holds>([
  ['In', (value, values) => value !== undefined && values.includes(value)],
  ['NotIn', (value, values) => value === undefined || !values.includes(value)],
  ['Exists', (value) => value !== undefined],
  ['DoesNotExist', (value) => value === undefined],
])

/** Whether a selector takes an object with these labels. */
export function isSelected(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  return selectorRequirements(selector).every(({ key, operator, values = [] }) => {
    const holds = operators.get(operator)
    // An operator of a newer Kubernetes: rather a pod too many is told of than one is passed over.
    return holds === undefined || holds(Object.hasOwn(labels, key) ? labels[key] : undefined, values)
  })
}
