import { Agent, request } from 'node:http'
import type { Answer, Order, Plan } from './load.ts'

/**
 * The clients of a bench, in a process of their own so that their work is not counted as the
 * server's. Closed loop: each client sends its next request when the last one has been answered.
 */
process.on('message', async (plan: Plan) => {
  const maxSockets = plan.perSecond ? 100 : plan.clients.length
  const agent = new Agent({ keepAlive: true, maxSockets })
  const used = process.cpuUsage()
  const began = performance.now()
  const until = plan.seconds === undefined ? Number.POSITIVE_INFINITY : began + plan.seconds * 1_000
  const answers: Answer[] = []
  if (plan.perSecond) await atTheirTime(plan, began, answers, agent)
  else
    await Promise.all(
      plan.clients.map(async (orders) => {
        for (let at = 0; at < orders.length || plan.seconds !== undefined; at++) {
          if (performance.now() >= until) break
          answers.push(await send(plan.url, agent, orders[at % orders.length]!))
        }
      }),
    )
  const milliseconds = performance.now() - began
  agent.destroy()
  const { user, system } = process.cpuUsage(used)
  process.send!({ answers, milliseconds, cpu: (user + system) / 1_000 })
})

/** Open loop: requests are sent when they are due, by turns from the lists, and nobody waits. */
async function atTheirTime(plan: Plan, began: number, answers: Answer[], agent: Agent) {
  const every = 1_000 / plan.perSecond!
  const orders = plan.clients.flat()
  const count = plan.seconds === undefined ? orders.length : plan.seconds * plan.perSecond!
  const sent: Promise<void>[] = []
  for (let at = 0; at < count; at++) {
    const due = began + at * every
    const wait = due - performance.now()
    if (wait > 0) await new Promise((later) => setTimeout(later, wait))
    sent.push(
      send(plan.url, agent, orders[at % orders.length]!, due).then((answer) => {
        answers.push(answer)
      }),
    )
  }
  await Promise.all(sent)
}

function send(url: string, agent: Agent, order: Order, began = performance.now()): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const body = order.body === undefined ? undefined : JSON.stringify(order.body)
  const call = request(
    url + order.path,
    {
      agent,
      method: order.method,
      headers: {
        ...order.headers,
        ...(body
          ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
          : {}),
      },
    },
    (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const milliseconds = performance.now() - began
        const status = response.statusCode ?? 0
        const text = status >= 400 ? Buffer.concat(parts).toString() : undefined
        const named = order.name === undefined ? {} : { name: order.name }
        resolve({ status, milliseconds, ...named, ...(text === undefined ? {} : { text }) })
      })
    },
  )
  call.on('error', reject)
  call.end(body)
  return promise
}
