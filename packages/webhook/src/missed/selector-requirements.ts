import type { MutatingWebhookConfiguration } from '@rolecall/kubernetes'

export type LabelSelector = NonNullable<
  NonNullable<MutatingWebhookConfiguration['webhooks']>[number]['namespaceSelector']
>
export type Requirement = NonNullable<LabelSelector['matchExpressions']>[number]

/** What a selector asks for, in one form. One that is absent or empty asks for nothing. */
export function selectorRequirements(selector: LabelSelector | undefined): readonly Requirement[] {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {}
  const exact = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] }))
  return [...exact, ...matchExpressions]
}
