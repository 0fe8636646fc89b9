/**
 * What each operation of DynamoDB needs. Every operation of the model stands here: with the resources it names,
 * or with the reason why it is denied to everyone. The action bears the operation's name where nothing else is
 * said. Source: "Actions, resources, and condition keys for Amazon DynamoDB", Service Authorization Reference.
 */
export interface DynamodbRow {
  /**
   * Where the input names what it is about: a table; a table and perhaps its index; the keys of `RequestItems`;
   * the items of a transaction, each with an action of its own; an ARN; or nothing.
   */
  readonly on?: 'table' | 'index' | 'tables' | 'transaction' | 'arn' | 'account'
  /** The member that holds the name or the ARN. */
  readonly member?: string
  readonly reads?: true
  /** Touches items, so that policies may ask for their keys and attributes. */
  readonly items?: true
  /** Members that would need more than this table says; a request that has one is denied. */
  readonly without?: readonly string[]
  /** Members that need a further action. */
  readonly further?: Readonly<Record<string, string>>
  /** Changes tables, so that what is known of their keys must be asked anew. */
  readonly reshapes?: true
  readonly unenforced?: string
  readonly unmapped?: string
}

const table = (row: DynamodbRow = {}): DynamodbRow => ({ on: 'table', member: 'TableName', ...row })
const readTable = (member = 'TableName'): DynamodbRow => ({ on: 'table', member, reads: true })
const arn = (member: string, row: DynamodbRow = {}): DynamodbRow => ({ on: 'arn', member, ...row })
const account: DynamodbRow = { on: 'account', reads: true }
const unmapped = (reason: string): DynamodbRow => ({ unmapped: reason })

const partiql = 'PartiQL names tables and keys in a text that is not understood'
const globalTables = 'global tables reach beyond this region'
const otherService = 'it also acts on another service'
const bulk = 'bulk operations are not mapped'

export const dynamodbActions: Readonly<Record<string, DynamodbRow>> = {
  BatchExecuteStatement: unmapped(partiql),
  BatchGetItem: { on: 'tables', reads: true, items: true },
  BatchWriteItem: { on: 'tables', items: true },
  CancelBulkOperation: unmapped(bulk),
  CreateBackup: table(),
  CreateGlobalTable: unmapped(globalTables),
  CreateTable: table({
    reshapes: true,
    further: { Tags: 'dynamodb:TagResource' },
    without: ['ResourcePolicy', 'GlobalTableSourceArn', 'GlobalTableSettingsReplicationMode'],
  }),
  DeleteBackup: arn('BackupArn'),
  DeleteItem: table({ items: true }),
  DeleteResourcePolicy: arn('ResourceArn'),
  DeleteTable: table({ reshapes: true }),
  DescribeBackup: arn('BackupArn', { reads: true }),
  DescribeBulkOperation: unmapped(bulk),
  DescribeContinuousBackups: readTable(),
  DescribeContributorInsights: { on: 'index', reads: true },
  DescribeEndpoints: account,
  DescribeExport: arn('ExportArn', { reads: true }),
  DescribeGlobalTable: unmapped(globalTables),
  DescribeGlobalTableSettings: unmapped(globalTables),
  DescribeImport: arn('ImportArn', { reads: true }),
  DescribeKinesisStreamingDestination: readTable(),
  DescribeLimits: account,
  DescribeTable: readTable(),
  DescribeTableReplicaAutoScaling: readTable(),
  DescribeTimeToLive: readTable(),
  DisableKinesisStreamingDestination: unmapped(otherService),
  EnableKinesisStreamingDestination: unmapped(otherService),
  ExecuteStatement: unmapped(partiql),
  ExecuteTransaction: unmapped(partiql),
  ExportTableToPointInTime: unmapped(otherService),
  GetItem: { ...readTable(), items: true },
  GetResourcePolicy: arn('ResourceArn', { reads: true }),
  ImportTable: unmapped(otherService),
  ListBackups: account,
  ListBulkOperations: unmapped(bulk),
  ListContributorInsights: account,
  ListExports: account,
  ListGlobalTables: account,
  ListImports: account,
  ListTables: account,
  ListTagsOfResource: arn('ResourceArn', { reads: true }),
  PutItem: table({ items: true }),
  PutResourcePolicy: arn('ResourceArn', {
    unenforced: 'Policies of tables are not enforced by this gateway, so none is stored behind it.',
  }),
  Query: { on: 'index', reads: true, items: true },
  RestoreTableFromBackup: unmapped('it needs several actions on two tables'),
  RestoreTableToPointInTime: unmapped('it needs several actions on two tables'),
  Scan: { on: 'index', reads: true, items: true },
  SearchVectors: unmapped('vector search is not mapped'),
  StartBulkPutItems: unmapped(bulk),
  TagResource: arn('ResourceArn'),
  TransactGetItems: { on: 'transaction', reads: true, items: true },
  TransactWriteItems: { on: 'transaction', items: true },
  UntagResource: arn('ResourceArn'),
  UpdateContinuousBackups: table(),
  UpdateContributorInsights: { on: 'index' },
  UpdateGlobalTable: unmapped(globalTables),
  UpdateGlobalTableSettings: unmapped(globalTables),
  UpdateItem: table({ items: true }),
  UpdateKinesisStreamingDestination: unmapped(otherService),
  UpdateTable: table({
    reshapes: true,
    without: [
      'ReplicaUpdates',
      'GlobalTableWitnessUpdates',
      'MultiRegionConsistency',
      'GlobalTableSettingsReplicationMode',
    ],
  }),
  UpdateTableReplicaAutoScaling: unmapped(globalTables),
  UpdateTimeToLive: table(),
}
