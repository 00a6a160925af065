import { parentPort, workerData } from 'node:worker_threads'
import { busyIn, type Looked } from './foreign.ts'

/** A thread that reads one calendar and ends: begun by `readApart`. */
const { text, looked } = workerData as { text: string; looked: Looked }
try {
  parentPort!.postMessage({ found: busyIn(text, looked) })
} catch (error) {
  parentPort!.postMessage({ fault: (error as Error).message })
}
