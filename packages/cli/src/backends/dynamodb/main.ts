import type { Server } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/*
 * DynamoDB in a thread of its own. The library it is made of throws where it is surprised; what it throws ends
 * this thread and not the server, and the next call starts another.
 */
type Dynalite = (options: {
  path: string
  createTableMs: number
  deleteTableMs: number
  updateTableMs: number
}) => Server

const { path, socketPath } = workerData as { path: string; socketPath: string }

// The package has no types of its own.
const name: string = 'dynalite'
const { default: dynalite } = (await import(name)) as { default: Dynalite }
const soon = 10
const server = dynalite({ path, createTableMs: soon, deleteTableMs: soon, updateTableMs: soon })

server.listen(socketPath, () => parentPort?.postMessage('ready'))
parentPort?.once('message', () => {
  server.closeIdleConnections()
  server.close(() => process.exit(0))
})
