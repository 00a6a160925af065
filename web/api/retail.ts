import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers of prices of message credits and what is on sale, by the names that pages use. */

export type RetailTerms = ItemOf<Answer<'/api/message-retail/terms'>>
export type RetailCatalogue = Answer<'/api/message-retail/offers'>
export type CatalogueItem = RetailCatalogue['items'][number]
export type OfferVersion = CatalogueItem['versions'][number]
export type RetailPromotion = ItemOf<Answer<'/api/message-retail/promotions'>>
export type RetailBundle = ItemOf<Answer<'/api/message-retail/bundles'>>
export type SalesReport = Answer<'/api/message-retail/sales'>
