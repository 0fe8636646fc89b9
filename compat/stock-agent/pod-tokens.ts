import type { ShopOfPods } from '../shop-of-pods.ts'

const now = () => Math.floor(Date.now() / 1000)

/** A pod's token with other members in its header and claims, and the signature it had. */
async function altered(shop: ShopOfPods, claims: object, header: object = {}): Promise<string> {
  const [head = '', body = '', signature = ''] = (await shop.token()).split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  const write = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  return `${write({ ...read(head), ...header })}.${write({ ...read(body), ...claims })}.${signature}`
}

/** What a pod may show at an agent, each of another pod. */
export const podTokens = {
  none: async () => undefined,
  empty: async () => '',
  'in two parts': async () => 'a.b',
  'of a pod': (shop) => shop.token(),
  'behind Bearer': async (shop) => `Bearer ${await shop.token()}`,
  forged: (shop) => altered(shop, { sub: 'system:serviceaccount:shop:auditor', jti: 'forged' }),
  unsigned: (shop) => altered(shop, {}, { alg: 'none' }),
  expired: (shop) => altered(shop, { exp: now() - 60 }),
  'of tomorrow': (shop) => altered(shop, { nbf: now() + 86_400, exp: now() + 90_000 }),
  'without end': (shop) => altered(shop, { exp: undefined }),
  'for another audience': (shop) => shop.token('auditor', 'sts.amazonaws.com'),
  'of a deleted pod': async (shop) => {
    const token = await shop.token()
    await shop.deletePod()
    return token
  },
  'without association': (shop) => shop.token('other'),
  'of a deleted association': async (shop) => {
    shop.associate('past')
    await shop.dissociate('past')
    return shop.token('past')
  },
} satisfies Readonly<Record<string, (shop: ShopOfPods) => Promise<string | undefined>>>
