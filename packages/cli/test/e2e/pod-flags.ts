/** How a command is told whose pods it is about, in the cluster `shop`. */
export const podFlags = (serviceAccount: string, namespace = 'shop') => [
  ...['--cluster', 'shop', '-n', namespace],
  ...['--service-account', serviceAccount],
]
