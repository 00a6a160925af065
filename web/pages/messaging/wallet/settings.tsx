import { Alert } from '@mantine/core'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirectDocument,
  useLoaderData,
} from 'react-router'
import { type Api, ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import type {
  MessageOffer,
  MessageOffers,
  OrganizationMethods,
  WalletSetting,
  WalletSettings,
} from '../../../api/wallets.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { type Kept, KeptMethods } from './KeptMethods.tsx'
import { ASSET_NAME } from './units.tsx'
import styles from './wallet.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Settings of messages · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}`
  const [settings, offers, methods] = await Promise.all([
    api.get<WalletSettings>(`${at}/message-wallet/settings`),
    api.get<MessageOffers>(`${at}/message-offers`),
    methodsNow(api, `${at}/payment-methods`),
  ])
  return {
    settings: settings.items,
    offers: offers.items.filter(({ kind }) => kind !== 'bundle'),
    methods,
    added: new URL(request.url).searchParams.get('added') === 'yes',
  }
}

/** They come from the provider: where it does not answer, or to whom they are not shown, the rest still is. */
async function methodsNow(api: Api, at: string): Promise<Kept> {
  try {
    return { ...(await api.get<OrganizationMethods>(at)), trouble: null }
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    const { code, title } = error.data
    if (code !== 'not_allowed' && !code.startsWith('payment_')) throw error
    return { kept: true, items: [], trouble: code === 'not_allowed' ? 'hidden' : title }
  }
}

/** Adds, chooses or removes a card; answers the provider's page where one is to be opened. */
async function card(api: Api, at: string, intent: string): Promise<{ url?: string; said: string }> {
  const [, deed, id] = intent.split(':')
  if (deed === 'add') return { ...(await api.post<{ url: string }>(at)), said: '' }
  if (deed === 'default') {
    await api.post(`${at}/${id}/default`)
    return { said: 'This one is charged from now on.' }
  }
  await api.delete(`${at}/${id}`)
  return { said: 'It is taken away.' }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const at = `/api/organizations/${params.organizationId}/message-wallet/settings`
  const intent = text(form, 'intent')
  const [deed, asset] = intent.split(':')
  const number = (name: string) => (text(form, name) === '' ? null : Number(text(form, name)))
  let url: string | undefined
  const outcome = await attempt(intent, async () => {
    if (deed === 'card') {
      const at = `/api/organizations/${params.organizationId}/payment-methods`
      const done = await card(api, at, intent)
      url = done.url
      return { said: done.said }
    }
    if (deed === 'warn') {
      const warning = { below: number('below'), days: number('days') }
      await api.put(`${at}/warnings/${asset}`, warning)
      return { said: 'You are warned so from now on.' }
    }
    if (deed === 'end') {
      await api.delete(`${at}/refills/${asset}`)
      return { said: 'Nothing is bought by itself any more.' }
    }
    await api.put(`${at}/refills/${asset}`, {
      below: number('below'),
      offer: text(form, 'offer'),
      quantity: number('quantity') ?? 1,
      most: { amount: Number(text(form, 'most')).toFixed(2), asset: text(form, 'currency') },
    })
    return { said: 'It is bought by itself from now on.' }
  })
  if (url) throw redirectDocument(url)
  return outcome
}

/** What an organization is warned of, and what is bought by itself. */
export default function SettingsPage() {
  const { settings, offers, methods, added } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Settings"
        lead="When you hear that credits run low, and what is bought before they are used up. You are always warned 30, 7 and 1 days before credits run out."
      />
      <MessagingNav />
      <div className="stack-wide">
        {added && (
          <Alert color="good" variant="light" title="The card is kept" role="status">
            What is bought by itself is charged to the one that is marked.
          </Alert>
        )}
        <KeptMethods methods={methods} />
        {settings.map((setting) => (
          <Panel key={setting.asset} title={ASSET_NAME[setting.asset]}>
            <div className="stack">
              <Warning setting={setting} />
              <Refill
                setting={setting}
                offers={offers}
                charges={methods.items.length > 0 || methods.trouble !== null}
              />
            </div>
          </Panel>
        ))}
      </div>
    </>
  )
}

