/** A policy of these statements. */
export const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })

/** A statement that allows actions, on everything unless it says more. */
export const allow = (Action: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
})

/** A trust policy: who may assume the role, with what conditions. */
export const trusts = (Principal: object, more: object = {}) =>
  document({ Effect: 'Allow', Principal, Action: ['sts:AssumeRole'], ...more })
