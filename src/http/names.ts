import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { isId, type Query } from '#base'
import type { Deps } from './edge.ts'
import { query } from './schemas.ts'

const thing = { additionalProperties: false } as const

const MOST = 300

/**
 * What things are called, for lists that hold only ids: the books know owners and what they were about
 * by id alone. Reads the modules' views; what is unknown is left out.
 */
export const namesRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/names',
      {
        config: {
          needs: { staff: ['admin', 'finance', 'support', 'moderator', 'reviewer'] },
        },
        schema: {
          tags: ['people'],
          summary: 'What people, bookings, sessions, orders, payouts are called, by id',
          querystring: query({
            of: Type.String({
              maxLength: 20_000,
              description: '`type:id`, with commas between; 300 at most',
              examples: ['person:019aa4c2-7e3c-7b56-9d0e-3f6b2f1f9a10'],
            }),
          }),
          response: {
            200: Type.Object(
              {
                items: Type.Array(
                  Type.Object(
                    { type: Type.String(), id: Type.String(), name: Type.String() },
                    thing,
                  ),
                ),
              },
              thing,
            ),
          },
        },
      },
      async ({ query: { of } }) => ({
        items: await namesOf(deps.db, of.split(',').slice(0, MOST)),
      }),
    )
  }

type Named = { type: string; id: string; name: string }

/** One statement for each type that is asked for. */
async function namesOf(q: Query, asked: readonly string[]): Promise<Named[]> {
  const ids = new Map<string, Set<string>>()
  for (const one of asked) {
    const [type = '', id = ''] = one.split(':')
    if (!isId(id) || !(type in NAMES)) continue
    ids.set(type, (ids.get(type) ?? new Set()).add(id))
  }
  const found = await Promise.all(
    [...ids].map(async ([type, own]) =>
      (await NAMES[type]!(q, [...own])).map((row) => ({ type, ...row })),
    ),
  )
  return found.flat()
}

type Row = { id: string; name: string }

const NAMES: Record<string, (q: Query, ids: string[]) => Promise<Row[]>> = {
  person: (q, ids) => q<Row>`
    select id, name from people.person_view where id = any(${ids}::uuid[])`,
  organization: (q, ids) => q<Row>`
    select id, name from people.organization_view where id = any(${ids}::uuid[])`,
  session: (q, ids) => q<Row>`
    select id, title as name from live.session_view where id = any(${ids}::uuid[])`,
  booking: (q, ids) => q<Row>`
    select b.id, s.title as name from live.booking_view b join live.session_view s on s.id = b.session_id
    where b.id = any(${ids}::uuid[])`,
  order: (q, ids) => q<Row>`
    select id, 'Order ' || year || '-' || lpad(number::text, 6, '0') as name from payments.order_view
    where id = any(${ids}::uuid[])`,
  payout: (q, ids) => q<Row>`
    select p.id, 'Payout to ' || coalesce(x.name, o.name, p.payee_id) as name from earnings.payout_view p
    left join people.person_view x on p.payee_type = 'person' and x.id::text = p.payee_id
    left join people.organization_view o on p.payee_type = 'organization' and o.id::text = p.payee_id
    where p.id = any(${ids}::uuid[])`,
  commission: (q, ids) => q<Row>`
    select id, title as name from earnings.commission_view where id = any(${ids}::uuid[])`,
  subscription: (q, ids) => q<Row>`
    select s.id, s.name || ', ' || p.name as name from plans.subscription_view s
    join people.person_view p on p.id = s.person_id where s.id = any(${ids}::uuid[])`,
}
