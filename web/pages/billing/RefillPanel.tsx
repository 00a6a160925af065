import { Alert } from '@mantine/core'
import type { Refill } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { Panel } from '../../components/Panel.tsx'
import styles from './billing.module.css'

const HELD_BACK: Record<string, string> = {
  refill_month_full: 'it has bought as much this month as you allow',
  purchase_cap_reached: 'no more can be bought today',
  wallet_cap_reached: 'your wallet holds as much as it can',
}

/** Credits that are bought by themselves when they run low. */
export function RefillPanel({ refill, canSet }: { refill: Refill | null; canSet: boolean }) {
  const on = refill?.on ?? false
  return (
    <Panel
      title="Automatic refill"
      note="When your credits fall below what you say, more are bought with your default card."
    >
      {refill && <Standing refill={refill} />}
      {!canSet && !on ? (
        <p className={styles.soft}>Add a card first; then it can be switched on here.</p>
      ) : (
        <DeedForm intent="refill" className="stack">
          <div className={styles.three}>
            <Credits name="below" label="Below" value={refill?.below.amount ?? '10'} />
            <Credits name="buy" label="Buy" value={refill?.buy.amount ?? '50'} />
            <Credits name="most" label="At most a month" value={refill?.most.amount ?? '100'} />
          </div>
          <div>
            <DeedButton variant={on ? 'outline' : 'filled'}>
              {on ? 'Change it' : 'Switch it on'}
            </DeedButton>
          </div>
        </DeedForm>
      )}
      {on && (
        <div className={styles.row}>
          <DeedForm intent="refill-off">
            <DeedButton variant="subtle">Switch it off</DeedButton>
          </DeedForm>
        </div>
      )}
    </Panel>
  )
}

function Standing({ refill }: { refill: Refill }) {
  if (refill.offBecause === 'failures' || refill.offBecause === 'no_method')
    return (
      <Alert color="attention" variant="light" mb="md" title="It is switched off">
        {refill.offBecause === 'failures'
          ? 'Your card was declined three times in a row. Add another one and switch it on again.'
          : 'There was no card left to charge. Add one and switch it on again.'}
      </Alert>
    )
  if (!refill.on) return <p className={styles.soft}>It is switched off.</p>
  return (
    <p className={styles.standing}>
      It is on. This month it has bought <Amount value={refill.bought} />.{' '}
      {refill.failures > 0 && refill.nextTryAt && (
        <>
          The last charge was refused; it is tried again on <Instant at={refill.nextTryAt} />.
        </>
      )}
      {refill.heldBack && (
        <>It waits now: {HELD_BACK[refill.heldBack] ?? 'something stands against it'}.</>
      )}
    </p>
  )
}

function Credits({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <TextField
      name={name}
      label={label}
      defaultValue={String(Number(value))}
      inputMode="numeric"
      pattern="[1-9][0-9]{0,5}"
      title="Whole credits"
      rightSectionWidth={60}
      rightSection={<span className={styles.soft}>credits</span>}
      required
    />
  )
}
