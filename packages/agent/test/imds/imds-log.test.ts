import { expect, test } from 'vitest'
import type { ImdsCall } from '../../src/imds/imds-listener.ts'
import { imdsLog } from '../../src/imds/imds-log.ts'

type Line = Readonly<Record<string, unknown>>

test('a pod in a loop is told of once a minute, by what it was refused', () => {
  const lines: Line[] = []
  const say = (level: string) => (fields: object) => void lines.push({ level, ...fields })
  const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const
  const log = Object.fromEntries(levels.map((level) => [level, say(level)])) as unknown as Parameters<
    typeof imdsLog
  >[0]
  let now = 0
  const tell = imdsLog(log, () => now)
  const call: ImdsCall = { source: '10.1.0.9', isRemote: true, method: 'GET', path: '/latest', status: 401 }
  for (let at = 0; at < 1000; at += 1) tell({ ...call, path: `/${at}` })
  tell({ ...call, status: 'dropped' })
  tell({ ...call, source: '10.1.0.10' })
  tell({ ...call, isRemote: false })
  tell({ ...call, status: 200 })
  now = 60_000
  tell(call)
  expect(lines.map(({ level, source, status, since }) => [level, source, status, since])).toEqual([
    ['info', '10.1.0.9', 401, undefined],
    ['info', '10.1.0.9', 'dropped', undefined],
    ['info', '10.1.0.10', 401, undefined],
    ['debug', '10.1.0.9', 401, undefined],
    ['debug', '10.1.0.9', 200, undefined],
    ['info', '10.1.0.9', 401, 999],
  ])
})