function Warning({ setting: { asset, below, days } }: { setting: WalletSetting }) {
  return (
    <DeedForm intent={`warn:${asset}`} className="stack">
      <h3>Warn me</h3>
      <div className={styles.fields}>
        <TextField
          name="below"
          label="Below so many"
          type="number"
          min={1}
          defaultValue={below ?? ''}
        />
        <TextField
          name="days"
          label="Or so many days ahead"
          type="number"
          min={1}
          max={90}
          defaultValue={days ?? ''}
        />
        <DeedButton variant="outline" aria-label={`Set the warnings of ${ASSET_NAME[asset]}`}>
          Set
        </DeedButton>
      </div>
    </DeedForm>
  )
}

const WHY_OFF: Record<string, string> = {
  owner: 'switched off',
  failures: 'off: it failed three times',
  no_method: 'off: nothing is kept that could be charged',
  not_on_sale: 'off: not on sale any more',
}

type RefillProps = { setting: WalletSetting; offers: MessageOffer[]; charges: boolean }

function Refill({ setting, offers, charges }: RefillProps) {
  const { asset, refill } = setting
  const brings = offers.filter(({ parts }) =>
    parts.some(({ quantity }) => quantity.asset === asset),
  )
  const currency = brings[0]?.price.asset ?? 'INR'
  return (
    <>
      <DeedForm intent={`refill:${asset}`} className="stack">
        <h3>
          Buy by itself{' '}
          {refill && (
            <Tag tone={refill.on ? 'good' : 'plain'}>
              {refill.on ? 'on' : (WHY_OFF[refill.offBecause ?? 'owner'] ?? 'off')}
            </Tag>
          )}
        </h3>
        {refill?.waiting && <p>An order waits to be paid: it is on the page of the wallet.</p>}
        {refill?.on && refill.nextTryAt && (
          <p>
            The last payment came to nothing. It is tried again <Instant at={refill.nextTryAt} />.
            Its order can be paid on the page of the wallet.
          </p>
        )}
        {refill?.heldBack && (
          <p>
            Low, and not bought: what you allow in a month is used up, or not enough can be sold
            now.
          </p>
        )}
        <input type="hidden" name="currency" value={currency} />
        <div className={styles.fields}>
          <TextField
            name="below"
            label="Below so many"
            type="number"
            min={1}
            required
            defaultValue={refill?.below ?? ''}
          />
          <SelectField
            name="offer"
            label="Buy"
            defaultValue={refill?.offer ?? ''}
            data={brings.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            name="quantity"
            label="So often"
            type="number"
            min={1}
            max={100}
            defaultValue={refill?.quantity ?? 1}
          />
          <TextField
            name="most"
            label={`At most a month, ${currency}`}
            type="number"
            min={1}
            step="0.01"
            required
            defaultValue={refill ? refill.most.amount : ''}
          />
          <DeedButton
            aria-label={`${refill?.on ? 'Change' : 'Switch on'}: ${ASSET_NAME[asset]} bought by itself`}
          >
            {refill?.on ? 'Change' : 'Switch on'}
          </DeedButton>
        </div>
        {refill && (
          <p>
            Bought so this month: <Amount value={refill.bought} />.
          </p>
        )}
        <p>
          {charges ? 'The card that you keep is charged.' : 'An order waits for you to pay it.'}{' '}
          {charges &&
            'Where your bank has to ask (in rupees above 15,000) or declines, an order waits for you to pay it.'}
        </p>
      </DeedForm>
      {refill?.on && (
        <DeedForm intent={`end:${asset}`}>
          <DeedButton
            variant="outline"
            aria-label={`Switch off: ${ASSET_NAME[asset]} bought by itself`}
          >
            Switch off
          </DeedButton>
        </DeedForm>
      )}
    </>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
