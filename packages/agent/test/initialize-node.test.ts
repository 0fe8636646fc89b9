import { podIdentityAgent } from '@rolecall/core'
import { expect, it } from 'vitest'
import { initializeNode } from '../src/index.ts'

/** Answers of `ip`, by what its line begins with; an `Error` is how it fails. */
async function initialize(answers: Readonly<Record<string, string | Error>>, isDryRun = false) {
  const ran: string[] = []
  const said: string[] = []
  const warned: string[] = []
  const run = async (_program: string, args: readonly string[]) => {
    const line = args.join(' ')
    ran.push(line)
    const [, answer = ''] = Object.entries(answers).find(([begin]) => line.startsWith(begin)) ?? []
    if (answer instanceof Error) throw answer
    return answer
  }
  const failure = await initializeNode({
    addresses: Object.values(podIdentityAgent.addresses),
    isDryRun,
    run,
    say: (text) => void said.push(text),
    warn: (text) => void warned.push(text),
  }).catch((error: Error) => error.message)
  return { ran, said, warned, failure }
}

const lines = [
  'ip link add pod-id-link0 type dummy',
  'ip link set pod-id-link0 up',
  'ip -4 addr replace 169.254.170.23/32 dev pod-id-link0',
  'ip -4 route replace 169.254.170.23/32 dev pod-id-link0',
  'ip -6 addr replace fd00:ec2::23/128 dev pod-id-link0 nodad',
  'ip -6 route replace fd00:ec2::23/128 dev pod-id-link0',
]

it('says every command, and runs none in a dry run', async () => {
  expect(await initialize({}, true)).toEqual({ ran: [], said: lines, warned: [], failure: undefined })
})

it('is done twice', async () => {
  const seen = await initialize({
    'link add': new Error('RTNETLINK answers: File exists'),
    '-4 route show': '169.254.170.23 dev pod-id-link0 scope link \n',
  })
  expect([seen.said, seen.failure]).toEqual([lines, undefined])
})

it('leaves IPv6 out where there is none', async () => {
  const seen = await initialize({ '-6': new Error('IPv6 is disabled on this device.') })
  expect(seen.failure).toBe(undefined)
  expect(seen.warned).toEqual(['fd00:ec2::23 is left out: IPv6 is disabled on this device.'])
})

it.each([
  [
    'IPv4 fails',
    { '-4 addr': new Error('RTNETLINK answers: Operation not permitted') },
    /Operation not permitted/,
  ],
  ['a link cannot be made', { 'link add': new Error('Operation not permitted') }, /Operation not permitted/],
  [
    'somebody else is at the address',
    { '-4 route show': '169.254.170.23 dev cni0 scope link' },
    /^a route to 169\.254\.170\.23\/32 is there already: .* dev cni0/,
  ],
])('fails when %s', async (_name, answers, message) => {
  expect((await initialize(answers as Record<string, string | Error>)).failure).toMatch(message)
})
