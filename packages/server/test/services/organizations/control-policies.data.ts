const scp = 'SERVICE_CONTROL_POLICY'
const rcp = 'RESOURCE_CONTROL_POLICY'

const explicit = (layer: 'service' | 'resource') =>
  new RegExp(` with an explicit deny in a ${layer} control policy$`)
const notAssumed = /^AccessDenied: User: \S+ is not authorized to perform: sts:AssumeRole on resource: \S+$/
const notWeb = /^AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity$/

/** A policy that is attached at a level, and the calls that show what it does. Ids are written as `{name}`. */
export interface ControlRow {
  readonly type: typeof scp | typeof rcp
  readonly level: 'root' | 'unit' | 'inner' | 'aside' | 'member' | 'management' | 'neighbour'
  readonly statement: object
  /** Who calls what, and what comes of it; without the policy each of them is answered. */
  readonly calls: readonly (readonly [
    caller: string,
    call: 'listRoles' | 'getRole' | 'listClusters' | 'assume' | 'web',
    ...accountRoleExpected: (string | RegExp)[],
  ])[]
}

const denyRoles = { Effect: 'Deny', Action: 'iam:ListRoles', Resource: '*' }
const denySts = { Effect: 'Deny', Action: 'sts:*', Resource: '*' }
const denyAllRcp = { Effect: 'Deny', Principal: '*', Action: 'sts:*', Resource: '*' }

const matrix: readonly ControlRow[] = [
  ...(['root', 'unit', 'inner', 'member'] as const).map(
    (level): ControlRow => ({
      type: scp,
      level,
      statement: denyRoles,
      calls: [
        ['member', 'listRoles', explicit('service')],
        ['user', 'listRoles', explicit('service')],
        ['serviceLinked', 'listRoles', 'ok'],
        ['member', 'getRole', 'ok'],
        ['management', 'listRoles', 'ok'],
        ['stranger', 'listRoles', 'ok'],
        ['neighbour', 'listRoles', level === 'root' ? explicit('service') : 'ok'],
      ],
    }),
  ),
  ...(['aside', 'neighbour', 'management'] as const).map(
    (level): ControlRow => ({
      type: scp,
      level,
      statement: denyRoles,
      calls: [
        ['member', 'listRoles', 'ok'],
        ['management', 'listRoles', 'ok'],
      ],
    }),
  ),
  {
    type: scp,
    level: 'unit',
    statement: { Effect: 'Deny', NotAction: ['iam:GetRole', 'sts:*'], Resource: '*' },
    calls: [
      ['member', 'getRole', 'ok'],
      ['member', 'listClusters', explicit('service')],
      ['management', 'listClusters', 'ok'],
    ],
  },
  {
    type: scp,
    level: 'member',
    statement: {
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } },
    },
    calls: [
      ['user', 'getRole', explicit('service')],
      ['member', 'getRole', 'ok'],
    ],
  },
  {
    type: scp,
    level: 'member',
    statement: {
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': '{member}', 'aws:ResourceAccount': '{member}' } },
    },
    calls: [['member', 'getRole', explicit('service')]],
  },
  {
    type: scp,
    level: 'unit',
    statement: denySts,
    // The caller's side: roles of the account are assumed by others, and its own assume nothing.
    calls: [
      ['member', 'assume', 'member', notAssumed],
      ['member', 'assume', 'management', notAssumed],
      ['user', 'assume', 'neighbour', notAssumed],
      ['serviceLinked', 'assume', 'member', 'ok'],
      ['management', 'assume', 'member', 'ok'],
      ['neighbour', 'assume', 'member', 'ok'],
      ['management', 'web', 'member', 'ok'],
    ],
  },
  {
    type: scp,
    level: 'root',
    statement: {
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:ResourceOrgID': '{o}' } },
    },
    calls: [
      ['member', 'assume', 'stranger', notAssumed],
      ['member', 'assume', 'neighbour', 'ok'],
      ['member', 'assume', 'management', 'ok'],
    ],
  },
  ...(['root', 'unit', 'inner', 'member'] as const).map(
    (level): ControlRow => ({
      type: rcp,
      level,
      statement: denyAllRcp,
      calls: [
        ['member', 'assume', 'member', notAssumed],
        ['management', 'assume', 'member', notAssumed],
        ['stranger', 'assume', 'member', notAssumed],
        ['serviceLinked', 'assume', 'member', 'ok'],
        ['member', 'assume', 'management', 'ok'],
        ['member', 'assume', 'stranger', 'ok'],
        ['management', 'web', 'member', notWeb],
        ['management', 'web', 'management', 'ok'],
        ['management', 'web', 'neighbour', level === 'root' ? notWeb : 'ok'],
        // A service that RCPs do not reach.
        ['member', 'listRoles', 'ok'],
      ],
    }),
  ),
  {
    type: rcp,
    level: 'member',
    statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' },
    calls: [
      ['member', 'getRole', 'ok'],
      ['member', 'listClusters', 'ok'],
      ['member', 'assume', 'member', notAssumed],
    ],
  },
  {
    type: rcp,
    level: 'management',
    statement: denyAllRcp,
    calls: [
      ['member', 'assume', 'management', 'ok'],
      ['management', 'web', 'management', 'ok'],
    ],
  },
  {
    type: rcp,
    level: 'unit',
    // The perimeter: nobody from outside of the organization.
    statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': '{o}' } },
    },
    calls: [
      ['stranger', 'assume', 'member', notAssumed],
      ['neighbour', 'assume', 'member', 'ok'],
      ['management', 'assume', 'member', 'ok'],
      ['member', 'assume', 'member', 'ok'],
      ['management', 'web', 'member', 'ok'],
    ],
  },
  {
    type: rcp,
    level: 'root',
    statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Resource: '*',
      Condition: {
        StringEquals: { 'aws:ResourceAccount': '{member}' },
        'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': '{o}/{root}/{unit}/*' },
      },
    },
    calls: [
      ['management', 'web', 'member', notWeb],
      ['management', 'web', 'neighbour', 'ok'],
    ],
  },
]

/** What is attached where and who may call what then, with the refusals. */
export const controlPolicies = { matrix, denyRoles, explicit, notAssumed }
