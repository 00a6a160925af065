import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { idFrom } from '#base'
import { value } from '#ledger'
import {
  claimGift,
  type GiftView,
  giftBehind,
  giveGift,
  listGifts,
  oneGift,
  sessionCard,
  takeBackGift,
} from '#live'
import { cursorOr } from './cursor.ts'
import { actorOf, change, type Deps, deed, keyOf } from './edge.ts'
import { CreditsSchema, creditsFrom, instantFrom } from './live-asking.ts'
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['gifts']
const WhatSchema = Type.Enum(['credits', 'package', 'seat'])

const GiftSchema = Type.Object(
  {
    id: IdSchema,
    to: Type.Object({ email: Type.String(), name: Type.String() }, thing),
    words: Type.String(),
    what: WhatSchema,
    amount: ValueSchema,
    title: orNull(Type.String()),
    sessionId: orNull(IdSchema),
    orderId: orNull(IdSchema),
    askedAt: InstantSchema,
    sendAt: InstantSchema,
    claimUntil: InstantSchema,
    state: Type.Enum(['paying', 'waiting', 'sent', 'claimed', 'taken_back', 'expired', 'not_paid']),
    stateAt: InstantSchema,
  },
  thing,
)

const giftOf = (gift: GiftView): Static<typeof GiftSchema> => ({
  id: gift.id,
  to: { email: gift.toEmail, name: gift.toName },
  words: gift.words,
  what: gift.what,
  amount: value(gift.amount, 'CREDIT'),
  title: gift.title,
  sessionId: gift.sessionId,
  orderId: gift.orderId,
  askedAt: gift.askedAt.toString(),
  sendAt: gift.sendAt.toString(),
  claimUntil: gift.claimUntil.toString(),
  state: gift.state,
  stateAt: gift.stateAt.toString(),
})

const GiveBody = Type.Object(
  {
    toEmail: Type.String({ format: 'email', maxLength: 254 }),
    toName: Type.String({ minLength: 1, maxLength: 80 }),
    words: Type.Optional(Type.String({ maxLength: 1000 })),
    sendAt: Type.Optional(InstantSchema),
    what: WhatSchema,
    credits: Type.Optional(CreditsSchema),
    offerId: Type.Optional(IdSchema),
    sessionId: Type.Optional(IdSchema),
    paymentMethod: Type.Enum(['CREDITS', 'CASH']),
    creditAmount: Type.Optional(CreditsSchema),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  thing,
)

function whatFrom(body: Static<typeof GiveBody>) {
  const { what, credits, offerId, sessionId } = body
  if (what === 'credits' && credits !== undefined) return { what, credits: creditsFrom(credits) }
  if (what === 'package' && offerId) return { what, offer: offerId }
  if (what === 'seat' && sessionId) return { what, session: sessionId }
  throw refuse('request_invalid', { detail: 'Say what is given: credits, offerId or sessionId.' })
}

const TokenParams = Type.Object({ token: Type.String({ minLength: 20, maxLength: 64 }) }, thing)

const LetterSchema = Type.Object(
  {
    giver: Type.String(),
    to: Type.String(),
    words: Type.String(),
    what: WhatSchema,
    amount: ValueSchema,
    title: orNull(Type.String()),
    claimUntil: InstantSchema,
    state: Type.String(),
  },
  thing,
)
const ClaimedSchema = Type.Object(
  {
    bookingId: orNull(IdSchema),
    packageId: orNull(IdSchema),
    insteadWhy: orNull(
      Type.String({ description: 'Why it is credits: the refusal of the seat or the package' }),
    ),
  },
  thing,
)

/** Gifts: giving, taking back, looking at, and claiming one by the link of its letter. */
export const giftRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(claiming(deps))
    app.post(
      '/gifts',
      {
        config: { needs: 'person', deed: true, limit: 'writing' },
        schema: {
          summary: 'Give credits, a package or a seat to somebody',
          tags,
          body: GiveBody,
          response: { 201: GiftSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        const { toEmail, toName, words, sendAt, paymentMethod, creditAmount, currency } =
          request.body
        return deed(deps, request, reply, async (tx, now, actor) => {
          const id = idFrom('gift', actor.id, keyOf(request))
          const to = { giver: actor.id, toEmail, toName, words }
          await giveGift(
            tx,
            {
              id,
              ...to,
              sendAt: sendAt ? instantFrom(sendAt) : undefined,
              method: paymentMethod === 'CASH' ? 'cash' : 'credits',
              currency,
              seen: creditAmount === undefined ? undefined : creditsFrom(creditAmount),
              ...whatFrom(request.body),
            },
            now,
          )
          return giftOf((await oneGift(tx, id))!)
        })
      },
    )
    app.get(
      '/gifts',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Gifts that I gave',
          tags,
          querystring: query({ ...pageQuery, all: Type.Optional(Type.Boolean()) }),
          response: { 200: page(GiftSchema) },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const { all, cursor, limit = 20 } = request.query
        if (all && actor.staffRoles.length === 0) throw refuse('not_allowed')
        cursorOr(cursor)
        const giver = all ? undefined : actor.id
        const { items, next } = await listGifts(deps.db, { giver, after: cursor, limit })
        return { items: items.map(giftOf), next }
      },
    )
    app.get(
      '/gifts/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'One gift that I gave',
          tags,
          params: IdParams,
          response: { 200: GiftSchema },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const gift = await oneGift(deps.db, request.params.id)
        if (!gift || (gift.giverId !== actor.id && actor.staffRoles.length === 0)) {
          throw refuse('not_found')
        }
        return giftOf(gift)
      },
    )
    app.post(
      '/gifts/:id/take-back',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Take a gift back that nobody has claimed',
          tags,
          params: IdParams,
          response: { 200: GiftSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          await takeBackGift(tx, request.params.id, actor.id, now)
          return giftOf((await oneGift(tx, request.params.id))!)
        }),
    )
  }

const claiming =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/gifts/letters/:token',
      {
        config: { needs: 'anyone', limit: 'proof' },
        schema: {
          summary: 'The gift behind a link',
          tags,
          params: TokenParams,
          response: { 200: LetterSchema },
        },
      },
      async (request) => {
        const gift = await giftBehind(deps.db, request.params.token)
        const card = gift.session && (await sessionCard(deps.db, gift.session, deps.clock.now()))
        return {
          giver: gift.giverName,
          to: gift.toName,
          words: gift.words,
          what: gift.what,
          amount: value(gift.amount, 'CREDIT'),
          title: card ? card.title : null,
          claimUntil: gift.claimUntil.toString(),
          state: gift.state,
        }
      },
    )
    app.post(
      '/gifts/letters/:token/claim',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Take a gift into my account',
          tags,
          params: TokenParams,
          response: { 200: ClaimedSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { bookingId, packageId, insteadWhy } = await claimGift(
            tx,
            request.params.token,
            actor.id,
            now,
          )
          return { bookingId, packageId, insteadWhy }
        }),
    )
  }
