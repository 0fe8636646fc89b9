import type { Json } from '../../json/json.ts'
import { jsonEqual } from '../../json/json-equal.ts'
import { inSeconds } from '../in-seconds.ts'

/** The pods of a ServiceAccount, as their sessions name them. */
export interface PodsOfAccount {
  readonly clusterArn: string
  readonly namespace: string
  readonly serviceAccount: string
}

/** What a statement of `AWSRevokeOlderSessions` ends. */
export interface Revocation {
  /** Sessions that were issued earlier, in milliseconds since the epoch. Whole seconds. */
  readonly before: number
  /** Absent: all sessions of the role. */
  readonly pods?: PodsOfAccount
}

const issued = 'aws:TokenIssueTime'
/** IAM takes a time without a zone for UTC, and this machine for its own. */
const inUtc = /T[\d:.]+Z$/
const tags = {
  clusterArn: 'aws:PrincipalTag/eks-cluster-arn',
  namespace: 'aws:PrincipalTag/kubernetes-namespace',
  serviceAccount: 'aws:PrincipalTag/kubernetes-service-account',
} as const
const names = Object.keys(tags) as (keyof PodsOfAccount)[]

/** As long as a session can live at most, whatever the role: AWS's limit for `MaxSessionDuration`. */
const longestSessionMs = 12 * 60 * 60 * 1000

/**
 * Statements of the policy. Sources: "Revoke IAM role temporary security credentials", IAM User Guide; "Grant Pods
 * access to AWS resources based on tags", Amazon EKS User Guide.
 */
export const revocation = {
  write({ before, pods }: Revocation): Json {
    return statement(inSeconds(before), pods)
  },

  /** What a statement ends, or nothing when it is of another form than ours and that of AWS's console. */
  read(written: Json): Revocation | undefined {
    const { Sid: _, Action, Resource, ...rest } = members(written)
    const condition = members(rest['Condition'])
    const date = members(condition['DateLessThan'])[issued]
    if (typeof date !== 'string' || !inUtc.test(date)) return undefined
    const before = Date.parse(date)
    if (Number.isNaN(before)) return undefined
    const equals = members(condition['StringEquals'])
    const pods = Object.hasOwn(condition, 'StringEquals')
      ? (Object.fromEntries(names.map((name) => [name, equals[tags[name]]])) as unknown as PodsOfAccount)
      : undefined
    const said = { ...rest, Action: one(Action), Resource: one(Resource) }
    return jsonEqual(said, statement(date, pods)) ? { before, ...(pods ? { pods } : {}) } : undefined
  },

  /** Whether whatever the other one ends is ended by this one too. */
  covers({ before, pods }: Revocation, other: Revocation): boolean {
    const isWider = pods === undefined || names.every((name) => pods[name] === other.pods?.[name])
    return isWider && before >= other.before
  },

  /** Whether a session may be left that it ends. */
  isAlive({ before }: Revocation, now: number): boolean {
    return before + longestSessionMs >= now
  },
} as const

function statement(date: string, pods: PodsOfAccount | undefined): Json {
  const StringEquals = pods && Object.fromEntries(names.map((name) => [tags[name], pods[name]]))
  return {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateLessThan: { [issued]: date }, ...(StringEquals ? { StringEquals } : {}) },
  }
}

function members(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {}
}

/** AWS's console writes lists of one. */
function one(value: Json | undefined): Json {
  return Array.isArray(value) && value.length === 1 ? value[0] : (value ?? null)
}
