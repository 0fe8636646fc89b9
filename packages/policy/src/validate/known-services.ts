import type { GlobShape } from '../match/glob-shape.ts'
import { WorkLimit } from '../match/work-limit.ts'
import { actionPattern } from './action-pattern.ts'
import { findKey } from './find-key.ts'
import { globalKey } from './global-key.ts'
import { patternShape } from './pattern-shape.ts'
import type { ActionEntry, ArnFormat, KeyValues, ServiceData, ServiceEntry } from './service-data.ts'

/** Some ten milliseconds. A policy of 200 statements takes a hundredth of it. */
const mostSteps = 2_000_000

/** What is known of services, as one policy asks for it: each question is answered once, and not without end. */
export class KnownServices {
  readonly #data: ServiceData
  readonly #actions = new Map<string, readonly ActionEntry[] | undefined>()
  readonly #formats = new Map<string, readonly ArnFormat[] | undefined>()
  readonly #shapes = new Map<string, GlobShape>()
  readonly limit: WorkLimit = new WorkLimit(mostSteps)

  constructor(data: ServiceData) {
    this.#data = data
  }

  service(prefix: string): ServiceEntry | undefined {
    return this.#data.service(prefix)
  }

  /** Whether ARNs can name it. */
  hasArns(service: string): boolean {
    return this.#data.service(service) !== undefined || this.#data.arnFormats(service) !== undefined
  }

  /** What values a condition key has, be it one of a service or of all. */
  keyValues(key: string): KeyValues | undefined {
    const ofAll = globalKey(key)
    if (ofAll) return ofAll
    const folded = key.toLowerCase()
    const keys = this.#data.service(folded.slice(0, Math.max(0, folded.indexOf(':'))))?.conditionKeys
    const found = keys && findKey(keys, folded)
    return found === undefined ? undefined : keys?.get(found)
  }

  /**
   * Whether the data say of a key of a service which actions have it. Of some they only say that it exists, and of
   * those nothing can be said about an action.
   */
  isAttached(foldedKey: string): boolean {
    const owner = this.#data.service(foldedKey.slice(0, Math.max(0, foldedKey.indexOf(':'))))
    const found = owner && findKey(owner.conditionKeys, foldedKey)
    if (!owner || found === undefined || !this.limit.allows(owner.actions.size)) return false
    return [...owner.actions.values()].some(({ conditionKeys }) => conditionKeys.has(found))
  }

  /** The actions a pattern names, in lower case; `undefined` when it names no one service that is known. */
  actions(foldedPattern: string): readonly ActionEntry[] | undefined {
    if (!this.#actions.has(foldedPattern)) this.#actions.set(foldedPattern, this.#findActions(foldedPattern))
    return this.#actions.get(foldedPattern)
  }

  /**
   * The formats whose resource part a resource of an ARN can have; `undefined` when the service has no ARNs here,
   * or when it is not found out.
   */
  formats(service: string, resource: string): readonly ArnFormat[] | undefined {
    const question = `${service}:${resource}`
    if (!this.#formats.has(question)) this.#formats.set(question, this.#findFormats(service, resource))
    return this.#formats.get(question)
  }

  #findActions(pattern: string): readonly ActionEntry[] | undefined {
    const colon = pattern.indexOf(':')
    const entry = this.#data.service(pattern.slice(0, colon))
    if (colon < 0 || !entry) return undefined
    const name = pattern.slice(colon + 1)
    const literal = entry.actions.get(name)
    if (literal || !/[*?]/.test(name)) return literal ? [literal] : []
    // A glob looks at each character of a short name a few times.
    if (!this.limit.allows(entry.actions.size * 8)) return undefined
    const fits = actionPattern(name)
    return [...entry.actions].flatMap(([folded, action]) => (fits(folded) ? [action] : []))
  }

  #findFormats(service: string, resource: string): readonly ArnFormat[] | undefined {
    const formats = this.#data.arnFormats(service)
    if (!formats) return undefined
    // Of two patterns each character is looked at a few times.
    if (!this.limit.allows((resource.length + 32) * formats.length)) return undefined
    const pattern = patternShape(resource)
    return formats.filter((format) => pattern.meets(this.#shapeOf(format.resource)))
  }

  #shapeOf(text: string): GlobShape {
    const shape = this.#shapes.get(text) ?? patternShape(text)
    this.#shapes.set(text, shape)
    return shape
  }
}
