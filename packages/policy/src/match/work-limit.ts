/**
 * How much may be compared for one policy, so that a hostile one cannot make every action of every service meet
 * every pattern. A policy AWS would take stays far below.
 */
export class WorkLimit {
  #left: number
  #refused = false

  /** @param steps comparisons of a character or of a short text; some millions take tens of milliseconds. */
  constructor(steps: number) {
    this.#left = steps
  }

  /** Whether so many steps may still be made; who is refused says nothing instead of guessing. */
  allows(steps: number): boolean {
    if (steps > this.#left) {
      this.#refused = true
      return false
    }
    this.#left -= steps
    return true
  }

  /** Whether anyone was refused, so that an answer may have been given without all having been looked into. */
  get refused(): boolean {
    return this.#refused
  }
}
