// The name that others import until they follow: see iam.ts.
export { iam } from './iam.ts'
