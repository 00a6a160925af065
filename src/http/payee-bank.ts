import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically } from '#base'
import { setPayeeBank } from '#payments'
import { audit } from '#people'
import { actorOf, type Deps } from './edge.ts'

const thing = { additionalProperties: false } as const

/** As Indian banks write it: four letters, a nought, six letters or digits. */
const IFSC = '^[A-Z]{4}0[A-Z0-9]{6}$'

const BankBody = Type.Union([
  Type.Object(
    {
      name: Type.String({ minLength: 2, maxLength: 120, description: 'As the bank knows it' }),
      ifsc: Type.String({ pattern: IFSC }),
      accountNumber: Type.String({ pattern: '^[A-Za-z0-9]{5,35}$' }),
    },
    thing,
  ),
  Type.Object({ vpa: Type.String({ pattern: '^[A-Za-z0-9._-]{2,100}@[A-Za-z]{2,60}$' }) }, thing),
])

/** Where an educator says where their bank is, for a provider that has no page for it. */
export const payeeBankRoute =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/educator/payee/bank',
      {
        config: { needs: 'educator', limit: 'checkout' },
        schema: {
          summary: 'Tell the payment provider where my bank account is',
          description:
            'Handed on to the provider, and not kept here. Only where the provider has no page of its own for it.',
          tags: ['educators'],
          body: BankBody,
          response: { 200: Type.Object({ state: Type.String() }, thing) },
        },
      },
      async (request) => {
        const { id } = actorOf(request)
        const owner = { type: 'person', id } as const
        const now = deps.clock.now()
        const { state } = await setPayeeBank(deps.payments, owner, request.body, now)
        // That it was changed, and by whom: never what to.
        const kind = 'vpa' in request.body ? 'upi' : 'bank account'
        await atomically(deps.db, (tx) =>
          audit(
            tx,
            {
              by: `person:${id}`,
              deed: 'payee.bank_set',
              about: { type: 'person', id },
              after: { kind },
              from: request.id,
            },
            now,
          ),
        )
        return { state }
      },
    )
  }
