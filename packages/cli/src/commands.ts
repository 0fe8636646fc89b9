import type { Command } from './command.ts'

export interface CommandRow {
  readonly name: string
  readonly summary: string
  /** Loaded only when asked for, so that help is quick and `run` starts fast. */
  readonly load: () => Promise<Command>
}

/** Every command, in the order in which help shows them. */
export const commands: readonly CommandRow[] = [
  {
    name: 'serve',
    summary: 'answer the AWS APIs, the issuers of clusters, and guard S3 and DynamoDB',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'plan',
    summary: 'show what apply would change',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    name: 'apply',
    summary: 'make AWS and the cluster what an eksctl ClusterConfig says',
    load: async () => (await import('./commands/apply.ts')).apply,
  },
  {
    name: 'associate',
    summary: 'give the pods of a ServiceAccount a role through EKS Pod Identity, in one step',
    load: async () => (await import('./commands/associate.ts')).associate,
  },
  {
    name: 'dissociate',
    summary: 'take it from them again, and end what is out',
    load: async () => (await import('./commands/dissociate.ts')).dissociate,
  },
  {
    name: 'run',
    summary: 'run a local process as a pod of a ServiceAccount',
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'token',
    summary: 'print a projected token of a ServiceAccount',
    load: async () => (await import('./commands/token.ts')).token,
  },
  {
    name: 'verify',
    summary: 'check a ServiceAccount end to end, and say what its pods would print and what mends it',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'why',
    summary: 'say whether a pod may do something, by which statement, and what would change it',
    load: async () => (await import('./commands/why.ts')).why,
  },
  {
    name: 'can',
    summary: 'say whether a pod may do something, in one line',
    load: async () => (await import('./commands/can.ts')).can,
  },
  {
    name: 'import',
    summary: 'bring the AWS-managed policies of a live account to a server',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'cluster',
    summary: 'register clusters that run elsewhere, list them, rotate keys',
    load: async () => (await import('./commands/cluster.ts')).cluster,
  },
  {
    name: 'account',
    summary: 'make and list the accounts of an organization, each with its own administrator',
    load: async () => (await import('./commands/account.ts')).account,
  },
  {
    name: 'webhook',
    summary: 'give pods of a cluster what their AWS SDK needs, as a mutating admission webhook',
    load: async () => (await import('./commands/webhook.ts')).webhook,
  },
  {
    name: 'agent',
    summary: 'give the pods of a node their credentials (EKS Pod Identity)',
    load: async () => (await import('./commands/agent.ts')).agent,
  },
]
