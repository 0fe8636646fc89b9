/** The store cannot be opened, for a reason the operator can mend. The message is one plain sentence. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable'
}
