import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { idFrom } from '#base'
import { value } from '#ledger'
import { type Booked, type BookingView, bookSession, type Method, oneBooking } from '#live'
import { type Deps, deed, keyOf } from './edge.ts'
import { BookBody, creditsFrom } from './live-asking.ts'
import { BookingSchema, bookingOf } from './live-shapes.ts'
import { IdParams, orNull, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
type Kind = 'class' | 'conversation'

export const BookedSchema = Type.Object(
  {
    booking: BookingSchema,
    wallet: orNull(
      Type.Object({ posted: ValueSchema, held: ValueSchema, available: ValueSchema }, thing),
    ),
    orderId: orNull(Type.String({ description: 'For CASH: open its checkout and pay' })),
  },
  thing,
)

export function bookedOf(
  { paid: { wallet, orderId } }: Booked,
  booking: BookingView,
): Static<typeof BookedSchema> {
  return {
    booking: bookingOf(booking),
    wallet: wallet
      ? {
          posted: value(wallet.posted, 'CREDIT'),
          held: value(wallet.held, 'CREDIT'),
          available: value(wallet.available, 'CREDIT'),
        }
      : null,
    orderId: orderId ?? null,
  }
}

/** Taking a seat. */
export const booking =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/:id/book',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Book a seat',
          tags: ['live'],
          params: IdParams,
          body: BookBody,
          response: { 201: BookedSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { paymentMethod, creditAmount, tokenAmount } = request.body
          const booked = await bookSession(
            tx,
            {
              id: idFrom('booking', actor.id, request.params.id, keyOf(request)),
              session: request.params.id,
              kind,
              learner: actor.id,
              method: paymentMethod.toLowerCase() as Method,
              seenTokens:
                tokenAmount === undefined ? undefined : BigInt(Math.round(tokenAmount * 100)),
              seenPrice: creditAmount === undefined ? undefined : creditsFrom(creditAmount),
            },
            now,
          )
          return bookedOf(booked, (await oneBooking(tx, booked.id, now))!)
        })
      },
    )
  }
