/** A work that waits for its turn, or runs. */
export interface Turn<T> {
  /** What the work gives. Rejects with what `refuse` makes when there was no room, or no turn in time. */
  readonly done: Promise<T>
  /** Somebody asks for it still: it keeps its place for another `patienceMs`. */
  readonly stay: () => void
}

export interface FairQueue {
  /**
   * Does work when its turn comes: lanes take turns, so that whoever asks a thousand times delays only
   * themselves.
   */
  run<T>(lane: string, work: () => Promise<T>): Turn<T>
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
      running += 1
      first.start()
      return
    }
  }

  async function does<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } finally {
      running -= 1
      next()
    }
  }

  /** A place in a lane. No more of them than are left for all others, so that no lane takes all the room. */
  function wait<T>(name: string, work: () => Promise<T>): Turn<T> {
    const lane = lanes.get(name) ?? new Set()
    if (lane.size >= room - waiting) return { done: Promise.reject(refuse()), stay() {} }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(() => {
      lane.delete(entry)
      if (lane.size === 0 && lanes.get(name) === lane) lanes.delete(name)
      waiting -= 1
      reject(refuse())
    }, patienceMs)
    const entry = { start: resolve, timer }
    lane.add(entry)
    lanes.set(name, lane)
    waiting += 1
    const stay = () => {
      if (lane.has(entry)) timer.refresh()
    }
    return { done: promise.then(() => does(work)), stay }
  }

  return {
    waiting: () => waiting,
    run(name, work) {
      if (running >= width) return wait(name, work)
      running += 1
      return { done: does(work), stay() {} }
    },
  }
}
