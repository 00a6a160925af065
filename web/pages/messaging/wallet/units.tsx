import { Figure } from '../../../components/Amount.tsx'
import { useReader } from '../../../format/reader.tsx'

/** What message credits are called. */
export const ASSET_NAME: Record<string, string> = {
  SMS: 'SMS',
  WHATSAPP: 'WhatsApp',
  EMAIL: 'E-mail',
}
export const WAY_NAME: Record<string, string> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  email: 'E-mail',
}
export const CATEGORY_NAME: Record<string, string> = {
  authentication: 'One-time passwords',
  utility: 'Confirmations and reminders',
  service: 'Answers',
  marketing: 'Announcements and offers',
}

/** A count in the reader's notation. */
export const Units = ({ units, asset = 'SMS' }: { units: number; asset?: string }) => (
  <Figure value={{ amount: String(units), asset }} />
)

/** "12 days"; nothing is spent: a dash. */
export function Days({ days }: { days: number | null }) {
  const { locale } = useReader()
  if (days === null) return <>nothing is used</>
  if (days > 730) return <>over two years</>
  return <>{`${days.toLocaleString(locale)} ${days === 1 ? 'day' : 'days'}`}</>
}
