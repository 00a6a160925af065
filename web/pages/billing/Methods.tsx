import type { PaymentMethod } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import { capital } from '../../format/words.ts'
import styles from './billing.module.css'
import type { Billing } from './reading.ts'

/** What the person keeps with the provider to pay with. */
export function Methods({ methods: { items, trouble } }: { methods: Billing['methods'] }) {
  return (
    <Panel
      title="Payment methods"
      note="Cards are kept by the payment provider, not by us. Adding one charges nothing."
    >
      {trouble ? (
        <EmptyState title="Your cards cannot be shown just now">
          {trouble} Everything else on this page works; look again in a moment.
        </EmptyState>
      ) : items.length === 0 ? (
        <EmptyState title="No card is kept">
          With a card kept here plans renew, and credits can be refilled by themselves.
        </EmptyState>
      ) : (
        <ul className={styles.methods}>
          {items.map((method) => (
            <Method key={method.id} method={method} />
          ))}
        </ul>
      )}
      <div className={styles.row}>
        <DeedForm intent="add">
          <DeedButton>Add a card</DeedButton>
        </DeedForm>
        {items.length > 0 && (
          <DeedForm intent="portal">
            <DeedButton variant="subtle">Open the provider’s page</DeedButton>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}

function Method({ method }: { method: PaymentMethod }) {
  const { id, kind, last4, expires, renews } = method
  const name = `${capital(kind.replaceAll('_', ' '))} ending in ${last4}`
  return (
    <li>
      <span className={styles.method}>
        {name} {method.default && <Tag tone="accent">Default</Tag>}{' '}
        {renews && <Tag>Pays your plan</Tag>}
        {expires && (
          <>
            <br />
            <span className={styles.soft}>good until {expires}</span>
          </>
        )}
      </span>
      {!method.default && (
        <DeedForm intent="default">
          <input type="hidden" name="id" value={id} />
          <DeedButton size="xs" variant="outline" aria-label={`Make ${name} the default`}>
            Make default
          </DeedButton>
        </DeedForm>
      )}
      {!renews && (
        <DeedForm intent="forget">
          <input type="hidden" name="id" value={id} />
          <DeedButton size="xs" variant="subtle" aria-label={`Remove ${name}`}>
            Remove
          </DeedButton>
        </DeedForm>
      )}
    </li>
  )
}
