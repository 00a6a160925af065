import type { OrganizationMethods } from '../../../api/wallets.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { capital } from '../../../format/words.ts'
import styles from '../../billing/billing.module.css'

export type Kept = OrganizationMethods & {
  /** `hidden`: of those who pay only; else what the provider said instead of the list. */
  trouble: string | null
}

/** What an organization keeps with the payment provider, to be charged for what is bought by itself. */
export function KeptMethods({ methods: { kept, items, trouble } }: { methods: Kept }) {
  return (
    <Panel
      title="What is charged"
      note={
        kept
          ? 'Cards are kept by the payment provider, not by us. Adding one charges nothing.'
          : undefined
      }
    >
      {trouble === 'hidden' ? (
        <EmptyState title="For those who see to the money">
          Owners, admins and whoever does the billing see what is kept, and change it.
        </EmptyState>
      ) : trouble ? (
        <EmptyState title="Your cards cannot be shown just now">
          {trouble} Everything else on this page works; look again in a moment.
        </EmptyState>
      ) : !kept ? (
        <EmptyState title="Nothing is charged by itself here">
          The payment provider of this house keeps no cards. Whenever credits fall below your limit
          an order is made, and you are told: it is paid on its page within a week.
        </EmptyState>
      ) : (
        <>
          {items.length === 0 ? (
            <EmptyState title="No card is kept">
              With one kept here credits are bought without you. Without one an order waits to be
              paid, and you are told.
            </EmptyState>
          ) : (
            <ul className={styles.methods}>
              {items.map((method) => (
                <Method key={method.id} method={method} />
              ))}
            </ul>
          )}
          <DeedForm intent="card:add" className={styles.row}>
            <DeedButton variant={items.length > 0 ? 'outline' : 'filled'}>
              {items.length > 0 ? 'Add another card' : 'Add a card'}
            </DeedButton>
          </DeedForm>
        </>
      )}
    </Panel>
  )
}

function Method({ method }: { method: Kept['items'][number] }) {
  const { id, kind, last4, expires } = method
  const name = `${capital(kind.replaceAll('_', ' '))} ending in ${last4}`
  return (
    <li>
      <span className={styles.method}>
        {name} {method.default && <Tag tone="accent">Charged</Tag>}
        {expires && (
          <>
            <br />
            <span className={styles.soft}>good until {expires}</span>
          </>
        )}
      </span>
      {!method.default && (
        <DeedForm intent={`card:default:${id}`}>
          <DeedButton size="xs" variant="outline" aria-label={`Charge this one: ${name}`}>
            Charge this one
          </DeedButton>
        </DeedForm>
      )}
      <DeedForm intent={`card:remove:${id}`}>
        <DeedButton size="xs" variant="subtle" aria-label={`Remove ${name}`}>
          Remove
        </DeedButton>
      </DeedForm>
    </li>
  )
}
