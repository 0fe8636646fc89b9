import { awsAccess } from '../aws/aws-access.ts'
import { command } from '../command.ts'
import { otherAssociations } from '../dissociate/association/other-associations.ts'
import { stillAssociated } from '../dissociate/association/still-associated.ts'
import { carryOut } from '../dissociate/carry-out.ts'
import { checkDissociateOptions } from '../dissociate/check-dissociate-options.ts'
import { type DissociateOptions, dissociateOptions } from '../dissociate/dissociate-options.ts'
import { dissociationPlan } from '../dissociate/dissociation-plan.ts'
import { inSeconds } from '../dissociate/in-seconds.ts'
import { readDissociation } from '../dissociate/read-dissociation.ts'
import { writeOutcome } from '../dissociate/write-outcome.ts'
import { stepAnswer } from '../plan/step-answer.ts'
import { whereLine } from '../plan/where-line.ts'
import { writeStep } from '../plan/write-step.ts'

export const dissociate = command<DissociateOptions>({
  description:
    'Takes the role of EKS Pod Identity from the pods of a ServiceAccount: deletes the association, so that no more ' +
    'credentials come out. Those that are out live for up to six hours (of a target role 59 minutes); --revoke ends ' +
    'them at once, by the inline policy AWSRevokeOlderSessions on the role whose sessions they are. It works on a ' +
    'Rolecall server and on AWS alike, where policies take some seconds to count. For IRSA: take the ServiceAccount ' +
    'out of the trust policy of its role and the annotation eks.amazonaws.com/role-arn off it; then --revoke ' +
    '--role-arn ARN --whole-role ends what is out. ' +
    'Exit code: 0 done, or nothing to do, 1 with --dry-run something would change, 2 refused or denied.',
  options: dissociateOptions,
  examples: [
    {
      line: 'rolecall dissociate --cluster shop -n shop --service-account reports --revoke',
      text: 'no more credentials, and none that are out',
    },
    {
      line: 'rolecall dissociate --cluster shop -n shop --service-account reports --delete-role',
      text: 'the role too, and with it every session',
    },
    {
      line: 'rolecall dissociate --cluster shop -n shop --service-account reports --revoke --role-arn arn:aws:iam::111122223333:role/reports',
      text: 'what is out of an association that is gone already',
    },
  ],
  async run(options, _operands, terminal) {
    checkDissociateOptions(options)
    const { cluster, namespace, serviceAccount } = options
    const aws = awsAccess(options)
    const found = await terminal.during('reading what AWS holds', readDissociation(aws, options))
    if (found.hasCluster && !found.association && options.roleArn === undefined) {
      const eks = await aws.eks()
      // Who has a role by a pattern is told of that.
      if ((await stillAssociated(eks, options)).length === 0)
        terminal.note(`rolecall: ${await otherAssociations(eks, options)}`)
    }
    const plan = await terminal.during('reading who uses the role', dissociationPlan(aws, found, options))
    const planned = [plan.association, plan.revocation?.step, plan.role].filter((step) => step !== undefined)
    const place = { account: found.account, region: found.region }
    terminal.say(whereLine(cluster, found))
    if (!found.hasCluster)
      terminal.note(`rolecall: there is no such cluster now; sessions of one with its name are meant`)
    const othersNow = async () => {
      const others = found.hasCluster ? await stillAssociated(await aws.eks(), options) : []
      for (const other of others)
        terminal.note(`rolecall: pods of it are given a role by the association ${other}`)
      return others
    }
    if (planned.length === 0) {
      const role = options.deleteRole
        ? ', and there is no role of it under its usual name; --role-arn names another'
        : ''
      terminal.say(`Nothing to do: ServiceAccount ${namespace}/${serviceAccount} has no association${role}`)
      await othersNow()
      terminal.answer({ ...place, steps: [] })
      return 0
    }
    if (options.dryRun) {
      for (const step of planned) writeStep(step, terminal)
      terminal.say(`${planned.length} to do`)
      terminal.answer({ ...place, steps: planned.map(stepAnswer) })
      return 1
    }
    const done = await carryOut(aws, found, options, plan, terminal)
    writeOutcome(done, await othersNow(), options, terminal)
    const { before, deleted, isLeft, steps } = done
    terminal.answer({
      ...place,
      steps: steps.map(stepAnswer),
      ...(isLeft && deleted ? { credentialsUntil: inSeconds(deleted.until) } : {}),
      ...(before === undefined ? {} : { deniedBefore: inSeconds(before) }),
    })
    return 0
  },
})
