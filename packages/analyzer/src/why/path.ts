import type { Evidence } from '../policies/evidence.ts'
import type { Weighing } from '../policies/weigh.ts'
import type {
  AssociationRecord,
  ProviderRecord,
  RoleRecord,
  ServiceAccountRecord,
  Snapshot,
  UserRecord,
} from '../snapshot/snapshot.ts'
import type { Link, LinkName } from './answer.ts'
import type { PodSubject, Question } from './question.ts'

/** What is known on the way from pod to resource, each link adding to it. */
export interface Path<Asked extends Question | PodSubject = Question> {
  readonly snapshot: Snapshot
  readonly question: Asked
  readonly serviceAccount?: ServiceAccountRecord
  readonly roleArn?: string
  readonly audience?: string
  readonly issuer?: { readonly url: string; readonly hostPath: string }
  readonly provider?: ProviderRecord
  readonly association?: AssociationRecord
  readonly role?: RoleRecord
  /** The second role of an association that has two, which is then the one that calls. */
  readonly targetRole?: RoleRecord
  readonly user?: UserRecord
}

/** What a link may add. */
export type Onward = Partial<Omit<Path, 'snapshot' | 'question'>>

/** What one link found. */
export interface Found {
  readonly state: Exclude<Link['state'], 'not-reached'>
  readonly sentence: string
  readonly evidence?: readonly Evidence[]
  readonly fix?: string
  /** Whether the fix is all this link needs; taken as true when left out. */
  readonly mends?: boolean
  /** What later links may go by; behind a broken link, as it will be once that is mended. */
  readonly onward?: Onward
  /** For links that a policy decides. */
  readonly weighing?: Weighing
}

/** A row of the chain: what it needs to know, and what it finds. */
export interface LinkRow<Asked extends Question | PodSubject = Question> {
  readonly name: LinkName
  readonly needs: readonly (keyof Path)[]
  examine(path: Path<Asked>): Found
}
