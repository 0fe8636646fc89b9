/** What of a developer's own environment would lead a client of AWS elsewhere: to AWS, or through a proxy. */
const leadsAway = /^(AWS_|ROLECALL_|(https?|all|no)_proxy$)/i

/** The environment of this process, and nothing in it that leads clients of AWS away from the server of a suite. */
export const outerEnvironment: Readonly<Record<string, string | undefined>> = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !leadsAway.test(name)),
)
