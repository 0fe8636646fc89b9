import type { PodIdentityAssociation } from '@aws-sdk/client-eks'

/** Seconds that EKS Auth gives: six hours, and of a target role fifty-nine minutes. Source: docs/pod-identity.md. */
const roleSeconds = 21_600
const targetSeconds = 3540

/** The sessions that pods hold by an association. */
export interface PodSessions {
  /** Whose they are. With a target role the sessions of the first never leave EKS Auth. */
  readonly roleArn: string
  readonly hasTags: boolean
  readonly seconds: number
}

export function sessionsOf(association: PodIdentityAssociation): PodSessions {
  const { roleArn = '', targetRoleArn, disableSessionTags } = association
  return {
    roleArn: targetRoleArn || roleArn,
    hasTags: !disableSessionTags,
    seconds: targetRoleArn ? targetSeconds : roleSeconds,
  }
}
