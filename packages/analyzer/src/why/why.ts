import type { Weighing } from '../policies/weigh.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Answer, Link } from './answer.ts'
import { answerSentence } from './answer-sentence.ts'
import { chainOf } from './chain-of.ts'
import { changeOf } from './change-of.ts'
import { decisionLink } from './decision-link.ts'
import { lastRole } from './last-role.ts'
import { notesOn } from './notes-on.ts'
import { openFork } from './open-fork.ts'
import type { Found, Path } from './path.ts'
import { permissionLinks } from './permission-links.ts'
import { policyLayers } from './policy-layers.ts'
import type { Question } from './question.ts'
import { settle } from './settle.ts'
import { weighPermission } from './weigh-permission.ts'

/** The links behind those of the chain. */
const permissionNames: readonly Link['name'][] = [...policyLayers.map(({ name }) => name), 'decision']

/**
 * Answers whether a pod, or a principal, may do something, with every link from one to the other. It reads
 * nothing but the snapshot, and asks policies by the engine that STS and the gateway ask.
 *
 * What the snapshot does not hold is never guessed: the link, and the answer unless another link settles it,
 * is undecided.
 *
 * @throws TypeError for an action that is not written `service:Name`
 * @example
 * const { result, sentence } = why(snapshot, {
 *   cluster: 'shop', namespace: 'shop', serviceAccount: 'reports',
 *   action: 's3:GetObject', resource: 'arn:aws:s3:::shop-reports/may.csv',
 * })
 */
export function why(snapshot: Snapshot, question: Question): Answer {
  let path: Path = { snapshot, question }
  const founds: { row: Link['name']; found: Found | undefined }[] = []
  for (const { name, needs, examine } of chainOf(snapshot, question)) {
    const found = needs.every((need) => path[need] !== undefined) ? examine(path) : undefined
    founds.push({ row: name, found })
    path = { ...path, ...found?.onward }
  }
  const weighing = lastRole(path) || path.user ? weighPermission(path) : undefined
  const links = linksOf(founds, weighing)
  const { result, told } = settle(links)
  const change = changeOf(
    result,
    founds.map(({ found }) => found),
    weighing,
  )
  return {
    result,
    sentence: answerSentence(path, links),
    question,
    ...methodOf(path, links),
    links,
    ...quotesOf(told, result, founds.find(({ row }) => row === told.name)?.found ?? { weighing }),
    ...(change ? { change } : {}),
    notes: notesOn(path),
  }
}

function linksOf(
  founds: readonly { row: Link['name']; found: Found | undefined }[],
  weighing: Weighing | undefined,
): Link[] {
  const links: Link[] = []
  let reached = true
  const add = (link: Link) => void links.push(reached ? link : notReached(link.name))
  for (const { row, found } of founds) {
    if (!found) links.push(notReached(row))
    else {
      const { state, sentence, evidence = [], fix } = found
      add({ name: row, state, sentence, evidence, ...(fix === undefined ? {} : { fix }) })
      if (state === 'broken') reached = false
    }
  }
  if (weighing) for (const link of [...permissionLinks(weighing), decisionLink(weighing)]) add(link)
  else for (const name of permissionNames) links.push(notReached(name))
  return links
}

function notReached(name: Link['name']): Link {
  return { name, state: 'not-reached', sentence: 'not reached', evidence: [] }
}

function quotesOf(
  told: Link,
  result: Answer['result'],
  { weighing }: { readonly weighing?: Weighing | undefined },
): Pick<Answer, 'deciding' | 'nearest'> {
  const [quoted] = told.evidence
  if (!quoted || result === 'undecided') return {}
  return weighing?.explanation.decision.basis === 'no-statement' ? { nearest: quoted } : { deciding: quoted }
}

function methodOf({ association }: Path, links: readonly Link[]): Pick<Answer, 'method'> {
  if (association) return { method: 'pod-identity' }
  const isAnnotated = links.some(({ name, state }) => name === 'role-annotation' && state === 'ok')
  return isAnnotated && !openFork(links) ? { method: 'irsa' } : {}
}
