import { expect, it } from 'vitest'
import { sourceReport } from '../../src/telling/source-report.ts'

const gone = new Error('connect ECONNREFUSED')
const failing = 'a source could not be read and is tried again'
const back = 'a source is read again'

/** A report at a clock that is moved by hand, what it wrote and what it counted. */
function opened() {
  let now = 1_000_000
  const written: [level: string, text: string, details: object][] = []
  const write = (level: string) => (details: object, text: string) =>
    void written.push([level, text, details])
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  let failures = 0
  const metrics = { sourceFailed: () => void failures++, sourceRefused: () => {} }
  const report = sourceReport(log, metrics, () => now)
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  return { report, written, failures: () => failures, pass }
}

it('tells an outage at its beginning, then once a minute, and its end once', () => {
  const { report, written, failures, pass } = opened()
  report.read('objects')
  for (let second = 0; second < 70; second++) {
    report.failed('objects', gone)
    pass(1)
  }
  report.read('objects')
  report.read('objects')
  const details = { source: 'objects', because: gone.message }
  expect(written).toEqual([
    ['warn', failing, details],
    ['warn', failing, { ...details, since: 59 }],
    ['info', back, { source: 'objects' }],
  ])
  expect(failures()).toBe(70)
})

it('tells another reason at once, and each source for itself', () => {
  const { report, written } = opened()
  report.failed('objects', gone)
  report.failed('objects', new Error('a.yaml:1: no name'))
  report.failed('config-map', gone)
  report.read('config-map')
  expect(written.map(([level, , details]) => [level, details])).toEqual([
    ['warn', { source: 'objects', because: gone.message }],
    ['warn', { source: 'objects', because: 'a.yaml:1: no name' }],
    ['warn', { source: 'config-map', because: gone.message }],
    ['info', { source: 'config-map' }],
  ])
})

it('fills no log with what comes and goes', () => {
  const { report, written, pass } = opened()
  for (let second = 0; second < 30; second++) {
    report.failed('service-accounts', gone)
    report.read('service-accounts')
    pass(1)
  }
  expect(written.map(([, text]) => text)).toEqual([failing, back])
})
