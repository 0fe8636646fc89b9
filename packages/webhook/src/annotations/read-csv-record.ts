/*
 * The first record of RFC 4180, as Go's `encoding/csv` reads it:
 *
 *     record  = field *( "," field ) ( line end / end )
 *     field   = DQUOTE *( any but DQUOTE / DQUOTE DQUOTE ) DQUOTE / *( any but DQUOTE, comma and LF )
 *     line end = [ CR ] LF
 *     end     = [ CR ] and nothing more
 *
 * Empty lines before it are passed over.
 */
const field = /(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*?))(,|\r?\n|\r?$)/y
/** All annotations of an object together are no longer, in bytes; no author may make us read more. */
const longest = 262_144

/** The fields of the record, or `undefined` for text that holds none. The text is a pod's author's. */
export function readCsvRecord(text: string): readonly string[] | undefined {
  if (text.length > longest) return undefined
  const record = text.replace(/^(?:\r?\n)+/, '')
  const fields: string[] = []
  field.lastIndex = 0
  for (;;) {
    const found = field.exec(record)
    if (found === null) return undefined
    fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== ',') return fields
  }
}
