import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about being told: preferences, e-mails, receivers of events. */
export type Preferences = Answer<'/api/me/notices'>
export type Night = Answer<'/api/me/quiet-hours'>
export type Phone = Answer<'/api/me/phone'>
export type Verdict = Answer<'/api/me/phone/confirm', 'post'>
export type NoticeGroup = ItemOf<Preferences>['group']
export type UnsubscribeLink = Answer<'/api/unsubscribe/{token}/about'>
export type LetterWhole = Answer<'/api/outbox/{id}'>
export type Events = Answer<'/api/events'>
export type Receivers = Answer<'/api/event-receivers'>
export type Receiver = ItemOf<Receivers>
export type ReceiverMade = Answer<'/api/event-receivers', 'post', 201>
export type Delivery = ItemOf<Answer<'/api/event-receivers/{id}/deliveries'>>
export type DeliveryWhole = Answer<'/api/event-receivers/{id}/deliveries/{delivery}'>
export type HouseTexts = Answer<'/api/messaging/house-texts'>
