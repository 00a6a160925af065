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

/** Every notice in German, and what stands around it in an e-mail. */
export const german: Words<Told> = {
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

export const aroundGerman = {
  CREDIT: '{exact} {count, plural, one {Credit} other {Credits}}',
  TOKEN: '{exact} {count, plural, one {Token} other {Tokens}}',
  open: 'In Stoa öffnen',
  why: 'Du bekommst diese E-Mail, weil du ein Konto bei Stoa hast.',
  group:
    '{group, select, bookings {zu deinen Buchungen} reminders {zur Erinnerung} messages {zu Nachrichten} money {zu deinem Guthaben} plan {zu deinem Plan} offers {mit Angeboten} teaching {zu deinem Unterricht} earnings {zu deinen Einnahmen} work {zu deiner Arbeit} other {wie diese}}',
  unsubscribe: 'Keine E-Mails {group} mehr',
}
