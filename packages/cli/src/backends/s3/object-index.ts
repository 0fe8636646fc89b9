import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { ObjectMeta, ObjectRow, PartRow, Tag, UploadRow } from './object-row.ts'

/** Keys are compared as bytes of UTF-8, which is S3's order. */
const schema = `
  CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, created INTEGER NOT NULL, tags TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS object (
    bucket TEXT NOT NULL, key TEXT NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified INTEGER NOT NULL, meta TEXT NOT NULL, PRIMARY KEY (bucket, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, created INTEGER NOT NULL, meta TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS part (
    upload TEXT NOT NULL, number INTEGER NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified INTEGER NOT NULL, PRIMARY KEY (upload, number)) STRICT, WITHOUT ROWID;
`

export interface BucketRow {
  readonly name: string
  readonly created: number
  readonly tags: readonly Tag[]
}

type Raw = Record<string, unknown>

/** What there is, in one SQLite file; each method is durable when it returns. */
export class ObjectIndex {
  readonly #database: DatabaseSync

  constructor(file: string) {
    this.#database = new DatabaseSync(file)
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;')
    this.#database.exec(schema)
  }

  close(): void {
    this.#database.close()
  }

  buckets(): BucketRow[] {
    return this.#all('SELECT * FROM bucket ORDER BY name').map(readBucket)
  }

  bucket(name: string): BucketRow | undefined {
    const row = this.#get('SELECT * FROM bucket WHERE name = ?', name)
    return row && readBucket(row)
  }

  /** Answers whether it is new. */
  addBucket(name: string, created: number, tags: readonly Tag[]): boolean {
    return this.#run('INSERT OR IGNORE INTO bucket VALUES (?, ?, ?)', name, created, JSON.stringify(tags)) > 0
  }

  tagBucket(name: string, tags: readonly Tag[]): void {
    this.#run('UPDATE bucket SET tags = ? WHERE name = ?', JSON.stringify(tags), name)
  }

  /** Removes a bucket that holds nothing; answers whether it did. */
  removeEmptyBucket(name: string): boolean {
    return (
      this.#run(
        'DELETE FROM bucket WHERE name = ? AND NOT EXISTS (SELECT 1 FROM object WHERE bucket = ?)',
        name,
        name,
      ) > 0
    )
  }

  object(bucket: string, key: string): ObjectRow | undefined {
    const row = this.#get('SELECT * FROM object WHERE bucket = ? AND key = ?', bucket, key)
    return row && readObject(row)
  }

  /** Puts an object in its place; answers the blob of the one that stood there. */
  putObject(row: ObjectRow): string | undefined {
    const { bucket, key, blob, size, etag, modified, meta } = row
    const before = this.object(bucket, key)?.blob
    const text = JSON.stringify(meta)
    this.#run(
      'INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?)',
      bucket,
      key,
      blob,
      size,
      etag,
      modified,
      text,
    )
    return before
  }

  retag(bucket: string, key: string, meta: ObjectMeta): void {
    this.#run('UPDATE object SET meta = ? WHERE bucket = ? AND key = ?', JSON.stringify(meta), bucket, key)
  }

  removeObject(bucket: string, key: string): string | undefined {
    const before = this.object(bucket, key)?.blob
    this.#run('DELETE FROM object WHERE bucket = ? AND key = ?', bucket, key)
    return before
  }

  /** Objects in the order of their keys, from `from` (included) or after `after`. */
  objects(bucket: string, place: { from: string } | { after: string }, limit: number): ObjectRow[] {
    const [comparison, key] = 'from' in place ? ['>=', place.from] : ['>', place.after]
    return this.#all(
      `SELECT * FROM object WHERE bucket = ? AND key ${comparison} ? ORDER BY key LIMIT ?`,
      bucket,
      key,
      limit,
    ).map(readObject)
  }

  addUpload({ id, bucket, key, created, meta }: UploadRow): void {
    this.#run('INSERT INTO upload VALUES (?, ?, ?, ?, ?)', id, bucket, key, created, JSON.stringify(meta))
  }

  upload(id: string): UploadRow | undefined {
    const row = this.#get('SELECT * FROM upload WHERE id = ?', id)
    return row && readUpload(row)
  }

  uploads(bucket: string): UploadRow[] {
    return this.#all('SELECT * FROM upload WHERE bucket = ? ORDER BY key, created', bucket).map(readUpload)
  }

  /** Answers the blobs of its parts. */
  removeUpload(id: string): string[] {
    const blobs = this.parts(id).map(({ blob }) => blob)
    this.#run('DELETE FROM part WHERE upload = ?', id)
    this.#run('DELETE FROM upload WHERE id = ?', id)
    return blobs
  }

  putPart(upload: string, { number, blob, size, etag, modified }: PartRow): string | undefined {
    const before = this.parts(upload).find((part) => part.number === number)?.blob
    this.#run(
      'INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?)',
      upload,
      number,
      blob,
      size,
      etag,
      modified,
    )
    return before
  }

  parts(upload: string): PartRow[] {
    return this.#all('SELECT * FROM part WHERE upload = ? ORDER BY number', upload) as unknown as PartRow[]
  }

  #all(sql: string, ...values: SQLInputValue[]): Raw[] {
    return this.#database.prepare(sql).all(...values) as Raw[]
  }

  #get(sql: string, ...values: SQLInputValue[]): Raw | undefined {
    return this.#database.prepare(sql).get(...values) as Raw | undefined
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#database.prepare(sql).run(...values).changes)
  }
}

function readBucket(row: Raw): BucketRow {
  return { ...(row as unknown as BucketRow), tags: JSON.parse(String(row['tags'])) as Tag[] }
}

function readObject(row: Raw): ObjectRow {
  return { ...(row as unknown as ObjectRow), meta: JSON.parse(String(row['meta'])) as ObjectMeta }
}

function readUpload(row: Raw): UploadRow {
  return { ...(row as unknown as UploadRow), meta: JSON.parse(String(row['meta'])) as ObjectMeta }
}
