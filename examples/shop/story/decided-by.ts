import { rolecall } from './rolecall.ts'
import type { Server } from './serve.ts'
import { whyAnswers } from './why-answers.ts'

/** The statement that decides about a call, as `why` names it. */
export async function decidedBy(server: Server, question: readonly string[]): Promise<string> {
  const line = [whyAnswers[0] ?? '', ...question, '--output', 'json']
  const { output } = await rolecall(server, line)
  try {
    return JSON.parse(output).sentence
  } catch {
    return 'why did not answer'
  }
}
