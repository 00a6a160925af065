import { atomically, type Db } from '#base'
import type { Sender } from '../message.ts'
import { accept } from './accepting.ts'
import type { Accepted, NewMessage } from './asked.ts'

/** Where single messages are handed in: those of one sender that wait at the same time share a transaction. */
export type Desk = {
  /** Answers when it is committed. Throws what `accept` throws. */
  hand(sender: Sender, message: NewMessage): Promise<Accepted>
  /** Settles when all that was handed in is answered. */
  idle(): Promise<void>
}

const MOST_AT_ONCE = 200

type Waiting = {
  message: NewMessage
  done: (answer: Accepted) => void
  failed: (error: unknown) => void
}

/**
 * One lane for each sender, so that one wallet is locked by one transaction at a time: what arrives while that is
 * under way goes together into the next. Each message has its own answer; where a transaction fails as a whole,
 * each is tried by itself.
 */
export function openDesk(db: Db, now: () => Temporal.Instant): Desk {
  const lanes = new Map<string, Promise<void>>()
  const queues = new Map<string, { sender: Sender; waiting: Waiting[] }>()

  async function work(name: string): Promise<void> {
    for (;;) {
      const queue = queues.get(name)!
      if (queue.waiting.length === 0) break
      const batch = queue.waiting.splice(0, MOST_AT_ONCE)
      const messages = batch.map(({ message }) => message)
      try {
        const answers = await atomically(db, (tx) => accept(tx, queue.sender, messages, now()))
        for (const [index, { done }] of batch.entries()) done(answers[index]!)
      } catch (error) {
        if (batch.length === 1) batch[0]!.failed(error)
        else await Promise.all(batch.map((one) => alone(queue.sender, one)))
      }
    }
    lanes.delete(name)
    queues.delete(name)
  }
  async function alone(sender: Sender, { message, done, failed }: Waiting): Promise<void> {
    try {
      const [answer] = await atomically(db, (tx) => accept(tx, sender, [message], now()))
      done(answer!)
    } catch (error) {
      failed(error)
    }
  }
  return {
    hand(sender, message) {
      const { promise, resolve, reject } = Promise.withResolvers<Accepted>()
      const name = `${sender.type}:${sender.id}`
      const queue = queues.get(name) ?? { sender, waiting: [] }
      queues.set(name, queue)
      queue.waiting.push({ message, done: resolve, failed: reject })
      if (!lanes.has(name))
        lanes.set(
          name,
          new Promise<void>((turn) => setImmediate(turn)).then(() => work(name)),
        )
      return promise
    },
    async idle() {
      await Promise.all(lanes.values())
    },
  }
}
