import type { SigningAlgorithm } from '@rolecall/tokens'

/** A platform that gives its jobs tokens: what the tokens look like, and what trust policies should ask of them. */
export interface Platform {
  readonly algorithm: SigningAlgorithm
  /** Members of the discovery document that differ from those of a cluster. */
  readonly discovery: object
  readonly clientIds: readonly string[]
  /** Claims beside issuer and times, as the platform's documentation shows them. */
  readonly claims: Readonly<Record<string, unknown>>
  /** Conditions of roles; `ISSUER` stands for the issuer without its scheme. */
  readonly roles: Readonly<Record<string, object>>
  /** What is changed in the claims (`undefined` takes one away), and how each role answers. */
  readonly cases: Readonly<
    Record<string, readonly [claims: object, answers: Readonly<Record<string, Answer>>]>
  >
}

export type Answer = 'ok' | 'denied' | 'wrong audience'

const aud = 'sts.amazonaws.com'

export const platforms: Readonly<Record<string, Platform>> = {
  /** Source: GitHub Docs, "OpenID Connect reference": the example token, with the audience of AWS's action. */
  'GitHub Actions': {
    algorithm: 'RS256',
    discovery: { subject_types_supported: ['public', 'pairwise'], scopes_supported: ['openid'] },
    clientIds: [aud],
    claims: {
      jti: 'example-id',
      sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
      aud,
      ref: 'refs/heads/main',
      sha: 'example-sha',
      repository: 'octo-org/octo-repo',
      repository_owner: 'octo-org',
      actor_id: '12',
      repository_visibility: 'private',
      repository_id: '74',
      repository_owner_id: '65',
      run_id: 'example-run-id',
      run_number: '10',
      run_attempt: '2',
      runner_environment: 'github-hosted',
      actor: 'octocat',
      workflow: 'example-workflow',
      head_ref: '',
      base_ref: '',
      event_name: 'workflow_dispatch',
      ref_type: 'branch',
      job_workflow_ref: 'octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main',
    },
    roles: {
      branch: {
        StringEquals: { 'ISSUER:aud': aud, 'ISSUER:sub': 'repo:octo-org/octo-repo:ref:refs/heads/main' },
      },
      repository: {
        StringEquals: { 'ISSUER:aud': aud },
        StringLike: { 'ISSUER:sub': 'repo:octo-org/octo-repo:*' },
      },
      environment: { StringEquals: { 'ISSUER:sub': 'repo:octo-org/octo-repo:environment:prod' } },
      workflow: {
        StringLike: { 'ISSUER:sub': 'repo:octo-org/*' },
        StringEquals: {
          'ISSUER:job_workflow_ref': 'octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main',
        },
      },
      owner: { StringEquals: { 'ISSUER:repository_owner_id': '65', 'ISSUER:repository_id': '74' } },
      /** The known trap: without the slash, everybody who begins their name with that of the organization. */
      careless: { StringLike: { 'ISSUER:sub': 'repo:octo-org*' } },
    },
    cases: {
      'the main branch': [
        {},
        {
          branch: 'ok',
          repository: 'ok',
          environment: 'denied',
          workflow: 'ok',
          owner: 'ok',
          careless: 'ok',
        },
      ],
      'another branch': [
        { sub: 'repo:octo-org/octo-repo:ref:refs/heads/feature', ref: 'refs/heads/feature' },
        { branch: 'denied', repository: 'ok' },
      ],
      'a pull request': [
        { sub: 'repo:octo-org/octo-repo:pull_request', event_name: 'pull_request' },
        { branch: 'denied', repository: 'ok', environment: 'denied' },
      ],
      'an environment': [
        { sub: 'repo:octo-org/octo-repo:environment:prod', environment: 'prod' },
        { branch: 'denied', environment: 'ok' },
      ],
      'another repository of the organization': [
        {
          sub: 'repo:octo-org/other:ref:refs/heads/main',
          repository: 'octo-org/other',
          repository_id: '75',
        },
        { branch: 'denied', repository: 'denied', workflow: 'ok', owner: 'denied', careless: 'ok' },
      ],
      'a repository whose name begins the same': [
        { sub: 'repo:octo-org/octo-repo-2:ref:refs/heads/main' },
        { branch: 'denied', repository: 'denied' },
      ],
      'an organization whose name begins the same': [
        { sub: 'repo:octo-org-evil/octo-repo:ref:refs/heads/main', repository_owner_id: '66' },
        { repository: 'denied', workflow: 'denied', owner: 'denied', careless: 'ok' },
      ],
      'another workflow': [
        { job_workflow_ref: 'octo-org/octo-repo/.github/workflows/mine.yml@refs/heads/main' },
        { workflow: 'denied' },
      ],
      'the workflow at another ref': [
        { job_workflow_ref: 'octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/feature' },
        { workflow: 'denied' },
      ],
      'a token without the claim': [{ job_workflow_ref: undefined }, { workflow: 'denied', branch: 'ok' }],
      'a subject in another case': [
        { sub: 'repo:Octo-Org/octo-repo:ref:refs/heads/main' },
        { branch: 'denied', repository: 'denied' },
      ],
      "the platform's usual audience": [
        { aud: 'https://github.com/octo-org' },
        { branch: 'wrong audience', owner: 'wrong audience' },
      ],
    },
  },
  /** Source: GitLab Docs, "OpenID Connect (OIDC) authentication using ID tokens": the example payload. */
  GitLab: {
    algorithm: 'RS256',
    discovery: {
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'sub_legacy', 'email', 'project_path'],
    },
    clientIds: ['https://gitlab.example.com', aud],
    claims: {
      namespace_id: '72',
      namespace_path: 'my-group',
      project_id: '20',
      project_path: 'my-group/my-project',
      user_id: '1',
      user_login: 'sample-user',
      user_email: 'sample-user@example.com',
      user_identities: [
        { provider: 'github', extern_uid: '2435223452345' },
        { provider: 'bitbucket', extern_uid: 'john.smith' },
      ],
      pipeline_id: '574',
      pipeline_source: 'push',
      job_id: '302',
      ref: 'main',
      ref_type: 'branch',
      ref_path: 'refs/heads/main',
      ref_protected: 'true',
      groups_direct: ['mygroup/mysubgroup', 'myothergroup/myothersubgroup'],
      environment: 'test-environment2',
      environment_protected: 'false',
      deployment_tier: 'testing',
      environment_action: 'start',
      runner_id: 1,
      runner_environment: 'self-hosted',
      sha: '714a629c0b401fdce83e847fc9589983fc6f46bc',
      project_visibility: 'public',
      ci_config_ref_uri: 'gitlab.example.com/my-group/my-project//.gitlab-ci.yml@refs/heads/main',
      ci_config_sha: '714a629c0b401fdce83e847fc9589983fc6f46bc',
      jti: '235b3a54-b797-45c7-ae9a-f72d7bc6ef5b',
      aud: 'https://gitlab.example.com',
      sub: 'project_path:my-group/my-project:ref_type:branch:ref:main',
    },
    roles: {
      branch: {
        StringEquals: { 'ISSUER:sub': 'project_path:my-group/my-project:ref_type:branch:ref:main' },
      },
      group: { StringLike: { 'ISSUER:sub': 'project_path:my-group/*:ref_type:branch:ref:main' } },
      protected: {
        StringEquals: {
          'ISSUER:project_path': 'my-group/my-project',
          'ISSUER:ref_type': 'branch',
          'ISSUER:ref': 'main',
          'ISSUER:ref_protected': 'true',
        },
      },
      ids: { StringEquals: { 'ISSUER:namespace_id': '72', 'ISSUER:project_id': '20' } },
      groups: { 'ForAnyValue:StringEquals': { 'ISSUER:groups_direct': 'mygroup/mysubgroup' } },
      runner: { NumericEquals: { 'ISSUER:runner_id': '1' } },
    },
    cases: {
      'the main branch': [
        {},
        { branch: 'ok', group: 'ok', protected: 'ok', ids: 'ok', groups: 'ok', runner: 'ok' },
      ],
      'the audience of AWS': [{ aud }, { branch: 'ok' }],
      'an audience that the provider does not have': [
        { aud: 'https://vault.example.com' },
        { branch: 'wrong audience', protected: 'wrong audience' },
      ],
      'another branch': [
        {
          sub: 'project_path:my-group/my-project:ref_type:branch:ref:feature-branch-1',
          ref: 'feature-branch-1',
          ref_protected: 'false',
        },
        { branch: 'denied', group: 'denied', protected: 'denied', ids: 'ok' },
      ],
      'a tag of the name of the branch': [
        { sub: 'project_path:my-group/my-project:ref_type:tag:ref:main', ref_type: 'tag' },
        { branch: 'denied', group: 'denied', protected: 'denied' },
      ],
      'a branch that is not protected': [{ ref_protected: 'false' }, { branch: 'ok', protected: 'denied' }],
      'another project of the group': [
        {
          sub: 'project_path:my-group/other:ref_type:branch:ref:main',
          project_path: 'my-group/other',
          project_id: '21',
        },
        { branch: 'denied', group: 'ok', protected: 'denied', ids: 'denied' },
      ],
      'a group whose name begins the same': [
        { sub: 'project_path:my-group-2/my-project:ref_type:branch:ref:main', namespace_id: '73' },
        { branch: 'denied', group: 'denied', ids: 'denied' },
      ],
      'a user of other groups': [{ groups_direct: ['elsewhere'] }, { groups: 'denied' }],
      'a user of no groups': [{ groups_direct: [] }, { groups: 'denied' }],
      'another runner': [{ runner_id: 2 }, { runner: 'denied' }],
    },
  },
  /** Source: SPIFFE, "JWT-SVID"; SPIRE's server with `jwt_issuer` and `ca_key_type = "ec-p256"`, its default. */
  SPIFFE: {
    algorithm: 'ES256',
    discovery: {
      authorization_endpoint: '',
      subject_types_supported: [],
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'ES384'],
    },
    clientIds: ['mys3'],
    claims: { sub: 'spiffe://example.org/ns/default/sa/default', aud: ['mys3'] },
    roles: {
      workload: {
        StringEquals: { 'ISSUER:aud': 'mys3', 'ISSUER:sub': 'spiffe://example.org/ns/default/sa/default' },
      },
      namespace: { StringLike: { 'ISSUER:sub': 'spiffe://example.org/ns/default/*' } },
      many: { 'ForAnyValue:StringEquals': { 'ISSUER:aud': 'mys3' } },
      /** The known trap: a trust domain is not closed by a star. */
      careless: { StringLike: { 'ISSUER:sub': 'spiffe://example.org*' } },
    },
    cases: {
      'the workload': [{}, { workload: 'ok', namespace: 'ok', many: 'ok', careless: 'ok' }],
      'another workload': [
        { sub: 'spiffe://example.org/ns/default/sa/other' },
        { workload: 'denied', namespace: 'ok' },
      ],
      'another namespace': [
        { sub: 'spiffe://example.org/ns/kube-system/sa/default' },
        { workload: 'denied', namespace: 'denied' },
      ],
      'another trust domain': [
        { sub: 'spiffe://example.org.evil.example/ns/default/sa/default' },
        { workload: 'denied', namespace: 'denied', careless: 'ok' },
      ],
      'another audience': [{ aud: ['vault'] }, { workload: 'wrong audience', careless: 'wrong audience' }],
      /** Of several audiences, a condition has to say whether any or all are meant. */
      'an audience among others': [
        { aud: ['vault', 'mys3'] },
        { workload: 'denied', namespace: 'ok', many: 'ok' },
      ],
      'no audience': [{ aud: [] }, { workload: 'wrong audience', careless: 'wrong audience' }],
    },
  },
}
