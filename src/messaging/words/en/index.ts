import type { Told, Words } from '../../told.ts'
import { ofApplying } from './applying.ts'
import { ofBookings } from './bookings.ts'
import { ofBuying } from './buying.ts'
import { ofCampaigns } from './campaigns.ts'
import { ofCases } from './cases.ts'
import { ofInbox } from './inbox.ts'
import { ofJoining } from './joining.ts'
import { ofMoney } from './money.ts'
import { ofPeople } from './people.ts'
import { ofPlans } from './plans.ts'
import { ofQuality } from './quality.ts'
import { ofSending } from './sending.ts'
import { ofSharing } from './sharing.ts'
import { ofStock } from './stock.ts'
import { ofEarnings, ofTeaching } from './teaching.ts'
import { ofVerdicts } from './verdicts.ts'
import { ofVoices } from './voices.ts'
import { ofWallets } from './wallets.ts'
import { ofWork } from './work.ts'

/** Every notice in English, and what stands around it in an e-mail. */
export const english: Words<Told> = {
  ...ofPeople,
  ...ofMoney,
  ...ofPlans,
  ...ofBookings,
  ...ofBuying,
  ...ofTeaching,
  ...ofSharing,
  ...ofVerdicts,
  ...ofQuality,
  ...ofVoices,
  ...ofEarnings,
  ...ofApplying,
  ...ofJoining,
  ...ofCases,
  ...ofCampaigns,
  ...ofSending,
  ...ofStock,
  ...ofWallets,
  ...ofInbox,
  ...ofWork,
}

export const aroundEnglish = {
  CREDIT: '{exact} {count, plural, one {credit} other {credits}}',
  TOKEN: '{exact} {count, plural, one {token} other {tokens}}',
  open: 'Open in Stoa',
  why: 'You get this e-mail because you have an account with Stoa.',
  group:
    '{group, select, bookings {about your bookings} reminders {that remind you} messages {about messages} money {about your credits} plan {about your plan} offers {with offers} teaching {about your teaching} earnings {about your earnings} work {about your work} other {like this}}',
  unsubscribe: 'No more e-mails {group}',
}
