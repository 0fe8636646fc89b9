import {
  GetServiceLastAccessedDetails$,
  type GetServiceLastAccessedDetailsRequest,
  type GetServiceLastAccessedDetailsResponse,
  type ServiceLastAccessed,
  type TrackedActionLastAccessed,
} from '@aws-sdk/client-iam'
import { serviceReference } from '@rolecall/service-reference'
import type { AccessReport } from '../../../records/access-report.ts'
import type { LastUse } from '../../../trail/last-use.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { page } from '../page.ts'
import { findAccessReport } from './find-access-report.ts'
import { jobOutput } from './job-output.ts'
import { lastUseConstraints } from './last-use-constraints.ts'
import { latestOf } from './latest-of.ts'
import { serviceNamespace } from './service-namespace.ts'

export const getServiceLastAccessedDetails = operation<
  Given<GetServiceLastAccessedDetailsRequest>,
  GetServiceLastAccessedDetailsResponse
>(GetServiceLastAccessedDetails$, {
  constraints: {
    JobId: lastUseConstraints.jobId,
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
  },
  authorize: () => [{ action: 'iam:GetServiceLastAccessedDetails', resource: '*' }],
  trail: { readOnly: true },
  async handle(input, context) {
    const report = await findAccessReport(input.JobId, context)
    const { items, marker } = page(report.services, input, (service) => service)
    const uses = Map.groupBy(report.uses, ({ source }) => serviceNamespace(source))
    return {
      ...jobOutput(report),
      JobType: report.granularity,
      ServicesLastAccessed: items.map((service) => serviceOutput(service, uses.get(service) ?? [], report)),
      ...marker,
    }
  },
})

function serviceOutput(service: string, uses: readonly LastUse[], report: AccessReport): ServiceLastAccessed {
  const last = latestOf(uses)
  const actions = report.actions[service]
  return {
    ServiceName: serviceReference().services.get(service) ?? service,
    ServiceNamespace: service,
    ...(last && {
      LastAuthenticated: iamDate(last.time),
      LastAuthenticatedEntity: arnOf(last, report),
      LastAuthenticatedRegion: last.region,
    }),
    TotalAuthenticatedEntities: new Set(uses.map(({ principal }) => principal)).size,
    ...(actions && {
      TrackedActionsLastAccessed: actions.map((action) => actionOutput(action, uses, report)),
    }),
  }
}

function actionOutput(
  action: string,
  uses: readonly LastUse[],
  report: AccessReport,
): TrackedActionLastAccessed {
  const last = latestOf(uses.filter(({ name }) => name === action))
  return {
    ActionName: action,
    ...(last && {
      LastAccessedEntity: arnOf(last, report),
      LastAccessedTime: iamDate(last.time),
      LastAccessedRegion: last.region,
    }),
  }
}

function arnOf({ principal }: LastUse, { entities }: AccessReport): string | undefined {
  return entities.find(({ id }) => id === principal)?.arn
}
