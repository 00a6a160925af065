import { type Static, Type } from 'typebox'
import type { Delivery, Receiver } from '#messaging'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

export const closed = { additionalProperties: false } as const

export const ReceiverSchema = Type.Object(
  {
    id: IdSchema,
    organizationId: orNull(IdSchema),
    url: Type.String(),
    name: Type.String(),
    kinds: orNull(Type.Array(Type.String(), { description: 'Null: all, also those to come' })),
    state: Type.Enum(['on', 'off', 'disabled'], {
      description: 'disabled: by us, after five days in which it took nothing',
    }),
    stateAt: InstantSchema,
    failingSince: orNull(InstantSchema),
    madeAt: InstantSchema,
    waiting: Type.Integer(),
    failed: Type.Integer({ description: 'Failed or held; can be sent again for 30 days' }),
    lastDeliveredAt: orNull(InstantSchema),
    twoSecretsUntil: orNull(InstantSchema),
  },
  closed,
)

export const SecretSchema = Type.Object(
  {
    receiver: ReceiverSchema,
    secret: Type.String({ description: 'Shown now and never again', examples: ['whsec_…'] }),
  },
  closed,
)

export const DeliverySchema = Type.Object(
  {
    id: IdSchema,
    webhookId: Type.String({ description: 'The same however often it is sent' }),
    kind: Type.String(),
    at: InstantSchema,
    state: Type.Enum(['waiting', 'delivered', 'failed', 'held']),
    attempts: Type.Integer(),
    nextTryAt: orNull(InstantSchema),
    deliveredAt: orNull(InstantSchema),
    status: orNull(Type.Integer({ description: 'Of the last attempt' })),
    error: orNull(Type.String({ description: 'Why the last attempt had no answer' })),
  },
  closed,
)

export const DeliveryDetailSchema = Type.Object(
  {
    ...DeliverySchema.properties,
    body: Type.String({ description: 'As it is sent, letter by letter' }),
    tried: Type.Array(
      Type.Object(
        {
          number: Type.Integer(),
          at: InstantSchema,
          tookMs: Type.Integer(),
          status: orNull(Type.Integer()),
          error: orNull(Type.String()),
          excerpt: Type.String({ description: 'The beginning of the answer' }),
        },
        closed,
      ),
    ),
  },
  closed,
)

export const UrlSchema = Type.String({ minLength: 8, maxLength: 2_000 })
export const NameSchema = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
export const KindsSchema = orNull(
  Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
)

/** A receiver as it is answered: who made it stays in the log. */
export function receiverAnswer({ madeBy: _, ...rest }: Receiver): Static<typeof ReceiverSchema> {
  return {
    ...rest,
    stateAt: rest.stateAt.toString(),
    failingSince: rest.failingSince?.toString() ?? null,
    madeAt: rest.madeAt.toString(),
    lastDeliveredAt: rest.lastDeliveredAt?.toString() ?? null,
    twoSecretsUntil: rest.twoSecretsUntil?.toString() ?? null,
  }
}

export function deliveryAnswer(one: Delivery): Static<typeof DeliverySchema> {
  return {
    ...one,
    webhookId: `msg_${one.id}`,
    at: one.at.toString(),
    nextTryAt: one.nextTryAt?.toString() ?? null,
    deliveredAt: one.deliveredAt?.toString() ?? null,
  }
}
