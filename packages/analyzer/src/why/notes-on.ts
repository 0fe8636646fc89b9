import type { Question } from './question.ts'

const ofPods = [
  'EKS Pod Identity associations are not looked at yet; where one names this ServiceAccount, pods use it and not the annotation',
]
const ofPrincipals = ['session policies that somebody passes can only take permissions away']
const ofAll = ['organization policies (SCP, RCP) and VPC endpoint policies are not looked at']

/** What an answer leaves out. */
export function notesOn(question: Question): readonly string[] {
  return [...('principal' in question ? ofPrincipals : ofPods), ...ofAll]
}
