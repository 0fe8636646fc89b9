import type { AttachedPermissionsBoundary } from '@aws-sdk/client-iam'

/** A permissions boundary as answers tell it; what has none says nothing of it. */
export function boundaryOutput({ boundary }: { boundary?: string | undefined }): {
  PermissionsBoundary?: AttachedPermissionsBoundary
} {
  if (boundary === undefined) return {}
  // AWS sends `Policy`, although its model names the value `PermissionsBoundaryPolicy`.
  const type = 'Policy' as 'PermissionsBoundaryPolicy'
  return { PermissionsBoundary: { PermissionsBoundaryType: type, PermissionsBoundaryArn: boundary } }
}
