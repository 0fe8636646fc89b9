/** Who can be asked about by `--principal`: a role, a session of one, or a user. */
export const principalArn = /^arn:aws[a-z0-9-]*:(iam::\d{12}:(role|user)|sts::\d{12}:assumed-role\/[^/]+)\/./
