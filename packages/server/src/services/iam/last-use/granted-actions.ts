import { actionPattern, type PatternElement, parsePolicy } from '@rolecall/policy'

/** What policies allow, whatever resources and conditions they name: the actions that may be used. */
export interface GrantedActions {
  /** Whether any action of a service is among them. @param service its namespace, such as `s3` */
  mayUse(service: string): boolean
  /** @param action with its service and in lower case, such as `s3:getobject` */
  allows(action: string): boolean
}

interface Grant {
  readonly isNot: boolean
  readonly services: readonly ((service: string) => boolean)[]
  readonly wholeServices: readonly ((service: string) => boolean)[]
  readonly actions: readonly ((action: string) => boolean)[]
}

/**
 * Reads what the documents allow. Denials, boundaries and conditions take nothing away here, as in AWS: what is
 * listed is what may have been used. Source: `GenerateServiceLastAccessedDetails`, IAM API Reference.
 */
export function grantedActions(documents: readonly string[]): GrantedActions {
  const grants = documents.flatMap((document) => {
    const parsed = parsePolicy(document, 'identity')
    if (!parsed.ok) throw new Error('a kept policy does not parse')
    const allowing = parsed.policy.statements.filter(({ effect }) => effect === 'Allow')
    return allowing.map(({ action }) => grant(action))
  })
  const any = (tests: readonly ((text: string) => boolean)[], text: string) =>
    tests.some((test) => test(text))
  return {
    mayUse: (service) =>
      grants.some(({ isNot, services, wholeServices }) =>
        isNot ? !any(wholeServices, service) : any(services, service),
      ),
    allows: (action) => grants.some(({ isNot, actions }) => any(actions, action) !== isNot),
  }
}

function grant({ negated, patterns }: PatternElement): Grant {
  const texts = patterns.map(({ value }) => value)
  return {
    isNot: negated,
    services: texts.map((text) => actionPattern(serviceOf(text))),
    wholeServices: texts
      .filter((text) => /^[^:]+:\*+$|^\*$/.test(text))
      .map((text) => actionPattern(serviceOf(text))),
    actions: texts.map((text) => actionPattern(text)),
  }
}

function serviceOf(pattern: string): string {
  const colon = pattern.indexOf(':')
  return colon < 0 ? pattern : pattern.slice(0, colon)
}
