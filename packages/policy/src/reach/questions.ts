import type { Subject } from '../evaluate/read-subject.ts'
import type { Formula, Requirement } from './formula.ts'

/** Every question that came up about what is not known of a request. */
export class Questions {
  readonly requirements: Requirement[] = []
  readonly #tests: ((subject: Subject) => boolean)[] = []

  ask(requirement: Requirement, test: (subject: Subject) => boolean): Formula {
    const id = this.requirements.push(requirement) - 1
    this.#tests.push(test)
    return { is: 'requirement', requirement, id }
  }

  answer(id: number, subject: Subject): boolean {
    return this.#tests[id]!(subject)
  }
}
