import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { idFrom } from '#base'
import { value } from '#ledger'
import { bookSession, oneBooking } from '#live'
import { type Deps, deed, keyOf } from './edge.ts'
import { BookBody, creditsFrom } from './live-asking.ts'
import { BookingSchema, bookingOf } from './live-shapes.ts'
import { IdParams, orNull, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
type Kind = 'class' | 'conversation'

const BookedSchema = Type.Object(
  {
    booking: BookingSchema,
    wallet: orNull(
      Type.Object({ posted: ValueSchema, held: ValueSchema, available: ValueSchema }, thing),
    ),
    orderId: orNull(Type.String({ description: 'For CASH: open its checkout and pay' })),
  },
  thing,
)

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
          const { paymentMethod, creditAmount } = request.body
          const booked = await bookSession(
            tx,
            {
              id: idFrom('booking', actor.id, request.params.id, keyOf(request)),
              session: request.params.id,
              kind,
              learner: actor.id,
              method: paymentMethod.toLowerCase() as 'included' | 'credits' | 'cash',
              seenPrice: creditAmount === undefined ? undefined : creditsFrom(creditAmount),
            },
            now,
          )
          const { wallet, orderId } = booked.paid
          return {
            booking: bookingOf((await oneBooking(tx, booked.id, now))!),
            wallet: wallet
              ? {
                  posted: value(wallet.posted, 'CREDIT'),
                  held: value(wallet.held, 'CREDIT'),
                  available: value(wallet.available, 'CREDIT'),
                }
              : null,
            orderId: orderId ?? null,
          }
        })
      },
    )
  }
