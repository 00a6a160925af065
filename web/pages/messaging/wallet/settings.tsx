import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type {
  MessageOffer,
  MessageOffers,
  WalletSetting,
  WalletSettings,
} from '../../../api/wallets.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { ASSET_NAME } from './units.tsx'
import styles from './wallet.module.css'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Settings of messages · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}`
  const [settings, offers] = await Promise.all([
    api.get<WalletSettings>(`${at}/message-wallet/settings`),
    api.get<MessageOffers>(`${at}/message-offers`),
  ])
  return { settings: settings.items, offers: offers.items.filter(({ kind }) => kind !== 'bundle') }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const at = `/api/organizations/${params.organizationId}/message-wallet/settings`
  const intent = text(form, 'intent')
  const [deed, asset] = intent.split(':')
  const number = (name: string) => (text(form, name) === '' ? null : Number(text(form, name)))
  return attempt(intent, async () => {
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
}

/** What an organization is warned of, and what is bought by itself. */
export default function SettingsPage() {
  const { settings, offers } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Settings"
        lead="When you hear that credits run low, and what is bought before they are used up. You are always warned 30, 7 and 1 days before credits run out."
      />
      <MessagingNav />
      <div className="stack-wide">
        {settings.map((setting) => (
          <Panel key={setting.asset} title={ASSET_NAME[setting.asset]}>
            <div className="stack">
              <Warning setting={setting} />
              <Refill setting={setting} offers={offers} />
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

function Refill({ setting, offers }: { setting: WalletSetting; offers: MessageOffer[] }) {
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
          A card that you keep is charged. Where there is none, or your bank has to ask (in rupees
          above 15,000), an order waits for you to pay it.
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
