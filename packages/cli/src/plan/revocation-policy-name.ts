/**
 * The inline policy that denies what older sessions of a role ask for, as AWS's console calls it. It is no wish of a
 * file: who takes it away lets sessions in again that somebody ended. Source: "Revoke IAM role temporary security
 * credentials", IAM User Guide.
 */
export const revocationPolicyName = 'AWSRevokeOlderSessions'
