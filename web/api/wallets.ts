import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers about wallets of message credits, by the names that pages use. */

export type MessageWallet = Answer<'/api/organizations/{organizationId}/message-wallet'>
export type WalletBalance = MessageWallet['balances'][number]
export type MessageAsset = WalletBalance['asset']
export type WalletStatement = Answer<'/api/organizations/{organizationId}/message-wallet/statement'>
export type MessagePurchases =
  Answer<'/api/organizations/{organizationId}/message-wallet/purchases'>
export type MessagePurchase = ItemOf<MessagePurchases>
export type MessageOffers = Answer<'/api/organizations/{organizationId}/message-offers'>
export type MessageOffer = ItemOf<MessageOffers>
export type WalletSettings = Answer<'/api/organizations/{organizationId}/message-wallet/settings'>
export type OrganizationMethods = Answer<'/api/organizations/{organizationId}/payment-methods'>
export type WalletSetting = ItemOf<WalletSettings>
export type MessageUsage = Answer<'/api/message-usage'>
export type MessageConsumers = Answer<'/api/message-usage/consumers'>
export type WalletList = Answer<'/api/message-wallets'>
export type WalletDeeds = Answer<'/api/message-wallets/{organizationId}/deeds'>
export type Bonus = WalletDeeds['bonuses'][number]
