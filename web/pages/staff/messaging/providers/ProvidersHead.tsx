import type { ReactNode } from 'react'
import { PageHead } from '../../../../components/PageHead.tsx'
import { SubNav } from '../../../../components/SubNav.tsx'

/** The title of a page about who carries messages, and the way to the others. */
export function ProvidersHead({ title, lead }: { title: string; lead: ReactNode }) {
  return (
    <>
      <PageHead title={title} lead={lead} />
      <SubNav
        label="Providers of messages"
        pages={[
          { to: '/operate/messaging/providers', label: 'Providers', end: true },
          { to: '/operate/messaging/providers/codes', label: 'Error codes' },
          { to: '/operate/messaging/providers/notices', label: 'Notices' },
          { to: '/operate/messaging/providers/sandbox', label: 'Sandbox outbox' },
        ]}
      />
    </>
  )
}
