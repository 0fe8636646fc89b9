import type { Answer, Link } from './answer.ts'
import { lastRole } from './last-role.ts'
import { openFork } from './open-fork.ts'
import type { Path } from './path.ts'
import { associationName } from './pod-identity/association-name.ts'
import { settle } from './settle.ts'

const verbs: Readonly<Record<Answer['result'], string>> = {
  allowed: 'may',
  denied: 'may not',
  undecided: 'may or may not',
}

/** Who may do what, and by what. Where it is open which chain counts, also what comes of the annotation alone. */
export function answerSentence(path: Path, links: readonly Link[]): string {
  const { question, association } = path
  const { result, told } = settle(links)
  const isOpen = told === openFork(links) && !association
  const who = whoOf(question, isOpen ? '' : asWhom(path))
  const resource = question.resource === '*' ? '' : ` on ${question.resource}`
  const sentence = `${who} ${verbs[result]} ${question.action}${resource}: ${told.sentence}`
  if (!isOpen) return sentence
  const alone = settle(links.filter((link) => link !== told))
  return `${sentence}; without one${asWhom(path)} it ${verbs[alone.result]}: ${alone.told.sentence}`
}

function whoOf(question: Path['question'], asRole: string): string {
  if ('principal' in question) return question.principal
  const { namespace, serviceAccount, cluster } = question
  return `a pod of ServiceAccount ${namespace}/${serviceAccount} in cluster ${cluster}${asRole}`
}

/** The role whose permissions count, and how a pod comes to it. */
function asWhom(path: Path): string {
  const { association } = path
  const role = lastRole(path)
  if (!role) return ''
  return association
    ? `, as role ${role.name} by ${associationName(association)},`
    : `, as role ${role.name},`
}
