import { built } from '../built.ts'
import { found } from '../found.ts'

export interface StockAgentProgram {
  readonly path: string
  /** `undefined` when it is not there. */
  readonly version: string | undefined
  /** How to get it, when it is not there. */
  readonly how: string
}

const build = new URL('../../tools/pod-identity-agent/build.sh', import.meta.url)

/**
 * The stock EKS Pod Identity Agent: the program that STOCK_POD_IDENTITY_AGENT names, else the one that was built from
 * its module before, else the one that is built now.
 */
export async function stockAgentProgram(environment = process.env): Promise<StockAgentProgram> {
  const given = environment['STOCK_POD_IDENTITY_AGENT']
  if (given) {
    return {
      path: given,
      version: found(given, 'version'),
      how: `STOCK_POD_IDENTITY_AGENT names no such program: ${given}`,
    }
  }
  const { path, why } = await built(build)
  return { path: path ?? '', version: path && found(path, 'version'), how: why }
}
