export interface Measurement {
  readonly perSecond: number
  /** Microseconds, of single calls. */
  readonly p50: number
  readonly p99: number
}

/** Runs `call` until warm, then for a while in batches, then singly for percentiles. */
export function measure(call: () => unknown, seconds = 1): Measurement {
  const until = (time: number, step: () => number) => {
    let done = 0
    while (performance.now() < time) done += step()
    return done
  }
  const batch = () => {
    for (let count = 0; count < 50; count++) call()
    return 50
  }
  until(performance.now() + seconds * 500, batch)
  const started = performance.now()
  const done = until(started + seconds * 1000, batch)
  const perSecond = (done * 1000) / (performance.now() - started)
  const single: number[] = []
  until(performance.now() + seconds * 500, () => {
    const before = process.hrtime.bigint()
    call()
    return single.push(Number(process.hrtime.bigint() - before) / 1000)
  })
  single.sort((left, right) => left - right)
  const at = (share: number) => single[Math.floor(single.length * share)]!
  return { perSecond, p50: at(0.5), p99: at(0.99) }
}
