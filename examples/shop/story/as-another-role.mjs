// A pod that asks for a role that is not its own: the ARN is no secret, and asking is all it takes to try.
const [role, pod] = process.argv.slice(2)
process.env.AWS_ROLE_ARN = role
await import(new URL(`../pods/${pod}.mjs`, import.meta.url).href)
