import { type Benchmark, median } from './benchmark.ts'
import { residentMemory } from './resident-memory.ts'
import { serveProcess } from './serve-process.ts'

const rounds = 5

/** From spawn to ready with an empty data folder, and the memory of a server that does nothing. */
export const startUp: Benchmark = {
  name: 'start-up',
  async run() {
    const ready: number[] = []
    const resident: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const server = await serveProcess()
      ready.push(server.readyMs)
      await new Promise((resolve) => setTimeout(resolve, 1000))
      resident.push(residentMemory(server.process))
      await server.stop()
    }
    return [
      `spawn to ready ${median(ready).toFixed(0)} ms, resident when idle ${median(resident).toFixed(0)} MB`,
    ]
  },
}
