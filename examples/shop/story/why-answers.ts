/** The command that says why, for the cluster and namespace of the shop. */
export const whyAnswers: readonly string[] = ['why', '--cluster', 'shop', '--namespace', 'shop']
