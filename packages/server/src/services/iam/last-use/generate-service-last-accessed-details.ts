import {
  GenerateServiceLastAccessedDetails$,
  type GenerateServiceLastAccessedDetailsRequest,
  type GenerateServiceLastAccessedDetailsResponse,
} from '@aws-sdk/client-iam'
import { serviceReference } from '@rolecall/service-reference'
import { principalId } from '../../../callers/principal-id.ts'
import { accessReports } from '../../../records/access-report.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamConstraints } from '../constraints.ts'
import { newJobId } from '../new-job-id.ts'
import { accessSubject } from './access-subject.ts'
import { grantedActions } from './granted-actions.ts'
import { lastUseConstraints } from './last-use-constraints.ts'
import { serviceNamespace } from './service-namespace.ts'
import { trackedActions } from './tracked-actions.ts'
import { trackingPeriod } from './tracking-period.ts'

/** A report is read within minutes; one of yesterday goes when the next is made. */
const kept = 24 * 60 * 60 * 1000

/** The report is whole when this answers: what it needs of the trail is one look-up. */
export const generateServiceLastAccessedDetails = operation<
  Given<GenerateServiceLastAccessedDetailsRequest>,
  GenerateServiceLastAccessedDetailsResponse
>(GenerateServiceLastAccessedDetails$, {
  constraints: { Arn: iamConstraints.arn, Granularity: lastUseConstraints.granularity },
  authorize: ({ Arn }) => [{ action: 'iam:GenerateServiceLastAccessedDetails', resource: Arn }],
  trail: { readOnly: true },
  async handle({ Arn, Granularity: granularity = 'SERVICE_LEVEL' }, context) {
    const { account, caller, now, random, transaction } = context
    const { policies, entities } = await accessSubject(Arn, context)
    const granted = grantedActions(policies.map(({ document }) => document))
    const services = [...serviceReference().services.keys()].filter(granted.mayUse).sort()
    const listed = new Set(services)
    const uses = await transaction.lastUses(entities.map(({ id }) => id))
    await forgetOldReports(context)
    const id = newJobId(random)
    await transaction.put(accessReports, [account, id], {
      account,
      id,
      ownerId: principalId(caller.principal),
      createdAt: now,
      granularity,
      services,
      entities,
      uses: uses.filter(
        ({ source, time }) => time >= now - trackingPeriod && listed.has(serviceNamespace(source)),
      ),
      actions: granularity === 'ACTION_LEVEL' ? trackedActions(granted) : {},
    })
    return { JobId: id }
  },
})

async function forgetOldReports({ account, now, transaction }: ServiceContext): Promise<void> {
  for (const { id, createdAt } of await transaction.list(accessReports, [account])) {
    if (createdAt < now - kept) await transaction.delete(accessReports, [account, id])
  }
}
