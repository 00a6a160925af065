import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Balance } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm, useFieldError } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import styles from './buy.module.css'
import { checkout } from './checkout.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  return { balance: await context.get(apiOf).get<Balance>('/api/user/credits/balance') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  let url = ''
  const outcome = await attempt('buy', async () => {
    url = await checkout(context, '/api/user/credits/purchase', text(form, 'key'), {
      credits: Number(text(form, 'credits')),
    })
    return undefined
  })
  if ('ok' in outcome && outcome.ok) throw redirectDocument(url)
  return outcome
}

export const clientAction = keepOnFailure
export const meta = titled('Buy credits')

const PACKS = [25, 50, 100, 200]
const hundredths = (credits: number) => credits.toFixed(2)

export default function Buy() {
  const { balance } = useLoaderData<typeof loader>()
  const [credits, set] = useState<number>(50)
  const sound = Number.isInteger(credits) && credits >= 5 && credits <= 500
  const price = { amount: hundredths(sound ? credits : 0), asset: 'USD' }
  const after = {
    amount: hundredths(Number(balance.available.amount) + (sound ? credits : 0)),
    asset: 'CREDIT',
  }
  return (
    <div className={styles.narrow}>
      <PageHead
        title="Buy credits"
        lead="One credit costs one dollar, with nothing added. Any amount you like."
      />
      <Panel>
        <DeedForm intent="buy" className="stack">
          <fieldset className={styles.packs}>
            <legend className="visually-hidden">Common amounts</legend>
            {PACKS.map((pack) => (
              <button
                key={pack}
                type="button"
                aria-pressed={credits === pack}
                onClick={() => set(pack)}
                className={styles.pack}
              >
                {pack}
              </button>
            ))}
          </fieldset>
          <CreditsField value={credits} set={set} />
          <dl className={styles.sum} aria-live="polite">
            <div>
              <dt>You pay</dt>
              <dd>
                <Amount value={price} />
              </dd>
            </div>
            <div>
              <dt>Card fee</dt>
              <dd>none for you</dd>
            </div>
            <div>
              <dt>In your wallet</dt>
              <dd>
                <Amount value={balance.available} /> now, <Amount value={after} /> after
              </dd>
            </div>
          </dl>
          <DeedButton size="lg" fullWidth disabled={!sound}>
            Pay&nbsp;
            <Amount value={price} />
          </DeedButton>
          <p className="small soft">
            You choose how to pay on the next page. What you booked and cancel in time comes back to
            your wallet with the dates it had.
          </p>
        </DeedForm>
      </Panel>
    </div>
  )
}

function CreditsField({ value, set }: { value: number; set: (value: number) => void }) {
  return (
    <NumberInput
      name="credits"
      label="Credits"
      min={5}
      max={500}
      description="From 5 to 500 at a time."
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={value}
      onChange={(next) => set(Number(next))}
      error={useFieldError('credits')}
      required
    />
  )
}
