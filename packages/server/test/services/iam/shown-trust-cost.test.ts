import { expect, test } from 'vitest'
import type { Role } from '../../../src/records/role.ts'
import { shownTrust } from '../../../src/services/iam/role/shown-trust.ts'
import type { ServiceContext } from '../../../src/services/service-context.ts'
import { documents } from './documents.ts'

const arn = (name: string) => `arn:aws:iam::111122223333:user/${name}`

/** No answer shows it: what a call goes through while nobody else can use the store. */
test('users are looked through once a call, however many are gone from however many roles', async () => {
  let looks = 0
  const transaction = {
    get: async () => undefined,
    list: async () => {
      looks += 1
      return [{ id: 'AIDAANNANNANNANNA', arn: arn('new') }]
    },
  }
  const context = { transaction } as unknown as ServiceContext
  const principalIds = { [arn('ann')]: 'AIDAANNANNANNANNA', [arn('bob')]: 'AIDABOBBOBBOBBOBB' }
  const document = documents.trust({ AWS: Object.keys(principalIds) })
  const role = { trust: { document, principalIds } } as unknown as Role
  const shown = await Promise.all([shownTrust(role, context), shownTrust(role, context)])
  for (const { trust } of shown) {
    expect(JSON.parse(trust.document).Statement[0].Principal).toEqual({
      AWS: [arn('new'), 'AIDABOBBOBBOBBOBB'],
    })
  }
  expect(looks).toBe(1)
})
