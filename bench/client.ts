import { Agent, request } from 'node:http'
import type { Answer, Order, Plan } from './load.ts'

/**
 * The clients of a bench, in a process of their own so that their work is not counted as the
 * server's. Closed loop: each client sends its next request when the last one has been answered.
 */
process.on('message', async (plan: Plan) => {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.clients.length })
  const used = process.cpuUsage()
  const began = performance.now()
  const until = plan.seconds === undefined ? Number.POSITIVE_INFINITY : began + plan.seconds * 1_000
  const answers: Answer[] = []
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

function send(url: string, agent: Agent, order: Order): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const began = performance.now()
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
        resolve({ status, milliseconds, ...(text === undefined ? {} : { text }) })
      })
    },
  )
  call.on('error', reject)
  call.end(body)
  return promise
}
