import type { NoticeGroup } from '../api/telling.ts'

/** Groups of notices, as a person would call them. */
export const GROUP_WORDS: Record<NoticeGroup, [name: string, what: string]> = {
  security: ['Your account', 'Signing in, your address, invitations'],
  receipts: ['Payments and receipts', 'What you paid, what comes back, what you are owed'],
  bookings: ['Bookings', 'Confirmed, moved, cancelled, and what was found'],
  reminders: ['Reminders', 'A day and an hour before'],
  messages: ['Messages', 'When somebody writes to you'],
  money: ['Credits', 'Granted, refilled, running out'],
  plan: ['Your plan', 'What changes with it'],
  offers: ['Offers', 'Freed seats, saved searches'],
  teaching: ['Teaching', 'Requests, seats in your sessions, reviews'],
  earnings: ['Earnings', 'What you earned, and your tier'],
  work: ['Work', 'What colleagues and machines ask of you'],
}
