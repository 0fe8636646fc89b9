import { createRequire } from 'node:module'
import type { Situation } from './situations.ts'

type CedarModule = typeof import('@cedar-policy/cedar-wasm/nodejs')
const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as CedarModule

/** The same questions in Cedar, policies parsed ahead; written by hand, with what Cedar has for the same end. */
export function cedarQuestion(situation: Situation): () => boolean {
  const id = situation.name
  const trust = situation.name.startsWith('c')
  const texts = trust ? [cedarTrust] : situation.texts.flatMap(cedarPolicies)
  const prepared = cedar.preparsePolicySet(id, { staticPolicies: texts.join('\n') })
  if (prepared.type !== 'success') throw new Error(JSON.stringify(prepared))
  const { arn } = situation.request.resource
  const call = {
    principal: { type: 'Caller', id: 'reader' },
    action: { type: 'Action', id: situation.request.action },
    resource: { type: 'Resource', id: arn },
    context: trust
      ? {
          provider: 'oidc.example.com/id/1',
          sub: 'system:serviceaccount:shop:reader',
          aud: 'sts.amazonaws.com',
        }
      : { arn, team: 'shop', sourceIp: { __extn: { fn: 'ip', arg: '203.0.113.7' } } },
    entities: [],
    preparsedPolicySetId: id,
  }
  return () => {
    const answer = cedar.statefulIsAuthorized(call)
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer))
    return answer.response.decision === 'allow'
  }
}

const cedarTrust = `permit(principal, action == Action::"sts:AssumeRoleWithWebIdentity", resource) when {
  context.provider == "oidc.example.com/id/1" && context.sub == "system:serviceaccount:shop:reader" && context.aud == "sts.amazonaws.com" };`

interface Written {
  readonly Action: string | string[]
  readonly Resource: string | string[]
  readonly Condition?: unknown
}

function cedarPolicies(text: string): string[] {
  const { Statement } = JSON.parse(text) as { Statement: Written[] }
  return Statement.map(({ Action, Resource, Condition }) => {
    const actions = [Action]
      .flat()
      .map((action) => `Action::"${action}"`)
      .join(', ')
    const resources = [Resource]
      .flat()
      .map((pattern) => `context.arn like "${pattern}"`)
      .join(' || ')
    const conditions = Condition
      ? ` && ["shop", "bank"].contains(context.team) && (context.sourceIp.isInRange(ip("203.0.113.0/24")) || context.sourceIp.isInRange(ip("198.51.100.0/24")))`
      : ''
    return `permit(principal, action in [${actions}], resource) when { (${resources})${conditions} };`
  })
}
