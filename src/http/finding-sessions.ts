import { type Static, Type } from 'typebox'
import { dayOf, findSessions, nearSessions, readSessionSearch, sessionFacets } from '#live'
import type { Deps } from './edge.ts'
import { askedFrom, cursorOfFound, foundAt } from './finding-asking.ts'
import type { SearchQuery } from './live-asking.ts'
import { CardSchema, cardOf } from './live-shapes.ts'
import { orNull } from './schemas.ts'

const thing = { additionalProperties: false } as const
export const FacetSchema = Type.Array(
  Type.Object({ value: Type.String(), count: Type.Integer() }, thing),
)
export const NearSchema = Type.Array(
  Type.Object({ without: Type.String(), count: Type.Integer() }, thing),
  {
    description:
      'Where nothing is found: which one filter stands in the way, and how many there would be without it, up to a hundred',
  },
)
export const MeantSchema = orNull(
  Type.String({ description: 'The search with its slips mended, where a word stands nowhere' }),
)

export const FoundSessionsSchema = Type.Object(
  {
    items: Type.Array(CardSchema),
    next: orNull(Type.String()),
    didYouMean: MeantSchema,
    near: NearSchema,
    facets: Type.Optional(
      Type.Object(
        {
          kind: FacetSchema,
          language: FacetSchema,
          level: FacetSchema,
          priceLevel: FacetSchema,
          topic: FacetSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

/** Answers a search for open sessions. */
export function sessionsFound(deps: Deps) {
  return async (
    asked: Static<typeof SearchQuery>,
    person: string | undefined,
  ): Promise<Static<typeof FoundSessionsSchema>> => {
    const now = deps.clock.now()
    const plain = askedFrom(asked)
    const search = await readSessionSearch(deps.db, plain, person, now)
    const sort = asked.sort ?? 'start'
    const after = foundAt(asked.cursor, /start$/.test(sort) ? 'moment' : 'number')
    const by = { sort, after, limit: asked.limit ?? 20, day: dayOf(now) }
    const [found, facets] = await Promise.all([
      findSessions(deps.db, search, by, now),
      asked.facets ? sessionFacets(deps.db, search, now) : undefined,
    ])
    const nothing = found.items.length === 0 && !after
    return {
      items: found.items.map(cardOf),
      next: cursorOfFound(found.next),
      didYouMean: search.didYouMean,
      near: nothing ? await nearSessions(deps.db, search, now) : [],
      ...(facets ? { facets } : {}),
    }
  }
}
