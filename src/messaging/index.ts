/** What people are told: notices in the app, and e-mails. */
export { type Letter, type Mail, openMail } from './mail.ts'
export { DELIVER, markRead, type Notice, noticesOf, notify, unreadOf, writeTo } from './notices.ts'
export { deliver, type Email, outbox } from './outbox.ts'
export { NOTICE_KINDS, type NoticeKind, type Told } from './texts.ts'
