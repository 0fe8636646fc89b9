import { deflateRawSync } from 'node:zlib'
import type { AuthorizationMessage } from './authorization-message.ts'

type LeaveOut = (message: AuthorizationMessage) => AuthorizationMessage

const mostText = 128
const cut = (text: string) => (text.length > mostText ? `${text.slice(0, mostText)}…` : text)

/** What is left out of a message that is too long, one after the other, until the rest fits. */
const leavable: readonly (readonly [member: string, leaveOut: LeaveOut])[] = [
  ['context.conditions', (m) => ({ ...m, context: { ...m.context, conditions: { items: [] } } })],
  ['matchedStatements', (m) => ({ ...m, matchedStatements: { items: [] } })],
  ['rolecall.change', ({ rolecall: { change: _change, ...ours }, ...m }) => ({ ...m, rolecall: ours })],
  [
    'the rest of long texts',
    (m) => ({
      ...m,
      context: {
        ...m.context,
        principal: { ...m.context.principal, arn: cut(m.context.principal.arn) },
        action: cut(m.context.action),
        resource: cut(m.context.resource),
      },
      rolecall: {
        sentence: cut(m.rolecall.sentence),
        ...(m.rolecall.layer === undefined ? {} : { layer: m.rolecall.layer }),
      },
    }),
  ],
]

/** JSON of policies and contexts never packs to less than a tenth: what is longer need not be tried. */
const mostRatio = 10

/** A message, compressed, with as much of it as fits into `most` bytes. It says what was left out. */
export function boundedMessage(message: AuthorizationMessage, most: number): Buffer {
  const leftOut: string[] = [...(message.rolecall.leftOut ?? [])]
  let rest = message
  for (const [member, leaveOut] of [['', (m: AuthorizationMessage) => m] as const, ...leavable]) {
    rest = leaveOut(rest)
    if (member !== '') leftOut.push(member)
    const told = leftOut.length === 0 ? rest : { ...rest, rolecall: { ...rest.rolecall, leftOut } }
    const text = JSON.stringify(told)
    if (text.length > most * mostRatio) continue
    const packed = deflateRawSync(text)
    if (packed.length <= most) return packed
  }
  throw new Error('an authorization message is too long although all was left out')
}
