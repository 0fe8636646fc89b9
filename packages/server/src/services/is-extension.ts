import type { OperationSchema } from '@rolecall/aws-protocol'

/** Whether an operation is Rolecall's own: AWS's schemas bear the namespace of an AWS service. */
export function isExtension(schema: OperationSchema): boolean {
  return !schema[1].startsWith('com.amazonaws.')
}
