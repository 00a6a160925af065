import type { Instant as Offer } from '../../../api/teaching.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'

/** What is available, at once and for a fee, where the educator's tier opens it. */
export function AtOnce({ offers }: { offers: Offer['items'] }) {
  return (
    <Panel
      title="Your money at once"
      note="Your tier opens it. What is available now is sent within minutes; the fee is taken from it."
    >
      {offers.length === 0 ? (
        <p className="soft">Nothing is available that is worth more than the fee.</p>
      ) : (
        <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {offers.map(({ amount, fee, net }) => (
            <li key={amount.asset}>
              <DeedForm intent={`at-once:${amount.asset}`} className="stack">
                <p>
                  <Amount value={amount} /> available, <Amount value={fee} /> fee: you get{' '}
                  <strong>
                    <Amount value={net} />
                  </strong>
                  .
                </p>
                <div>
                  <DeedButton variant="outline">
                    <span>
                      Send <Amount value={net} /> now
                    </span>
                  </DeedButton>
                </div>
              </DeedForm>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
