import type { RouterContextProvider } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Overview, PriceLevel } from '../../api/teaching.ts'
import type { EducatorDetail, Entitlements, Page, Plans } from '../../api/types.ts'
import { languageName } from '../../format/words.ts'
import { personOf } from '../../visitor.ts'
import type { Terms } from './SessionForm.tsx'

/** Languages that are taught most; an educator's own stand before them. */
const TAUGHT = [
  'ar',
  'bn',
  'zh',
  'nl',
  'en',
  'fr',
  'de',
  'el',
  'gu',
  'hi',
  'it',
  'ja',
  'ko',
  'ml',
  'mr',
  'pl',
  'pt',
  'pa',
  'ru',
  'es',
  'sv',
  'ta',
  'te',
  'tr',
  'uk',
  'ur',
  'vi',
]

/** What an educator may choose from when making a session, and what each choice earns them. */
export async function termsOf(context: Readonly<RouterContextProvider>): Promise<Terms> {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const [overview, card, levels, mine, plans] = await Promise.all([
    api.get<Overview>('/api/educator/revenue/overview'),
    api.get<EducatorDetail>(`/api/educators/${person.id}`),
    api.get<Page<PriceLevel & { kind: string }>>('/api/price-levels'),
    api.get<Entitlements>('/api/entitlements'),
    api.get<Plans>('/api/plans', { audience: 'educator' }),
  ])
  const own = mine.features.find(({ name }) => name === 'teaching.own_prices')
  const opens = new Set(own?.opensWith)
  const kinds = overview.standings.map(({ kind }) => kind)
  return {
    kinds,
    taught: card.languages.length > 0,
    languages: [
      ...card.languages,
      ...TAUGHT.filter((tag) => !card.languages.includes(tag)).toSorted((a, b) =>
        languageName(a).localeCompare(languageName(b)),
      ),
    ],
    zone: person.zone,
    levels: Object.fromEntries(
      kinds.map((kind) => [kind, levels.items.filter((level) => level.kind === kind)]),
    ),
    rates: Object.fromEntries(overview.standings.map(({ kind, rate }) => [kind, rate])),
    currency: overview.lifetime.asset,
    ownPrices: {
      // Some tiers set their own prices whatever the plan.
      open:
        own?.open === true ||
        overview.standings.some(({ opens }) => opens.includes('teaching.own_prices')),
      opensWith: plans.items.filter(({ code }) => opens.has(code)).map(({ name }) => name),
    },
  }
}
