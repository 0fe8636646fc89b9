import {
  type EntityDetails,
  GetServiceLastAccessedDetailsWithEntities$,
  type GetServiceLastAccessedDetailsWithEntitiesRequest,
  type GetServiceLastAccessedDetailsWithEntitiesResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { page } from '../page.ts'
import { findAccessReport } from './find-access-report.ts'
import { jobOutput } from './job-output.ts'
import { lastUseConstraints } from './last-use-constraints.ts'
import { serviceNamespace } from './service-namespace.ts'

/** After every time that is told. */
const endOfTime = 8_640_000_000_000_000

/** Whom a service is granted to, latest use first; a service that is not in the report is granted to nobody. */
export const getServiceLastAccessedDetailsWithEntities = operation<
  Given<GetServiceLastAccessedDetailsWithEntitiesRequest>,
  GetServiceLastAccessedDetailsWithEntitiesResponse
>(GetServiceLastAccessedDetailsWithEntities$, {
  constraints: {
    JobId: lastUseConstraints.jobId,
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    ServiceNamespace: lastUseConstraints.namespace,
  },
  authorize: () => [{ action: 'iam:GetServiceLastAccessedDetailsWithEntities', resource: '*' }],
  trail: { readOnly: true },
  async handle(input, context) {
    const report = await findAccessReport(input.JobId, context)
    const { ServiceNamespace: service } = input
    const times = new Map<string, number>()
    for (const { principal, source, time } of report.uses) {
      if (serviceNamespace(source) === service) {
        times.set(principal, Math.max(time, times.get(principal) ?? 0))
      }
    }
    const granted = report.services.includes(service) ? report.entities : []
    const order = (id: string) => String(endOfTime - (times.get(id) ?? 0)).padStart(16, '0')
    const { items, marker } = page(granted, input, ({ arn, id }) => `${order(id)} ${arn}`)
    return {
      ...jobOutput(report),
      EntityDetailsList: items.map(({ arn, id, name, path, type }): EntityDetails => {
        const time = times.get(id)
        return {
          EntityInfo: { Arn: arn, Id: id, Name: name, Path: path, Type: type },
          ...(time === undefined ? {} : { LastAuthenticated: iamDate(time) }),
        }
      }),
      ...marker,
    }
  },
})
