import { decidedBy } from './decided-by.ts'
import type { StoryPod } from './pod-steps.ts'
import { rolecall } from './rolecall.ts'
import type { Server } from './serve.ts'
import type { StoryRow } from './story-row.ts'

interface PodLine {
  readonly step: string
  readonly call: string
  readonly outcome: string
  readonly detail?: string
  readonly message?: string
}

/** Runs each pod as a process of its own, and asks `why` of each of its steps. */
export async function runPods(server: Server, pods: readonly StoryPod[]): Promise<StoryRow[]> {
  const rows: StoryRow[] = []
  for (const { serviceAccount, steps } of pods) {
    const place = ['--cluster', 'shop', '--namespace', 'shop', '--service-account', serviceAccount]
    const program = ['node', `examples/shop/pods/${serviceAccount}.mjs`]
    const { output } = await rolecall(server, ['run', ...place, '--', ...program])
    const lines: PodLine[] = output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
    for (const { step, expected, question } of steps) {
      const line = lines.find((one) => one.step === step)
      const because = question ? await decidedBy(server, [...place, ...question]) : (line?.detail ?? '')
      const outcome = line?.outcome ?? 'not tried'
      rows.push({ who: serviceAccount, what: `${step} (${line?.call ?? '?'})`, expected, outcome, because })
    }
  }
  return rows
}
