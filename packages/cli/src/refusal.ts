/** The command cannot be carried out, for a reason the user can act on: one plain sentence and an exit code. */
export class Refusal extends Error {
  readonly exitCode: number

  constructor(sentence: string, exitCode = 2) {
    super(sentence)
    this.name = 'Refusal'
    this.exitCode = exitCode
  }
}
