import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { atomically, type Tx } from '#base'
import { journals, value } from '#ledger'
import { askSide, assignCase, decideCase, listCases, setSilenceRule, silenceRules } from '#live'
import { type Actor, audit } from '#people'
import { ShareSchema, SideSchema } from './after-shapes.ts'
import { CaseCardSchema, CaseSchema, cardOf, EarnsSchema } from './case-shapes.ts'
import { caseFor } from './cases.ts'
import { cursorOr } from './cursor.ts'
import { actorOf, change, type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import { IdParams, page, pageQuery, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['cases']
const SUPPORT = { staff: ['support'] } as const
const Note = Type.String({ minLength: 3, maxLength: 4000 })

const DecideBody = Type.Object(
  {
    share: ShareSchema,
    earns: Type.Optional(EarnsSchema),
    goodwill: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 100_000,
        description: 'Hundredths of a credit for the learner, at the platform’s cost',
      }),
    ),
    marked: Type.Boolean({ description: 'It counts against the educator as an absence' }),
    note: Note,
  },
  thing,
)
const decisionOf = ({ goodwill, ...body }: Static<typeof DecideBody>, actor: Actor) => ({
  ...body,
  goodwill: BigInt(goodwill ?? 0),
  person: actor.id,
})

const PostingSchema = Type.Object(
  {
    rule: Type.String(),
    moves: Type.Array(
      Type.Object({ debit: Type.String(), credit: Type.String(), amount: ValueSchema }, thing),
    ),
  },
  thing,
)

/** What staff do with cases: who has which, what is asked, and the decision with the postings that follow. */
export const caseDeskRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(queue(deps))
    await app.register(deciding(deps))
    await app.register(silence(deps))
  }

const queue =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/cases/queue',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Cases of the house: whose clock runs out first',
          tags,
          querystring: query({
            ...pageQuery,
            show: Type.Optional(Type.Enum(['waiting', 'mine', 'all'])),
          }),
          response: { 200: page(CaseCardSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 50, show = 'waiting' } = request.query
        cursorOr(cursor)
        const { items, next } = await listCases(deps.db, {
          waiting: show === 'waiting',
          assignedTo: show === 'mine' ? actorOf(request).id : undefined,
          after: cursor,
          limit,
        })
        return { items: items.map(cardOf), next }
      },
    )
    app.post(
      '/cases/:id/assign',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Take a case, or lay it back',
          tags,
          params: IdParams,
          body: Type.Object({ mine: Type.Boolean() }, thing),
          response: { 200: CaseSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await assignCase(tx, id, request.body.mine ? actor.id : null, now)
          await note(tx, actor, 'case.assigned', id, request.body, request.id, now)
          return caseFor(tx, id, actor, now)
        }),
    )
    app.post(
      '/cases/:id/questions',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'Ask one side something, to be answered by a deadline',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              side: SideSchema,
              words: Note,
              days: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
            },
            thing,
          ),
          response: { 200: CaseSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await askSide(tx, id, { ...request.body, by: `person:${actor.id}` }, now)
          return caseFor(tx, id, actor, now)
        }),
    )
  }

/** Thrown to take back what was tried. */
class Tried extends Error {
  readonly postings: Static<typeof PostingSchema>[]
  constructor(postings: Static<typeof PostingSchema>[]) {
    super('tried')
    this.postings = postings
  }
}

const deciding =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/cases/:id/preview',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'The postings that would follow from a decision; nothing is done',
          tags,
          params: IdParams,
          body: DecideBody,
          response: { 200: page(PostingSchema) },
        },
      },
      async (request) => {
        const { id } = request.params
        const [actor, now] = [actorOf(request), deps.clock.now()]
        try {
          await atomically(deps.db, async (tx) => {
            const [last] = await journals(tx, { about: id, limit: 1 })
            await decideCase(tx, id, decisionOf(request.body, actor), now)
            throw new Tried(await postingsSince(tx, id, last?.id ?? 0n))
          })
        } catch (error) {
          if (error instanceof Tried) return { items: error.postings, next: null }
          throw error
        }
        throw refuse('busy')
      },
    )
    app.post(
      '/cases/:id/decide',
      {
        config: { needs: SUPPORT, deed: true },
        schema: {
          summary: 'Decide a case, in the first round or on appeal',
          tags,
          params: IdParams,
          body: DecideBody,
          response: { 200: CaseSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await decideCase(tx, id, decisionOf(request.body, actor), now)
          await note(tx, actor, 'case.decided', id, request.body, request.id, now)
          return caseFor(tx, id, actor, now)
        }),
    )
  }

async function postingsSince(tx: Tx, about: string, last: bigint) {
  const made = (await journals(tx, { about, limit: 20 })).filter(({ id }) => id > last)
  return made.toReversed().map(({ kind, transfers }) => ({
    rule: kind,
    moves: transfers.map(({ debit, credit, asset, amount }) => ({
      debit,
      credit,
      amount: value(amount, asset),
    })),
  }))
}

const RuleSchema = Type.Object(
  {
    point: Type.Enum(['claim', 'question']),
    side: SideSchema,
    follows: Type.Enum(['claim_holds', 'point_lost']),
  },
  thing,
)

const silence =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/cases/silence',
      {
        config: { needs: SUPPORT },
        schema: {
          summary: 'What follows where a side does not answer in time',
          tags,
          response: { 200: page(RuleSchema) },
        },
      },
      async () => ({ items: await silenceRules(deps.db), next: null }),
    )
    app.put(
      '/cases/silence',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Say what follows on silence about a claim',
          tags,
          body: Type.Object(
            { side: SideSchema, follows: Type.Enum(['claim_holds', 'point_lost']) },
            thing,
          ),
          response: { 200: page(RuleSchema) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await setSilenceRule(tx, request.body, `person:${actor.id}`, now)
          await note(tx, actor, 'case.silence_rule', 'silence', request.body, request.id, now)
          return { items: await silenceRules(tx), next: null }
        }),
    )
  }

const note = (
  tx: Tx,
  actor: Actor,
  deed: string,
  id: string,
  after: Record<string, unknown>,
  from: string,
  now: Temporal.Instant,
) => audit(tx, { by: `person:${actor.id}`, deed, about: { type: 'booking', id }, after, from }, now)
