import { formatArn, partitionOf } from '@rolecall/core'
import { type Principal, principalContext } from '@rolecall/policy'
import type { Caller } from './caller.ts'

/** The root user of an account: who every unknown key stands for under `--auth off`, and nobody else. */
export function rootCaller(account: string, region: string): Caller {
  const arn = formatArn({
    partition: partitionOf(region),
    service: 'iam',
    region: '',
    account,
    resource: 'root',
  })
  const principal: Principal = { type: 'root', account, arn }
  return {
    account,
    accessKeyId: '',
    principal,
    policies: { identity: [] },
    context: principalContext(principal),
    username: 'root',
  }
}
