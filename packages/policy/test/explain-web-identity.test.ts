import { describe, expect, test } from 'vitest'
import {
  type CompiledPolicy,
  compilePolicy,
  explain,
  type PolicyKind,
  parsePolicy,
  requestContext,
} from '../src/index.ts'

function compile(text: string, kind: PolicyKind, label: string): CompiledPolicy {
  const parsed = parsePolicy(text, kind)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings))
  return compilePolicy(parsed.policy, label)
}

describe('explain, of a web identity', () => {
  const provider = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1'
  const assume = (condition: object, context: [string, string | string[]][]) => {
    const statement = {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: condition,
    }
    const trust = compile(
      JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      'trust',
      'trust policy of role/reader',
    )
    return explain(
      {
        principal: { type: 'web-identity', provider },
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: { arn: 'arn:aws:iam::111122223333:role/reader' },
        context: requestContext(context),
      },
      { identity: [], resource: trust },
    )
  }
  const sub = 'oidc.example.com/id/1:sub'
  const aud = 'oidc.example.com/id/1:aud'

  test('a wildcard where none works', () => {
    const { sentence } = assume({ StringEquals: { [sub]: 'system:serviceaccount:shop:*' } }, [
      [sub, 'system:serviceaccount:shop:reader'],
    ])
    expect(sentence).toContain('the trust policy does not allow sts:AssumeRoleWithWebIdentity; nearest is')
    expect(sentence).toContain('here * and ? are plain text; StringLike has wildcards')
  })

  test('a key said twice', () => {
    const { sentence } = assume({ StringEquals: { [aud]: 'sts.amazonaws.com' } }, [
      [aud, 'sts.amazonaws.com'],
      [aud.toUpperCase(), 'vault'],
    ])
    expect(sentence).toContain(`cannot be judged: the request says ${aud} more than once`)
  })

  test('a grant is never proposed to every workload of an issuer', () => {
    const { sentence, change } = assume({ StringEquals: { [aud]: 'sts.amazonaws.com' } }, [
      [aud, ['sts.amazonaws.com', 'vault']],
      [sub, 'system:serviceaccount:shop:reader'],
    ])
    expect(sentence).toContain('several values for which it has no set operator')
    expect(change?.edits).toMatchObject([
      {
        op: 'add-statement',
        value: { Condition: { StringEquals: { [sub]: 'system:serviceaccount:shop:reader' } } },
      },
    ])
  })

  test('a subject that reads as a variable is left to a person', () => {
    const { change } = assume({ StringEquals: { [aud]: 'x' } }, [
      [sub, 'a$b'],
      [aud, '$'],
    ])
    expect(change?.edits[0]).not.toHaveProperty('value.Condition')
  })
})
