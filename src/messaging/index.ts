/** What people are told: notices in the app, and e-mails. */

export * from './automations/index.ts'
export * from './campaigns/index.ts'
export * from './contacts/index.ts'
export { forgetTold } from './forgetting.ts'
export { followSmtpUrl, openHouseMail } from './house.ts'
export * from './inbox/index.ts'
export { type Invitation, invitedTo } from './invitations.ts'
export {
  CHANNELS,
  type Channel,
  GROUPS,
  type Group,
  KINDS,
  mayBeMuted,
  NOTICE_KINDS,
} from './kinds.ts'
export type { Letter } from './letters.ts'
export * from './links/index.ts'
export { type Mail, MailFault } from './mail.ts'
export * from './message.ts'
export {
  DELIVER,
  markRead,
  type Notice,
  noticesOf,
  notify,
  type Telling,
  unreadOf,
  writeTo,
} from './notices.ts'
export * from './otp/index.ts'
export { deliver, type Email, nextDelivery, openEmail, outbox, returnedOf } from './outbox.ts'
export * from './phones/index.ts'
export {
  choose,
  followUnsubscribe,
  type Preference,
  preferencesOf,
  readUnsubscribe,
  WISH_CHANNELS,
  type Wish,
} from './preferences.ts'
export * from './providers/index.ts'
export { type QuietHours, quietHoursOf, setQuietHours } from './quiet.ts'
export { askAddress, confirmAddress } from './reconfirming.ts'
export {
  nextReminder,
  planReminders,
  REMIND_HOURS,
  remindDue,
  withdrawReminders,
} from './reminders.ts'
export * from './retail/index.ts'
export { followReturns, forgetReturns, nextReturn } from './returning.ts'
export { nameOfCharacter, piecesOf, type Segments, segmentsOf, substituted } from './segments.ts'
export * from './sending/index.ts'
export * from './stock/index.ts'
export * from './templates/index.ts'
export type { NoticeKind, Told } from './told.ts'
export * from './wallets/index.ts'
export {
  announce,
  anybodyHears,
  type Delivery,
  deliveriesOf,
  forgetDeliveries,
  oneDelivery,
  ping,
  SEND_EVENTS,
  sendAgain,
} from './webhooks/deliveries.ts'
export { EVENT_KINDS, EVENTS, eventOf, eventSchema } from './webhooks/events.ts'
export {
  addReceiver,
  changeReceiver,
  changeSecret,
  oneReceiver,
  openWebhooks,
  type Receiver,
  receiversOf,
  removeReceiver,
  sealSecretsAnew,
  type Webhooks,
} from './webhooks/receivers.ts'
export { nextEvent, sendEvents } from './webhooks/sending.ts'
export { LANGUAGES, type Language, languageOf } from './wording.ts'
