/** Longer lists of containers are cut: a kube-apiserver cuts warnings too, and less kindly. */
const named = 3

/** What went wrong in which containers, one line a problem. */
export class Problems {
  readonly #containers = new Map<string, { readonly names: string[]; readonly warn: boolean }>()

  add(container: string, problem: { readonly text: string; readonly warn: boolean }): void {
    const known = this.#containers.get(problem.text)
    if (known === undefined) this.#containers.set(problem.text, { names: [container], warn: problem.warn })
    else known.names.push(container)
  }

  lines(which: 'all' | 'warnings' = 'all'): readonly string[] {
    const lines: string[] = []
    for (const [text, { names, warn }] of this.#containers) {
      if (which === 'warnings' && !warn) continue
      const more = names.length > named ? ` and ${names.length - named} more` : ''
      lines.push(`${names.slice(0, named).join(', ')}${more}: ${text}`)
    }
    return lines
  }
}
