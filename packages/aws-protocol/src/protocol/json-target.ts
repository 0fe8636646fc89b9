/**
 * What `X-Amz-Target` names. AWS's JavaScript clients write the first form, those built on botocore the second,
 * and AWS takes both:
 *
 *     CloudTrail_20131101.LookupEvents
 *     com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents
 */
export function jsonTarget(
  target: string,
): { readonly prefix: string; readonly operation: string } | undefined {
  const [, prefix, operation] = /^(?:[\w.]{1,200}\.)?(\w{1,100})\.(\w{1,200})$/.exec(target) ?? []
  return prefix === undefined || operation === undefined ? undefined : { prefix, operation }
}
