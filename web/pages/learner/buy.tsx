import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Answer, Balance } from '../../api/types.ts'
import { Amount } from '../../components/Amount.tsx'
import { DeedForm, useFieldError } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { countries } from '../../format/countries.ts'
import { isZero } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { checkout } from './checkout.ts'
import { PlacePanel } from './price/PlacePanel.tsx'
import { keepPlace } from './price/place.ts'
import styles from './price/price.module.css'
import { QuoteLines } from './price/QuoteLines.tsx'
import { type CreditQuote, quoted, useQuote } from './price/quote.ts'

type Offers = Answer<'/api/credits/offers'>
type Pack = Offers['packs'][number]

const FIRST = 50

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const [balance, offers, first] = await Promise.all([
    api.get<Balance>('/api/user/credits/balance'),
    api.get<Offers>('/api/credits/offers'),
    quoted(() => api.get<CreditQuote>('/api/credits/quote', { credits: FIRST })),
  ])
  return { balance, offers, first, countries: countries() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  if (text(form, 'intent') === 'place') return attempt('place', () => keepPlace(context, form))
  let url = ''
  const outcome = await attempt('buy', async () => {
    const [pack, currency, code] = ['pack', 'currency', 'code'].map((name) => text(form, name))
    url = await checkout(context, '/api/user/credits/purchase', text(form, 'key'), {
      ...(pack ? { pack } : { credits: Number(text(form, 'credits')) }),
      ...(currency ? { currency } : {}),
      ...(code ? { code } : {}),
    })
    return undefined
  })
  if ('ok' in outcome && outcome.ok) throw redirectDocument(url)
  return outcome
}

export const clientAction = keepOnFailure
export const meta = titled('Buy credits')

const AMOUNTS = [25, 50, 100, 200]

export default function Buy() {
  const { balance, offers, first, countries } = useLoaderData<typeof loader>()
  const [credits, setCredits] = useState<number>(FIRST)
  const [pack, setPack] = useState<Pack | null>(null)
  const [currency, setCurrency] = useState(offers.prices[0]?.price.asset ?? '')
  const [code, setCode] = useState('')
  const shop = offers.prices.find(({ price }) => price.asset === currency)
  const [least, most] = [Number(shop?.least.amount ?? 1), Number(shop?.most.amount ?? 1)]
  const sound = pack !== null || (Number.isInteger(credits) && credits >= least && credits <= most)
  const wish = {
    ...(pack ? { pack: pack.id } : { credits: String(sound ? credits : least) }),
    currency,
    ...(code.trim() ? { code: code.trim() } : {}),
  }
  const { quoted: now, busy } = useQuote(first, wish)
  const said = 'said' in now ? now.said : null
  const packs = offers.packs.filter(({ prices }) => prices.some(({ asset }) => asset === currency))
  const choose = (amount: number) => {
    setPack(null)
    setCredits(amount)
  }
  return (
    <div className={`${styles.narrow} stack-wide`}>
      <PageHead
        title="Buy credits"
        lead="Any amount you like, with no card fee. What you booked and cancel in time comes back to your wallet with the dates it had."
      />
      <Panel>
        <DeedForm intent="buy" className="stack">
          <fieldset className={styles.choices}>
            <legend className="visually-hidden">Common amounts</legend>
            {AMOUNTS.map((amount) => (
              <button
                key={amount}
                type="button"
                aria-pressed={pack === null && credits === amount}
                onClick={() => choose(amount)}
                className={styles.choice}
              >
                {amount}
              </button>
            ))}
          </fieldset>
          {packs.length > 0 && (
            <fieldset className={styles.choices}>
              <legend className="visually-hidden">Packs</legend>
              {packs.map((one) => (
                <PackChoice
                  key={one.id}
                  pack={one}
                  currency={currency}
                  chosen={pack?.id === one.id}
                  choose={setPack}
                />
              ))}
            </fieldset>
          )}
          {pack ? (
            <input type="hidden" name="pack" value={pack.id} />
          ) : (
            <CreditsField {...{ credits, least, most }} set={choose} />
          )}
          <div className={styles.pair}>
            {offers.prices.length > 1 ? (
              <NativeSelect
                name="currency"
                label="Pay in"
                value={currency}
                onChange={({ currentTarget }) => {
                  setCurrency(currentTarget.value)
                  setPack(null)
                }}
                data={offers.prices.map(({ price }) => price.asset)}
              />
            ) : (
              <input type="hidden" name="currency" value={currency} />
            )}
            <CodeField
              code={code}
              set={setCode}
              problem={'problem' in now ? now.problem.title : undefined}
              says={'problem' in now ? String(now.problem.facts?.why ?? '') : ''}
            />
          </div>
          {said && (
            <QuoteLines quote={said.quote}>
              <div>
                <dt>In your wallet</dt>
                <dd>
                  <Amount value={balance.available} /> now, <After {...{ balance, said }} /> after
                </dd>
              </div>
            </QuoteLines>
          )}
          <DeedButton size="lg" fullWidth disabled={!sound || !said || busy}>
            Pay&nbsp;
            {said && <Amount value={said.quote.total} />}
          </DeedButton>
          <p className="small soft">
            {said?.quote.taxDue === 'redemption' && !isZero(said.quote.tax)
              ? `${said.quote.taxName} is in it and falls due when you use the credits. `
              : ''}
            You choose how to pay on the next page.
          </p>
        </DeedForm>
      </Panel>
      <PlacePanel place={offers.place} countries={countries} />
    </div>
  )
}

/** What the wallet holds afterwards. Credits have two decimals everywhere. */
function After({ balance, said }: { balance: Balance; said: CreditQuote }) {
  const all = [balance.available, said.credits, said.bonus]
  const sum = all.reduce((total, { amount }) => total + Number(amount), 0)
  return <Amount value={{ amount: sum.toFixed(2), asset: 'CREDIT' }} />
}

function PackChoice({
  pack,
  currency,
  chosen,
  choose,
}: {
  pack: Pack
  currency: string
  chosen: boolean
  choose: (pack: Pack) => void
}) {
  const price = pack.prices.find(({ asset }) => asset === currency)
  const { locale } = useReader()
  const days = pack.bonusDays && new Intl.NumberFormat(locale).format(pack.bonusDays)
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => choose(pack)}
      className={styles.choice}
    >
      {pack.name}
      <small>
        <Amount value={pack.credits} />
        {!isZero(pack.bonus) && (
          <>
            {' '}
            and {Number(pack.bonus.amount)} extra{days ? ` for ${days} days` : ''}
          </>
        )}
      </small>
      {price && (
        <small>
          <Amount value={price} />
        </small>
      )}
    </button>
  )
}

function CodeField({
  code,
  set,
  problem,
  says,
}: {
  code: string
  set: (code: string) => void
  problem: string | undefined
  says: string
}) {
  return (
    <TextInput
      name="code"
      label="Code"
      placeholder="None"
      maxLength={64}
      value={code}
      onChange={({ currentTarget }) => set(currentTarget.value)}
      error={problem ? `${problem} ${says}`.trim() : undefined}
    />
  )
}

function CreditsField({
  credits,
  least,
  most,
  set,
}: {
  credits: number
  least: number
  most: number
  set: (value: number) => void
}) {
  return (
    <NumberInput
      name="credits"
      label="Credits"
      min={least}
      max={most}
      description={`From ${least} to ${most} at a time.`}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={credits}
      onChange={(next) => set(Number(next))}
      error={useFieldError('credits')}
      required
    />
  )
}
