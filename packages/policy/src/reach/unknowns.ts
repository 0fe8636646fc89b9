import type { RequestContext } from '../context/request-context.ts'
import type { Formula, Requirement } from './formula.ts'

/** What is not known of a request, and every question that came up about it. */
export class Unknowns {
  readonly requirements: Requirement[] = []
  readonly tests: ((context: RequestContext) => boolean)[] = []
  readonly #context: RequestContext
  readonly #absent: ReadonlySet<string>

  constructor(context: RequestContext, absent: Iterable<string>) {
    this.#context = context
    this.#absent = new Set([...absent].map((key) => key.toLowerCase()))
  }

  /** Whether a folded key is neither in the context nor known to be absent. */
  has(key: string): boolean {
    return this.#context.get(key) === undefined && !this.#absent.has(key)
  }

  ask(requirement: Requirement, test: (context: RequestContext) => boolean): Formula {
    const id = this.requirements.push(requirement) - 1
    this.tests.push(test)
    return { is: 'requirement', requirement, id }
  }
}
