import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { allProblems, Problem, type Query } from '#base'
import {
  type Accepted,
  ASSET_OF,
  type Content,
  callBack,
  type Lane,
  messageOf,
  messagesOf,
  type NewMessage,
  openDesk,
  quote,
  readAddress,
  render,
  templateFor,
} from '#messaging'
import { sendCsv } from './csv-file.ts'
import { cursorOr } from './cursor.ts'
import { change, type Deps, keyOf } from './edge.ts'
import {
  type AskedMessage,
  filterFrom,
  filterQuery,
  lifeFrom,
  MessageLifeSchema,
  MessageSchema,
  MessageStateSchema,
  messageFrom,
  NewMessageSchema,
} from './message-shapes.ts'
import { instant } from './periods.ts'
import { refuse } from './problems.ts'
import { IdSchema, InstantSchema, page, pageQuery, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['messages']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const One = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)
const sees = { organization: ['owner', 'admin', 'manager', 'billing'] as const }
const sends = { organization: ['owner', 'admin', 'manager'] as const }

/** Lines of a file at most: what a spreadsheet opens. */
const LINES = 10_000

/** An organization's messages: one at a time by the API, what they would take, and what became of them. */
export const messageRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (all) => {
    await all.register(
      async (app) => {
        await app.register(sending(deps))
        await app.register(quoting(deps))
        await app.register(looking(deps))
      },
      { prefix: '/organizations/:organizationId/messages' },
    )
  }

const AcceptedSchema = Type.Object(
  {
    id: IdSchema,
    state: MessageStateSchema,
    units: Type.Integer({ description: 'Reserved; what it takes at most' }),
    dueAt: InstantSchema,
  },
  thing,
)

const sending =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const desk = openDesk(deps.db, () => deps.clock.now())
    app.addHook('onClose', () => desk.idle())
    app.post(
      '',
      {
        config: { needs: { ...sends, key: 'messages:send' }, deed: true },
        schema: {
          summary: 'Send one message: the same Idempotency-Key is the same message, always',
          tags,
          params: Params,
          body: NewMessageSchema,
          response: { 201: AcceptedSchema },
        },
      },
      async (request, reply) => {
        const { organizationId } = request.params
        const key = `api:${keyOf(request)}`
        const message = await messageFor(deps.db, organizationId, request.body, key)
        const sender = { type: 'organization', id: organizationId } as const
        const answer = await desk.hand(sender, message)
        if (answer.refusal) throw refusalOf(answer)
        if (answer.repeated) reply.header('idempotency-replayed', 'true')
        reply.code(201)
        return acceptedFrom(answer)
      },
    )
    app.post(
      '/:id/call-back',
      {
        config: { needs: { ...sends, key: 'messages:send' } },
        schema: {
          summary: 'Call a message back that has not left',
          tags,
          params: One,
          response: { 200: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now) => {
          const { organizationId, id } = request.params
          await callBack(tx, { type: 'organization', id: organizationId }, id, now)
          return { id }
        }),
    )
  }

function acceptedFrom({ id, state, units, dueAt }: Accepted): Static<typeof AcceptedSchema> {
  return { id: id!, state, units: Number(units), dueAt: `${dueAt}` }
}

/** A message's refusal, as the refusal of the request. */
function refusalOf({ refusal, id }: Accepted): Problem {
  const kind = allProblems().get(refusal!)
  if (!kind) throw new Error(`${refusal} is no refusal that this house knows`)
  return new Problem(refusal!, kind, id ? { message: id } : {})
}

const LANE_OF: Record<string, Lane> = { authentication: 'otp', marketing: 'bulk' }

async function messageFor(
  q: Query,
  organization: string,
  asked: AskedMessage,
  key: string,
): Promise<NewMessage> {
  const { address, country } = readAddress(asked.way, asked.to, asked.country ?? null)
  const { content, category: own } = await contentFor(q, organization, asked)
  const category = asked.category ?? own ?? 'utility'
  return {
    key,
    way: asked.way,
    to: address,
    country: country ?? undefined,
    zone: asked.zone && zoneOr(asked.zone),
    category,
    lane: asked.lane ?? LANE_OF[category] ?? 'transactional',
    content,
    contact: asked.contact,
    about: { type: 'organization', id: organization },
    sendAt: instant(asked.sendAt),
    expiresAt: instant(asked.expiresAt),
  }
}

function zoneOr(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw refuse('request_invalid', { detail: `${zone} is no time zone.` })
  }
}

