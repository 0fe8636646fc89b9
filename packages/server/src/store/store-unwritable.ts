/**
 * The store could not write, for a reason that is the operator's to mend and not a bug: nothing of the work remains.
 * The message names the data folder; `reason` does not, and may be shown to anyone.
 */
export class StoreUnwritable extends Error {
  override readonly name = 'StoreUnwritable'
  readonly reason: string

  constructor(reason: string, folder: string, cause: unknown) {
    super(`${reason} in ${folder}`, { cause })
    this.reason = reason
  }
}
