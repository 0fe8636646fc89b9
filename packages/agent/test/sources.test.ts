import { expect, test } from 'vitest'
import { sources } from '../src/listener/sources.ts'

test('sources that take all the connections they can leave some for others', () => {
  const { connect, disconnect } = sources(
    { requestsPerSecond: 0, connections: 8, allConnections: 16 },
    () => 0,
  )
  const takeAll = (address: string) => {
    let taken = 0
    while (connect(address)) taken += 1
    return taken
  }
  expect(takeAll('10.1.0.1')).toBe(8)
  expect(takeAll('10.1.0.2')).toBe(4)
  expect(takeAll('10.1.0.3')).toBe(2)
  const victim = connect('10.1.0.4')
  expect(victim?.connections).toBe(1)
  for (let at = 0; victim && at < 3; at += 1) {
    disconnect(victim)
    expect(connect('10.1.0.4')).toBe(victim)
  }
})
