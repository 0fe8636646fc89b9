import { rolecall } from './rolecall.ts'
import type { Server } from './serve.ts'
import { whyAnswers } from './why-answers.ts'

interface Answer {
  readonly deciding?: { readonly document: string; readonly sid?: string }
  readonly links: readonly { readonly state: string; readonly sentence: string }[]
}

/** The statement that decides about a call, as `why` names it; where none speaks for it, that. */
export async function decidedBy(server: Server, question: readonly string[]): Promise<string> {
  const [why = ''] = whyAnswers
  const { output } = await rolecall(server, [why, ...question, '--output', 'json'])
  if (output === '') return 'WHY DID NOT ANSWER'
  const { deciding, links }: Answer = JSON.parse(output)
  if (!deciding) return links.find(({ state }) => state === 'broken')?.sentence ?? ''
  return `statement "${deciding.sid}" of ${deciding.document.replace(/^inline policy \S+ of \S+:role\//, 'role ')}`
}
