import { Alert } from '@mantine/core'
import { Link } from 'react-router'
import type { RetailCatalogue } from '../../../../api/retail.ts'
import { Amount } from '../../../../components/Amount.tsx'
import styles from './retail.module.css'

export const packagePath = (id: string) => `/operate/messaging/packages/${id}`

/** What of the catalogue deserves a second look: inverted steps, and what is sold below cost. */
export function LadderWarning({ catalogue }: { catalogue: RetailCatalogue }) {
  const { inversions, unsure, items } = catalogue
  const losing = items.flatMap(({ id, withdrawn, versions }) => {
    const now = versions.find(({ state }) => state === 'now')
    return !withdrawn && now?.reckoned.profit.amount.startsWith('-') ? [{ id, now }] : []
  })
  if (inversions.length + unsure.length + losing.length === 0) return null
  return (
    <div className={styles.warnings}>
      {inversions.length > 0 && (
        <Alert
          color="attention"
          title={`The ladder is inverted in ${inversions.length === 1 ? 'one place' : `${inversions.length} places`}: buying smaller is cheaper`}
        >
          <ul className={styles.plain}>
            {inversions.map(({ offer, price, instead, cost }) => (
              <li key={`${offer.id} ${instead.map(({ offer: { id } }) => id).join()}`}>
                {instead.map((one) => `${one.times} × ${one.offer.name}`).join(' + ')} at{' '}
                <Amount value={cost} /> hold at least a{' '}
                <Link to={packagePath(offer.id)}>{offer.name}</Link> at <Amount value={price} />.
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {losing.length > 0 && (
        <Alert color="bad" title="Sold below cost">
          <ul className={styles.plain}>
            {losing.map(({ id, now }) => (
              <li key={id}>
                Each <Link to={packagePath(id)}>{now.name}</Link> loses{' '}
                <Amount
                  value={{ ...now.reckoned.profit, amount: now.reckoned.profit.amount.slice(1) }}
                />
                {now.salesCap !== null && `: sold ${now.sold} of ${now.salesCap} times`}.
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {unsure.length > 0 && (
        <Alert color="attention" title="Too many combinations to look at all">
          For {unsure.map(({ name }) => name).join(', ')} no cheaper combination was found, but not
          every one could be looked at.
        </Alert>
      )}
    </div>
  )
}
