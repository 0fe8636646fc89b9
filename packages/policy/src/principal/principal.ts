/** Who asks. ARNs, ids and account numbers are the caller's own to vouch for. */
export type Principal =
  | { readonly type: 'root'; readonly account: string; readonly arn: string }
  | {
      readonly type: 'user'
      readonly account: string
      readonly arn: string
      readonly id: string
      readonly name: string
    }
  | {
      readonly type: 'role-session'
      readonly account: string
      /** `arn:aws:sts::111122223333:assumed-role/NAME/SESSION` */
      readonly arn: string
      /** `AROA…:SESSION` */
      readonly id: string
      /** With its path, `arn:aws:iam::111122223333:role/path/NAME`. */
      readonly roleArn: string
      /** `AROA…` */
      readonly roleId: string
    }
  | {
      readonly type: 'federated-user'
      readonly account: string
      /** `arn:aws:sts::111122223333:federated-user/NAME` */
      readonly arn: string
      readonly id: string
      /** The user who asked for the session. */
      readonly userArn: string
    }
  /** ARN of an OIDC provider, or a built-in one such as `accounts.google.com`. */
  | { readonly type: 'web-identity'; readonly provider: string }
  | { readonly type: 'saml'; readonly provider: string }
  /** `pods.eks.amazonaws.com` */
  | { readonly type: 'service'; readonly name: string }
  | { readonly type: 'anonymous' }
