import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer'
import * as cloudtrail from '@aws-sdk/client-cloudtrail'
import * as eks from '@aws-sdk/client-eks'
import * as iam from '@aws-sdk/client-iam'
import * as organizations from '@aws-sdk/client-organizations'
import * as sts from '@aws-sdk/client-sts'
import type { Operation } from '../../src/services/operation.ts'
import type { Credentials, TestServer } from '../start-test-server.ts'
import * as eksAuth from './eks-auth/eks-auth-sdk.ts'
import { sampleInput } from './sample-input.ts'

interface Client {
  send(command: object): Promise<unknown>
  readonly middlewareStack: { add(middleware: unknown, options: object): void }
  destroy(): void
}
type ClientClass = Parameters<TestServer['client']>[0]

/** AWS's client of each service, by the name that requests are signed for. */
const clients: Readonly<Record<string, { readonly module: object; readonly type: unknown }>> = {
  'access-analyzer': { module: accessAnalyzer, type: accessAnalyzer.AccessAnalyzerClient },
  cloudtrail: { module: cloudtrail, type: cloudtrail.CloudTrailClient },
  eks: { module: eks, type: eks.EKSClient },
  'eks-auth': { module: eksAuth, type: eksAuth.EKSAuthClient },
  iam: { module: iam, type: iam.IAMClient },
  organizations: { module: organizations, type: organizations.OrganizationsClient },
  sts: { module: sts, type: sts.STSClient },
}

interface Sending {
  readonly credentials?: Credentials
  readonly unsigned?: boolean
}

/** Sends a sample of an operation; `ok`, or the code, status and text of the refusal. */
export async function sendSample(
  server: TestServer,
  service: string,
  operation: Operation,
  { credentials, unsigned }: Sending,
) {
  const { module, type } = clients[service] ?? {}
  const name = operation.schema[2]
  const Command = (module as Record<string, new (input: object) => object>)[`${name}Command`]
  if (!Command) throw new Error(`the client has no ${name}`)
  const client = server.client(type as ClientClass, credentials ? { credentials } : {}) as unknown as Client
  if (unsigned) client.middlewareStack.add(withoutSignature, { step: 'finalizeRequest', priority: 'low' })
  try {
    await client.send(new Command(sampleInput(operation.schema)))
    return ['ok']
  } catch (error) {
    const { Code, name: code, message, $metadata } = error as iam.IAMServiceException & { Code?: string }
    if (!$metadata) throw error
    return [Code ?? code, $metadata.httpStatusCode, message]
  } finally {
    client.destroy()
  }
}

const withoutSignature =
  (next: (args: unknown) => unknown) => (args: { request: { headers: Record<string, string> } }) => {
    delete args.request.headers['authorization']
    delete args.request.headers['x-amz-security-token']
    return next(args)
  }
