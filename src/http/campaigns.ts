import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  campaignsOf,
  cancelCampaign,
  changeCampaign,
  chooseText,
  draftCampaign,
  dropCampaign,
  duplicateCampaign,
  figuresOf,
  historyOf,
  oneCampaign,
  openCampaignDeeds,
  pauseCampaign,
  quoteCampaign,
  receiversIn,
  resumeCampaign,
  scheduleCampaign,
  unscheduleCampaign,
} from '#messaging'
import { audit, personCards } from '#people'
import {
  CampaignBody,
  CampaignSchema,
  ChangeBody,
  CSV_HEAD,
  campaignFrom,
  csvRow,
  FiguresSchema,
  figuresFrom,
  HistorySchema,
  QuoteSchema,
  quoteFrom,
  ReceiverSchema,
  receiverFrom,
  StateSchema,
  thing,
  wordsFrom,
} from './campaign-shapes.ts'
import { sendCsv } from './csv-file.ts'
import { pageOf, readMoment } from './cursor.ts'
import { change, type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import { IdSchema, page, pageQuery, query } from './schemas.ts'

const tags = ['campaigns']
const SEES = { organization: ['owner', 'admin', 'manager', 'billing'] } as const
const SENDS = { organization: ['owner', 'admin', 'manager'] } as const
const Params = Type.Object({ organizationId: IdSchema }, thing)
const One = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)
const Version = Type.Object(
  { version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
  thing,
)

type One = { organizationId: string; id: string }
const which = ({ organizationId: organization, id }: One) => ({ organization, id })
const seen = (campaign: Parameters<typeof campaignFrom>[0]) =>
  campaignFrom(campaign, openCampaignDeeds(campaign.state))

/** A moment that is none is refused at its field. */
function asked(at: string, timing: 'at' | 'local'): void {
  try {
    if (timing === 'at') Temporal.Instant.from(at)
    else Temporal.PlainDateTime.from(at)
  } catch {
    throw refuse('request_invalid', { field: '/when/at', detail: 'There is no such moment.' })
  }
}

/** One message to many: for whoever writes for an organization. */
export const campaignRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (all) => {
    await all.register(
      async (app) => {
        await app.register(draftRoutes(deps))
        await app.register(lookRoutes(deps))
        await app.register(steerRoutes(deps))
      },
      { prefix: '/organizations/:organizationId/campaigns' },
    )
  }

const draftRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Campaigns, the latest first',
          tags,
          params: Params,
          querystring: query({ ...pageQuery, state: Type.Optional(StateSchema) }),
          response: { 200: page(CampaignSchema) },
        },
      },
      async ({ params, query: { cursor, limit = 20, state } }) => {
        const wanted = { state, before: readMoment(cursor), limit: limit + 1 }
        const found = await campaignsOf(deps.db, params.organizationId, wanted)
        return pageOf(found, limit, seen, (one) => [one.madeAt, one.id])
      },
    )
    app.post(
      '',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'Begin a campaign; nobody is written to until it is confirmed',
          tags,
          params: Params,
          body: CampaignBody,
          response: { 201: CampaignSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        const words = wordsFrom(request.body, asked)
        return change(deps, request, async (tx, now, actor) => {
          const { organizationId } = request.params
          return seen(await draftCampaign(tx, organizationId, words, `person:${actor.id}`, now))
        })
      },
    )
    app.put(
      '/:id',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'Write a draft anew; `version` is the one that was looked at',
          tags,
          params: One,
          body: ChangeBody,
          response: { 200: CampaignSchema },
        },
      },
      (request) => {
        const { version, ...body } = request.body
        const words = wordsFrom(body, asked)
        return change(deps, request, async (tx) =>
          seen(await changeCampaign(tx, { ...which(request.params), version }, words)),
        )
      },
    )
    app.delete(
      '/:id',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'Throw a draft away',
          tags,
          params: One,
          querystring: query({ version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { version } = request.query
        await change(deps, request, (tx) => dropCampaign(tx, { ...which(request.params), version }))
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/:id/duplicate',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'A new draft that says the same to the same audience',
          tags,
          params: One,
          body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 120 }) }, thing),
          response: { 201: CampaignSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        const { name } = request.body
        return change(deps, request, async (tx, now, actor) =>
          seen(
            await duplicateCampaign(
              tx,
              { ...which(request.params), name },
              `person:${actor.id}`,
              now,
            ),
          ),
        )
      },
    )
  }

/** What those are called who did something to it. */
async function doersOf(deps: Deps, steps: readonly { by: string }[]) {
  const people = steps.flatMap(({ by }) => /^person:(.+)$/.exec(by)?.[1] ?? [])
  const cards = await personCards(deps.db, [...new Set(people)])
  return new Map(cards.map(({ id, name }) => [`person:${id}`, name]))
}

const lookRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/:id',
      {
        config: { needs: SEES },
        schema: {
          summary: 'One campaign: what it says, how far it is, what became of its messages',
          tags,
          params: One,
          response: {
            200: Type.Object(
              {
                campaign: CampaignSchema,
                figures: FiguresSchema,
                history: Type.Array(HistorySchema),
              },
              thing,
            ),
          },
        },
      },
      async ({ params }) => {
        const { organization, id } = which(params)
        const campaign = await oneCampaign(deps.db, organization, id)
        const [figures, history] = await Promise.all([
          figuresOf(deps.db, id),
          historyOf(deps.db, id),
        ])
        const names = await doersOf(deps, history)
        return {
          campaign: seen(campaign),
          figures: figuresFrom(figures),
          history: history.map(({ from: _from, at, by, ...one }) => ({
            ...one,
            by: names.get(by) ?? 'schedule',
            at: `${at}`,
          })),
        }
      },
    )
    app.get(
      '/:id/quote',
      {
        config: { needs: SEES },
        schema: {
          summary: 'What it would take now, who is left out and why; nothing is reserved',
          tags,
          params: One,
          response: { 200: QuoteSchema },
        },
      },
      async ({ params }) =>
        quoteFrom(
          await quoteCampaign(
            deps.db,
            { ...which(params), site: deps.config.url },
            deps.clock.now(),
          ),
        ),
    )
    app.get(
      '/:id/receivers',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Who it was written to, in their order, and what became of it',
          tags,
          params: One,
          querystring: query({
            missed: Type.Optional(Type.Boolean()),
            after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
          }),
          response: { 200: Type.Object({ items: Type.Array(ReceiverSchema) }, thing) },
        },
      },
      async ({ params, query: { missed = false, after = 0, limit = 50 } }) => {
        const { organization, id } = which(params)
        await oneCampaign(deps.db, organization, id)
        const rows = await receiversIn(deps.db, id, { missed, after, limit })
        return { items: rows.map(receiverFrom) }
      },
    )
    app.get(
      '/:id/receivers.csv',
      {
        config: { needs: SEES },
        schema: {
          summary: 'The same as a file, up to 250,000 rows',
          tags,
          params: One,
          querystring: query({ missed: Type.Optional(Type.Boolean()) }),
          produces: ['text/csv'],
        },
      },
      async ({ params, query: { missed = false } }, reply) => {
        const { organization, id } = which(params)
        await oneCampaign(deps.db, organization, id)
        const rows: (string | number | bigint | null)[][] = []
        for (let after = 0; ; ) {
          const some = await receiversIn(deps.db, id, { missed, after, limit: 10_000 })
          rows.push(...some.map(csvRow))
          if (some.length < 10_000) break
          after = some.at(-1)!.position
        }
        return sendCsv(reply, `campaign-${id.slice(-8)}`, CSV_HEAD, rows)
      },
    )
  }

const steerRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/:id/schedule',
      {
        config: { needs: SENDS, deed: true },
        schema: {
          summary: 'Confirm it: it begins at its hour by itself',
          tags,
          params: One,
          body: Type.Object(
            {
              version: Version.properties.version,
              shortfall: Type.Enum(['refuse', 'fit'], {
                description: 'Where credits do not reach: nobody is written to, or as many as fit',
              }),
            },
            thing,
          ),
          response: { 200: CampaignSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const wish = { ...which(request.params), ...request.body, site: deps.config.url }
          const by = `person:${actor.id}`
          await scheduleCampaign(tx, wish, by, now)
          const about = { type: 'campaign', id: wish.id }
          const after = { shortfall: wish.shortfall, version: wish.version }
          await audit(tx, { by, deed: 'campaign.confirmed', about, after, from: request.ip }, now)
          return seen(await oneCampaign(tx, wish.organization, wish.id))
        }),
    )
    const steps = {
      unschedule: { verb: unscheduleCampaign, says: 'Take it back to be changed' },
      pause: {
        verb: pauseCampaign,
        says: 'Pause it: what has not left is called back, what is reserved is free again',
      },
      resume: { verb: resumeCampaign, says: 'Go on with it: the rest is reserved anew' },
      cancel: {
        verb: cancelCampaign,
        says: 'End it: what has not left is called back, everything reserved goes back',
      },
    }
    for (const [name, { verb, says }] of Object.entries(steps)) {
      app.post(
        `/:id/${name}`,
        {
          config: { needs: SENDS, deed: true },
          schema: { summary: says, tags, params: One, response: { 200: CampaignSchema } },
        },
        (request, reply) =>
          deed(deps, request, reply, async (tx, now, actor) => {
            const wish = which(request.params)
            const by = `person:${actor.id}`
            await verb(tx, wish, by, now)
            const about = { type: 'campaign', id: wish.id }
            await audit(tx, { by, deed: `campaign.${name}`, about, from: request.ip }, now)
            return seen(await oneCampaign(tx, wish.organization, wish.id))
          }),
      )
    }
    app.post(
      '/:id/choose',
      {
        config: { needs: SENDS, deed: true },
        schema: {
          summary: 'Choose the better of two texts by hand: the rest of the audience gets it',
          tags,
          params: One,
          body: Type.Object({ label: Type.Enum(['A', 'B']) }, thing),
          response: { 200: CampaignSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const wish = { ...which(request.params), label: request.body.label }
          await chooseText(tx, wish, `person:${actor.id}`, now)
          return seen(await oneCampaign(tx, wish.organization, wish.id))
        }),
    )
  }
