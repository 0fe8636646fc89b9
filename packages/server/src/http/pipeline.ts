import { Fault } from '@rolecall/core'
import type { Exchange } from './exchange.ts'
import type { PipelineTools } from './pipeline-tools.ts'
import { authenticate } from './steps/authenticate.ts'
import { authorize } from './steps/authorize.ts'
import { explainDenial } from './steps/explain-denial.ts'
import { handle } from './steps/handle.ts'
import { limitSession } from './steps/limit-session.ts'
import { prepare } from './steps/prepare.ts'
import { prove } from './steps/prove.ts'
import { readInput } from './steps/read-input.ts'
import { record } from './steps/record.ts'
import { route } from './steps/route.ts'

type Step = (exchange: Exchange, tools: PipelineTools) => Promise<void> | void

interface Row {
  readonly step: Step
  /** Which calls take the step: those that must be signed, those whose credential is in their input. */
  readonly signed: boolean
  readonly unsigned: boolean
}

/** The way of a call, up to the store. */
// biome-ignore format: the columns are the point
const before: readonly Row[] = [
  //                    signed       unsigned
  { step: route,        signed: true,  unsigned: true  },
  { step: authenticate, signed: true,  unsigned: false },
  { step: limitSession, signed: true,  unsigned: false },
  { step: readInput,    signed: true,  unsigned: true  },
  { step: prepare,      signed: true,  unsigned: false },
  { step: prove,        signed: false, unsigned: true  },
]

/** On the store, alone. A fault undoes what these wrote. */
// biome-ignore format: the columns are the point
const onStore: readonly Row[] = [
  { step: authorize,    signed: true,  unsigned: false },
  { step: handle,       signed: true,  unsigned: true  },
]

/** Once the record is durable. */
// biome-ignore format: the columns are the point
const after: readonly Row[] = [
  //                     signed       unsigned
  { step: explainDenial, signed: true,  unsigned: false },
]

/**
 * Takes a call through all steps. Whatever the outcome, its record is durable together with what it wrote
 * before this returns, and `exchange` then holds an output or a fault.
 *
 * @throws what is neither: a bug, or a store that cannot write.
 */
export async function pipeline(exchange: Exchange, tools: PipelineTools): Promise<void> {
  await refusable(exchange, () => walk(before, exchange, tools))
  await tools.store.transact(async (transaction) => {
    exchange.transaction = transaction
    if (!exchange.fault) {
      await refusable(exchange, () => transaction.attempt(() => walk(onStore, exchange, tools)))
      if (exchange.fault) for (const write of exchange.regardless) await write(transaction)
    }
    await record(exchange, tools)
  })
  await walk(after, exchange, tools)
}

async function walk(rows: readonly Row[], exchange: Exchange, tools: PipelineTools): Promise<void> {
  for (const row of rows) {
    const kind = exchange.operation?.prove ? 'unsigned' : 'signed'
    if (row[kind]) await row.step(exchange, tools)
  }
}

async function refusable(exchange: Exchange, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    exchange.fault = error
  }
}
