import type { Problem, paths } from './schema.d.ts'

/**
 * What the HTTP API answers, by the names that pages use. All of it comes from `schema.d.ts`, which
 * `npm run api` writes from the API's own schemas: a field that the API drops stops the build here.
 */

/** What a path answers: `Answer<'/api/me'>`, `Answer<'/api/sessions', 'post', 201>`. */
export type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path] = 'get' & keyof paths[Path],
  Status extends number = 200,
> = paths[Path][Method] extends { responses: infer Answers }
  ? Answers extends Record<Status, { content: { 'application/json': infer Body } }>
    ? Body
    : never
  : never

/** What a list holds. */
export type ItemOf<List> = List extends { items: (infer Item)[] } ? Item : never

export type ProblemBody = Problem
export type Value = { amount: string; asset: string }
export type Page<Item> = { items: Item[]; next: string | null }

export type Me = Answer<'/api/me'>

export type Sessions = Answer<'/api/sessions'>
export type SessionCard = ItemOf<Sessions>
export type SessionKind = SessionCard['kind']
export type SessionDetail = Answer<'/api/sessions/{id}'>
export type Way = SessionDetail['ways'][number]
export type Review = SessionDetail['reviews'][number]
export type Booked = Answer<'/api/sessions/{id}/book', 'post', 201>

export type Booking = ItemOf<Answer<'/api/bookings'>>
export type CancelPreview = Answer<'/api/bookings/{id}/cancel-preview'>

export type FoundEducators = Answer<'/api/educators'>
export type EducatorCard = ItemOf<FoundEducators>
export type SavedSearch = ItemOf<Answer<'/api/me/saved-searches'>>
export type Wishes = Answer<'/api/me/wishes'>
export type Matches = Answer<'/api/me/matches'>
export type OwnStanding = Answer<'/api/educator/standing'>
export type Ranking = Answer<'/api/ranking'>
export type EducatorDetail = Answer<'/api/educators/{id}'>

export type Balance = Answer<'/api/user/credits/balance'>
export type Lot = Balance['lots'][number]
export type Transaction = ItemOf<Answer<'/api/user/credits/transactions'>>

export type Plans = Answer<'/api/plans'>
export type Plan = ItemOf<Plans>
export type Subscription = ItemOf<Answer<'/api/subscriptions'>>
export type PlanChange = Answer<'/api/subscriptions/{id}/change-preview'>
export type PlanLeaving = Answer<'/api/subscriptions/{id}/cancel-preview'>
export type PlanEconomics = Answer<'/api/plans/economics'>
export type Entitlements = Answer<'/api/entitlements'>
export type Order = Answer<'/api/orders/{id}'>
export type PaperCard = ItemOf<Answer<'/api/documents'>>
export type PaymentMethod = ItemOf<Answer<'/api/payment-methods'>>
export type Refill = NonNullable<Answer<'/api/user/refill'>['refill']>
export type BillingDetails = Answer<'/api/user/billing-details'>
export type Seller = Answer<'/api/seller'>

export type Notice = ItemOf<Answer<'/api/notices'>>
