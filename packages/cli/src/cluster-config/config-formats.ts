/** What a value of a cluster file looks like, and the words for one that does not. */
export const configFormats = {
  clusterName: [/^[0-9A-Za-z][\w-]{0,99}$/, 'is no name of an EKS cluster'],
  region: [/^[a-z]{2,8}(-[a-z]+){1,3}-\d{1,2}$/, 'is no AWS region'],
  namespace: [/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'is no name of a namespace'],
  serviceAccount: [
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'is no name of a ServiceAccount',
  ],
  roleName: [/^[\w+=,.@-]{1,64}$/, 'is no name of a role'],
  roleArn: [/^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'is no ARN of a role'],
  policyArn: [/^arn:aws[a-z0-9-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/, 'is no ARN of a policy'],
} as const satisfies Readonly<Record<string, readonly [pattern: RegExp, words: string]>>
