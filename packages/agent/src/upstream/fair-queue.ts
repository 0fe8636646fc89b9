export interface FairQueue {
  /**
   * Does work when its turn comes: lanes take turns, so that whoever asks a thousand times delays only
   * themselves. Rejects with what `refuse` makes when there is no room, or no turn in time.
   */
  run<T>(lane: string, work: () => Promise<T>): Promise<T>
  waiting(): number
}

export interface FairQueueOptions {
  /** Works that run at the same time. */
  readonly width: number
  /** Works that wait, over all lanes. */
  readonly room: number
  /** How long one waits, in milliseconds. */
  readonly patienceMs: number
  readonly refuse: () => Error
}

interface Waiting {
  readonly start: () => void
  readonly timer: NodeJS.Timeout
}

/** A queue with lanes, of which the next to be served is the one that was served longest ago. */
export function fairQueue({ width, room, patienceMs, refuse }: FairQueueOptions): FairQueue {
  /** In the order of their turns; a lane without work is not there. */
  const lanes = new Map<string, Set<Waiting>>()
  let running = 0
  let waiting = 0

  function next(): void {
    if (running >= width) return
    for (const [name, lane] of lanes) {
      lanes.delete(name)
      const [first] = lane
      if (!first) continue
      lane.delete(first)
      if (lane.size > 0) lanes.set(name, lane)
      waiting -= 1
      clearTimeout(first.timer)
      first.start()
      return
    }
  }

  function turn(name: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const lane = lanes.get(name) ?? new Set()
    const timer = setTimeout(() => {
      lane.delete(entry)
      if (lane.size === 0 && lanes.get(name) === lane) lanes.delete(name)
      waiting -= 1
      reject(refuse())
    }, patienceMs)
    const entry = { start: () => begin(resolve), timer }
    lane.add(entry)
    lanes.set(name, lane)
    waiting += 1
    return promise
  }

  function begin(resolve: () => void): void {
    running += 1
    resolve()
  }

  return {
    waiting: () => waiting,
    async run(name, work) {
      if (running < width) running += 1
      else if (waiting >= room) throw refuse()
      else await turn(name)
      try {
        return await work()
      } finally {
        running -= 1
        next()
      }
    },
  }
}