async function contentFor(
  q: Query,
  organization: string,
  asked: AskedMessage,
): Promise<{ content: Content; category?: NewMessage['category'] }> {
  const { way, text, subject, template } = asked
  if (template) {
    const found = await templateFor(q, organization, template.id)
    const content = render(found, template.language ?? null, template.values ?? {})
    if (content.way !== way)
      throw refuse('request_invalid', { detail: 'The template is of another way.' })
    return { content, category: found.category }
  }
  if (!text) throw refuse('request_invalid', { detail: 'It says nothing: give text or template.' })
  if (way === 'sms') return { content: { way, text } }
  if (way === 'whatsapp')
    return { content: { way, text, media: asked.media, quickReplies: asked.quickReplies } }
  if (!subject) throw refuse('request_invalid', { detail: 'An e-mail has a subject.' })
  return { content: { way, subject, text, html: asked.html, replyTo: asked.replyTo } }
}

const QuoteSchema = Type.Object(
  {
    terms: Type.Integer(),
    enough: Type.Boolean(),
    parts: Type.Array(
      Type.Object(
        {
          asset: Type.Enum(Object.values(ASSET_OF)),
          messages: Type.Integer(),
          segments: Type.Integer(),
          units: Type.Integer(),
          available: Type.Integer(),
          short: Type.Integer(),
        },
        thing,
      ),
    ),
  },
  thing,
)

const quoting =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/quote',
      {
        config: { needs: { ...sees, key: 'messages:send' } },
        schema: {
          summary: 'What messages would take, and whether the wallet has it; nothing is reserved',
          tags,
          params: Params,
          body: Type.Object(
            { messages: Type.Array(NewMessageSchema, { minItems: 1, maxItems: 100 }) },
            thing,
          ),
          response: { 200: QuoteSchema },
        },
      },
      async ({ params: { organizationId }, body }) => {
        const messages = await Promise.all(
          body.messages.map((asked, index) =>
            messageFor(deps.db, organizationId, asked, `quote:${index}`),
          ),
        )
        const sender = { type: 'organization', id: organizationId } as const
        const found = await quote(deps.db, sender, messages, deps.clock.now())
        return {
          terms: found.terms,
          enough: found.enough,
          parts: found.parts.map((part) => ({
            ...part,
            units: Number(part.units),
            available: Number(part.available ?? 0n),
            short: Number(part.short),
          })),
        }
      },
    )
  }

const { provider: _, ...ownFilter } = filterQuery

const looking =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: { ...sees, key: 'messages:read' } },
        schema: {
          summary: 'The log of messages, the newest first',
          tags,
          params: Params,
          querystring: query({ ...pageQuery, ...ownFilter }),
          response: { 200: page(MessageSchema) },
        },
      },
      async ({ params: { organizationId }, query: asked }) => {
        const filter = filterFrom({ ...asked, cursor: cursorOr(asked.cursor) })
        const sender = { type: 'organization', id: organizationId } as const
        const { items, next } = await messagesOf(deps.db, sender, { limit: 20, ...filter })
        return { items: items.map(messageFrom), next }
      },
    )
    app.get(
      '/file',
      {
        config: { needs: sees },
        schema: {
          summary: `The log as CSV: the newest ${LINES} at most`,
          tags,
          params: Params,
          querystring: query(ownFilter),
          response: { 200: Type.String() },
        },
      },
      async ({ params: { organizationId }, query: asked }, reply) => {
        const sender = { type: 'organization', id: organizationId } as const
        const filter = { ...filterFrom(asked), limit: LINES }
        const { items } = await messagesOf(deps.db, sender, filter)
        return sendCsv(reply, 'messages', HEAD, items.map(lineOf))
      },
    )
    app.get(
      '/:id',
      {
        config: { needs: { ...sees, key: 'messages:read' } },
        schema: {
          summary: 'One message with its whole life',
          tags,
          params: One,
          response: { 200: MessageLifeSchema },
        },
      },
      async ({ params: { organizationId, id } }) => {
        const life = await messageOf(deps.db, { type: 'organization', id: organizationId }, id)
        return lifeFrom(life)
      },
    )
  }

export const HEAD = [
  'id',
  'way',
  'category',
  'to',
  'state',
  'reason',
  'units',
  'outcome',
  'taken',
  'accepted',
  'last change',
]

export const lineOf = (one: Parameters<typeof messageFrom>[0]) => [
  one.id,
  one.way,
  one.category,
  // A spreadsheet would read a number for a sum.
  one.to,
  one.state,
  one.reason,
  one.units,
  one.settled?.outcome,
  one.settled?.captured,
  `${one.acceptedAt}`,
  `${one.stateAt}`,
]
