/** Lists in one header field: parts between commas, quoted where a part holds a comma or a quote itself. */
export const headerList = {
  /** HTTP dates hold a comma each and are not quoted, so that every second comma parts them. */
  split(text: string, dates: boolean): string[] {
    if (dates) return (text.match(/[^,]*,[^,]*/g) ?? []).map((part) => part.trim())
    const parts: string[] = []
    let part = ''
    let quoted = false
    for (let at = 0; at < text.length; at++) {
      const character = text[at]!
      if (character === '"') quoted = !quoted
      else if (character === '\\' && quoted && at + 1 < text.length) part += text[++at]
      else if (character === ',' && !quoted) {
        parts.push(part.trim())
        part = ''
      } else part += character
    }
    parts.push(part.trim())
    return parts
  },

  join(parts: readonly string[], dates: boolean): string {
    return parts
      .map((part) => (dates || !/[",]/.test(part) ? part : `"${part.replace(/["\\]/g, '\\$&')}"`))
      .join(', ')
  },
}
