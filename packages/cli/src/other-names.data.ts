/**
 * What flags are called elsewhere: by other commands here, the AWS CLI, eksctl, kubectl and servers. Of the names that
 * a command has, all are shown.
 */
export const otherNames: Readonly<Record<string, readonly string[]>> = {
  '--address': ['--listen', '--bind-address', '--bind-hosts'],
  '--bind': ['--listen', '--bind-address', '--bind-hosts'],
  '--bind-address': ['--listen', '--bind-hosts'],
  '--bind-hosts': ['--listen', '--bind-address'],
  '--cluster': ['--cluster-name', '[action-and-name...]'],
  '--cluster-name': ['--cluster', '[action-and-name...]'],
  '--config': ['--file'],
  '--config-file': ['--file'],
  '--data-dir': ['--data'],
  '--endpoint': ['--endpoint-url'],
  '--endpoint-url': ['--endpoint'],
  '--filename': ['--file'],
  '--host': ['--listen', '--bind-address', '--bind-hosts'],
  '--json': ['--output'],
  '--listen': ['--bind-address', '--bind-hosts', '--port'],
  '--name': ['--cluster', '--cluster-name', '[action-and-name...]'],
  '--policy-file': ['--policy'],
  '--port': ['--listen'],
  '--role': ['--role-arn'],
  '--sa': ['--service-account'],
  '--service-account-name': ['--service-account'],
  '--url': ['--endpoint-url', '--endpoint'],
  '-c': ['--cluster'],
  '-o': ['--output'],
}
