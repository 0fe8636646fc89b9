/** A file does not hold what it should; the sentence says what, and whoever read the file adds its name. */
export class SavedFault extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'SavedFault'
  }
}
