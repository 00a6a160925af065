import { useParams } from 'react-router'
import { SubNav } from '../../components/SubNav.tsx'

const PAGES = [
  { at: 'wallet', label: 'Wallet' },
  { at: 'buy', label: 'Buy' },
  { at: 'contacts', label: 'Contacts' },
  { at: 'templates', label: 'Templates' },
  { at: 'campaigns', label: 'Campaigns' },
  { at: 'automations', label: 'Automations' },
  { at: 'inbox', label: 'Inbox' },
  { at: 'codes', label: 'Codes' },
  { at: 'log', label: 'Messages' },
  { at: 'usage', label: 'Usage' },
  { at: 'settings', label: 'Settings' },
  { at: 'keys', label: 'API keys' },
]

/** Everything about an organization's messages, under its own address. */
export function MessagingNav() {
  const { organizationId } = useParams()
  const to = (at: string) => `/institution/${organizationId}/messaging/${at}`
  return <SubNav label="Messages" pages={PAGES.map(({ at, label }) => ({ to: to(at), label }))} />
}
