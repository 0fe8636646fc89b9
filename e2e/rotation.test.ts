import { setTimeout as sleep } from 'node:timers/promises'
import { CreateOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam'
import { STSClient } from '@aws-sdk/client-sts'
import { KubernetesFault } from '@rolecall/kubernetes'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ControlPlane } from './control-plane/start-control-plane.ts'
import { exchange } from './exchange.ts'
import { onControlPlane } from './on-control-plane.ts'
import { roleFor } from './role-for.ts'
import { type ServingFor, servingFor } from './serving-for.ts'

const audience = 'sts.amazonaws.com'
const clients = 50

onControlPlane('rotation of the key pair of ServiceAccounts', (controlPlane) => {
  let server: ServingFor
  let role: string

  beforeAll(async () => {
    await controlPlane().makeNamespace('shop')
    server = await servingFor(controlPlane())
    const iam = server.client(IAMClient)
    const { OpenIDConnectProviderArn: provider = '' } = await iam.send(
      new CreateOpenIDConnectProviderCommand({ Url: controlPlane().url, ClientIDList: [audience] }),
    )
    role = await roleFor(iam, 'default', {
      provider,
      subject: 'system:serviceaccount:shop:default',
      audience,
    })
  })
  afterAll(() => server?.close())

  test(`${clients} clients keep exchanging while keys come and go, and none fails`, async () => {
    const [first, second, third] = ['first', 'second', 'third'].map(controlPlane().makeKey)
    if (!first || !second || !third) throw new Error('three keys were made')
    await controlPlane().restart({ signing: first })

    const exchanged = new Map<string, number>()
    const failures: string[] = []
    let ended = false
    const many = Array.from({ length: clients }, async () => {
      const sts = server.client(STSClient)
      while (!ended) {
        const token = await tokenWhenever(controlPlane(), () => ended)
        if (token === undefined) return
        // The SDK itself tries again where a connection breaks, and never where a token is refused.
        // A second use of a token, as of a pod whose SDK refreshes before its kubelet does.
        for (let use = 0; use < 2; use++) {
          await exchange(sts, role, token).catch((error) => failures.push(String(error)))
        }
        const { kid = '' } = decodeProtectedHeader(token)
        exchanged.set(kid, (exchanged.get(kid) ?? 0) + 1)
        await sleep(200)
      }
      sts.destroy()
    })
    const everyoneWith = async (kids: number) => {
      await expect.poll(() => exchanged.size, { timeout: 120_000 }).toBe(kids)
      const [latest = ''] = [...exchanged.keys()].slice(-1)
      await expect.poll(() => exchanged.get(latest) ?? 0, { timeout: 120_000 }).toBeGreaterThan(2 * clients)
    }
    try {
      await everyoneWith(1)
      // As the documents say it is done: published first, then signing, then withdrawn.
      await controlPlane().restart({ signing: first, alsoBelieved: [second] })
      await controlPlane().restart({ signing: second, alsoBelieved: [first] })
      await everyoneWith(2)
      await controlPlane().restart({ signing: second })
      // And at once, as after a theft.
      await controlPlane().restart({ signing: third })
      await everyoneWith(3)
    } finally {
      ended = true
      await Promise.all(many)
    }
    expect(failures).toEqual([])
  }, 600_000)
})

/** A fresh token, asked for again while the kube-apiserver is away; nothing when there is no more need of one. */
async function tokenWhenever({ api }: ControlPlane, isOver: () => boolean): Promise<string | undefined> {
  while (!isOver()) {
    try {
      const { status } = await api.requestToken('shop', 'default', { audiences: [audience] })
      return status?.token
    } catch (error) {
      if (!(error instanceof KubernetesFault)) throw error
      await sleep(100)
    }
  }
  return undefined
}
