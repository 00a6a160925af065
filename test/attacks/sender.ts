import { APP_ROLE, atomically, openDatabase } from '#base'
import {
  type Accepted,
  accept,
  LANES,
  leaveDue,
  type MessageProvider,
  type NewMessage,
  openDesk,
  ProviderFault,
  settleDue,
  type ToldByProvider,
  takeReports,
} from '#messaging'

export type Report = Extract<ToldByProvider, { is: 'report' }>

/** A process that accepts, sends, hears and settles messages, made to be killed: test/attacks/messages.ts does. */
export type Asked =
  | { do: 'accept'; turn: number; organization: string; key: string; number: number }
  | { do: 'report'; turn: number; provider: string; told: Omit<Report, 'at'>[] }

const [, , url, outside, careless] = process.argv as [string, string, string, string, string?]
const db = openDatabase({ url, role: APP_ROLE, size: 12 })
const now = () => Temporal.Now.instant()
const desk = openDesk(db, now)

/** A bug that only a kill shows: it answers, and is not done with writing. */
const answerFirst = (sender: Parameters<typeof desk.hand>[0], message: NewMessage) => {
  const { promise, resolve, reject } = Promise.withResolvers<Accepted>()
  atomically(db, async (tx) => {
    const [answer] = await accept(tx, sender, [message], now())
    resolve(answer!)
    await new Promise((later) => setTimeout(later, 200))
  }).catch(reject)
  return promise
}
const hand = careless ? answerFirst : desk.hand

/** And another: whoever starts believes that what was leaving has not left. */
if (careless) {
  await db`
    update messaging.attempt set state = 'refused', class = 'retry', answered_at = now() where state = 'leaving'`
  await db`
    update messaging.message set state = 'waiting', due_at = now(), settle_at = null where state = 'leaving'`
}

/** The provider is another process, and stays when this one dies. */
const provider = (id: string): MessageProvider => ({
  kind: 'twilio',
  id,
  ways: ['sms'],
  async send({ message }, signal) {
    const answer = await fetch(`${outside}/${id}/${message}`, { method: 'POST', signal })
    if (answer.status === 503) throw new ProviderFault('20429', 'retry', 'Too many at once.')
    return (await answer.json()) as { ref: string }
  },
  read: () => [],
})

process.on('message', async (asked: Asked) => {
  try {
    if (asked.do === 'accept') {
      const { organization, key, number } = asked
      const answer = await hand(
        { type: 'organization', id: organization },
        {
          key,
          way: 'sms',
          to: `+9198${String(10_000_000 + number)}`,
          category: number % 9 === 0 ? 'authentication' : 'utility',
          lane: number % 9 === 0 ? 'otp' : number % 2 === 0 ? 'transactional' : 'bulk',
          content: { way: 'sms', text: `Seat ${number} is yours.` },
          about: { type: 'attack', id: 'kill' },
        },
      )
      process.send!({ turn: asked.turn, id: answer.id, refusal: answer.refusal })
    } else {
      const told = asked.told.map((one) => ({ ...one, at: now() }))
      await atomically(db, (tx) => takeReports(tx, asked.provider, told, now()))
      process.send!({ turn: asked.turn })
    }
  } catch (error) {
    process.send!({ turn: asked.turn, error: `${error}` })
  }
})
process.once('disconnect', () => process.exit())
process.send!({ up: true })

const sending = { db, now, providers: { of: async (id: string) => provider(id) } }
async function again(work: () => Promise<unknown>): Promise<never> {
  for (;;) {
    await work()
    await new Promise((later) => setTimeout(later, 15))
  }
}
await Promise.all([
  ...LANES.map((lane) => again(() => leaveDue(sending, lane))),
  again(() => settleDue(db, now())),
])
