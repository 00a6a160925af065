import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about the stock of message credits, by the names that pages use. */

export type CreditDashboard = Answer<'/api/messaging/dashboard'>
export type Inventory = Answer<'/api/messaging/stock'>
export type StockAlarm = Inventory['alarms'][number]
export type StockRules = Answer<'/api/messaging/stock/rules'>
export type Reordering = Answer<'/api/messaging/stock/reordering'>
export type ReorderRule = ItemOf<Reordering>
export type Returns = Answer<'/api/messaging/stock/returns'>
export type StockReturn = ItemOf<Returns>
export type Comparison = Answer<'/api/messaging/stock/comparison'>
export type TaxBack = Answer<'/api/messaging/stock/tax'>
export type Purchases = Answer<'/api/messaging/purchases'>
export type PurchaseCard = ItemOf<Purchases>
export type Purchase = Answer<'/api/messaging/purchases/{id}'>
