/**
 * How imports of our own packages find what they name, for `module.registerHooks`. Node would look up every one of
 * the thousand files of a server by its path, which is a third of the time it takes to start: a file beside another
 * is where its path says, and a package that one of ours imports twice is the same both times. What others import
 * is Node's to find.
 *
 * @param packages the folder of our packages, as a URL that ends with a slash.
 * @param inRepository whether sources are run, and not what was compiled.
 */
export function resolveOurs(packages, inRepository) {
  const [extension, format] = inRepository ? ['.ts', 'module-typescript'] : ['.js', 'module']
  const found = new Map()
  return (specifier, context, next) => {
    const importer = context.parentURL ?? ''
    if (!importer.startsWith(packages) || importer.includes('/node_modules/', packages.length))
      return next(specifier, context)
    if (specifier.startsWith('.') && specifier.endsWith(extension))
      return { url: new URL(specifier, importer).href, format, shortCircuit: true }
    const [importing] = importer.slice(packages.length).split('/', 1)
    const name = `${importing} ${specifier}`
    if (!found.has(name)) {
      const conditions = inRepository ? ['rolecall-source', ...context.conditions] : context.conditions
      found.set(name, { ...next(specifier, { ...context, conditions }), shortCircuit: true })
    }
    return found.get(name)
  }
}
