import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { educatorCards } from '#earnings'
import { value } from '#ledger'
import {
  dayOf,
  educatorFacets,
  findEducators,
  nearEducators,
  nextOf,
  nextSlots,
  promotedEducators,
  readEducatorSearch,
} from '#live'
import { EducatorSchema, educatorFrom } from './earnings-shapes.ts'
import type { Deps } from './edge.ts'
import { askedFrom, cursorOfFound, EducatorsQuery, foundAt } from './finding-asking.ts'
import { FacetSchema, MeantSchema, NearSchema } from './finding-sessions.ts'
import { InstantSchema, orNull, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

/** Labelled slots above the list; a plan can put somebody there, and nowhere else. */
const PROMOTED = 2

export const FoundEducatorSchema = Type.Object(
  {
    ...EducatorSchema.properties,
    slots: orNull(
      Type.Object(
        {
          minutes: Type.Integer(),
          price: ValueSchema,
          starts: Type.Array(InstantSchema),
        },
        { ...thing, description: 'The next hours that can be booked as a lesson' },
      ),
    ),
  },
  thing,
)

const FoundSchema = Type.Object(
  {
    items: Type.Array(FoundEducatorSchema),
    next: orNull(Type.String()),
    promoted: Type.Array(FoundEducatorSchema, {
      description:
        'Shown above the list in labelled slots, by their plan; they stand in the list as well, where their score puts them',
    }),
    didYouMean: MeantSchema,
    near: NearSchema,
    facets: Type.Optional(
      Type.Object(
        {
          kind: FacetSchema,
          language: FacetSchema,
          speaks: FacetSchema,
          level: FacetSchema,
          rating: FacetSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

/** Cards of educators with what can be booked next, in the order asked for. */
export async function foundCards(
  deps: Deps,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<Static<typeof FoundEducatorSchema>[]> {
  if (ids.length === 0) return []
  const [cards, sessions, lessons] = await Promise.all([
    educatorCards(deps.db, ids),
    nextOf(deps.db, ids, now),
    nextSlots(deps.db, ids, now),
  ])
  return cards.map((card) => {
    const own = lessons.get(card.id)
    return {
      ...educatorFrom(card, sessions.get(card.id)),
      slots: own
        ? {
            minutes: own.minutes,
            price: value(own.price, 'CREDIT'),
            starts: own.slots.map(({ start }) => start.toString()),
          }
        : null,
    }
  })
}

/** The search for educators. */
export const educatorSearchRoute =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educators',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Find educators, best first',
          tags: ['educators'],
          querystring: EducatorsQuery,
          response: { 200: FoundSchema },
        },
      },
      async (request) => {
        const { query: asked, actor } = request
        const now = deps.clock.now()
        const plain = askedFrom(asked)
        const hidden = asked.all === true && (actor?.staffRoles.length ?? 0) > 0
        const search = { ...(await readEducatorSearch(deps.db, plain, actor?.id)), hidden }
        const sort = asked.sort ?? 'best'
        const after = foundAt(asked.cursor, sort === 'name' ? 'words' : 'number')
        const by = { sort, after, limit: asked.limit ?? 20, day: dayOf(now) }
        const [found, facets, promoted] = await Promise.all([
          findEducators(deps.db, search, by, now),
          asked.facets ? educatorFacets(deps.db, search, now) : undefined,
          after || sort !== 'best' ? [] : promotedEducators(deps.db, search, PROMOTED, now),
        ])
        const ids = found.items.map(({ id }) => id)
        const cards = await foundCards(deps, [...new Set([...promoted, ...ids])], now)
        const byId = new Map(cards.map((card) => [card.id, card]))
        const shown = (wanted: readonly string[]) => wanted.flatMap((id) => byId.get(id) ?? [])
        const nothing = ids.length === 0 && !after
        return {
          items: shown(ids),
          next: cursorOfFound(found.next),
          promoted: shown(promoted),
          didYouMean: search.didYouMean,
          near: nothing ? await nearEducators(deps.db, search, now) : [],
          ...(facets ? { facets } : {}),
        }
      },
    )
  }
