import type { Answer, ItemOf } from './types.ts'

/** Queues, packages and gifts, by the names that pages use. */

export type Place = ItemOf<Answer<'/api/waitlists'>>
export type PackageOffer = ItemOf<Answer<'/api/educators/{id}/packages'>>
export type PackageCard = ItemOf<Answer<'/api/packages'>>
export type PackageDetail = Answer<'/api/packages/{id}'>
export type BoughtPackage = Answer<'/api/packages', 'post', 201>
export type Gift = ItemOf<Answer<'/api/gifts'>>
export type GiftLetter = Answer<'/api/gifts/letters/{token}'>
export type ClaimedGift = Answer<'/api/gifts/letters/{token}/claim', 'post'>
export type BuyingFigures = Answer<'/api/buying/figures'>
