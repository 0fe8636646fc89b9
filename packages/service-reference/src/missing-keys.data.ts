/**
 * Condition keys that requests for an action have though the reference leaves them out, by the action in lower case;
 * each with the document that says so. Without them a policy from AWS's own documents would be called wrong.
 */
export const missingKeys: ReadonlyMap<string, readonly string[]> = new Map([
  // "Request access to models", Amazon Bedrock User Guide.
  ['aws-marketplace:subscribe', ['aws-marketplace:ProductId']],
])
