import { Alert } from '@mantine/core'
import type { Phone, Preferences } from '../../api/telling.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { CodeField, DeedButton, SelectField, TextField } from '../../components/fields.tsx'
import { Panel } from '../../components/Panel.tsx'
import { GROUP_WORDS } from '../../format/groups.ts'
import styles from './telling.module.css'

const WAY_WORDS = { sms: 'SMS', whatsapp: 'WhatsApp' } as const

/** One's phone number: adding it, saying the code that came, what goes there, taking it away. */
export function PhonePanel({ phone, items }: { phone: Phone; items: Preferences['items'] }) {
  const { phone: own, asked, ways } = phone
  return (
    <Panel
      title="Your phone"
      note="What cannot wait until you look into your letters: a session that starts soon, is called off or moved, a payout that came back. It costs you nothing."
    >
      <div className="stack">
        {own && <Confirmed own={own} phone={phone} items={items} />}
        {asked && <Asked asked={asked} />}
        {ways.length === 0 && !own && (
          <p className="soft">
            Nothing can go to phones from here at the moment. E-mails reach you as before.
          </p>
        )}
        {ways.length > 0 && !own && !asked && <Adding ways={ways} />}
        {ways.length > 0 && own && !asked && (
          <details>
            <summary>Another number</summary>
            <Adding ways={ways} />
          </details>
        )}
        {(own || asked) && (
          <DeedForm intent="phone-remove">
            <DeedButton variant="subtle" color="bad">
              {own ? 'Take the number away' : 'Forget this number'}
            </DeedButton>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}

function Adding({ ways }: Pick<Phone, 'ways'>) {
  return (
    <DeedForm intent="phone-add" className="stack">
      <div className="row">
        <TextField
          name="number"
          type="tel"
          label="Phone number"
          description="With the code of its country, as +91 98123 45678"
          autoComplete="tel"
          required
        />
        <SelectField
          name="way"
          label="Code by"
          description="It is valid for a few minutes"
          data={ways.map((way) => ({ value: way, label: WAY_WORDS[way] }))}
        />
      </div>
      <div>
        <DeedButton variant="outline">Send me a code</DeedButton>
      </div>
    </DeedForm>
  )
}

function Asked({ asked }: { asked: NonNullable<Phone['asked']> }) {
  const { number, way } = asked
  return (
    <>
      <DeedForm intent="phone-confirm" className="stack">
        <CodeField label={`The code that came to ${number} by ${WAY_WORDS[way]}`} />
        <div>
          <DeedButton>Confirm the number</DeedButton>
        </div>
      </DeedForm>
      <DeedForm intent="phone-add">
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="way" value={way} />
        <DeedButton variant="subtle">Send another code</DeedButton>
      </DeedForm>
    </>
  )
}

function Confirmed({
  own,
  phone,
  items,
}: {
  own: NonNullable<Phone['phone']>
  phone: Phone
  items: Preferences['items']
}) {
  const groups = items.filter(({ texts }) => texts)
  // A way that is closed for now stays with whoever has chosen it.
  const offered = (chosen: string | null) =>
    (['sms', 'whatsapp'] as const).filter((way) => phone.ways.includes(way) || way === chosen)
  return (
    <>
      <p>
        <strong>{own.number}</strong> is confirmed.
      </p>
      {own.stopped.map((way) => (
        <Alert
          key={way}
          color="attention"
          variant="light"
          title={`Nothing goes there by ${WAY_WORDS[way]}`}
        >
          You answered STOP, or a message could not be delivered. E-mails say it instead. Send START
          to the number that wrote to you to get messages there again.
        </Alert>
      ))}
      <DeedForm intent="phone-wishes" className="stack">
        {groups.map(({ group, phone: chosen }) => (
          <div key={group} className={styles.wish}>
            <span>
              {GROUP_WORDS[group][0]}
              <span className={styles.what}>{TEXTED[group]}</span>
            </span>
            <SelectField
              name={`phone ${group}`}
              aria-label={`${GROUP_WORDS[group][0]} on your phone`}
              defaultValue={chosen ?? ''}
              data={[
                { value: '', label: 'Not on my phone' },
                ...offered(chosen).map((way) => ({ value: way, label: WAY_WORDS[way] })),
              ]}
            />
          </div>
        ))}
        <p className="soft small">
          E-mails go out as chosen above. Where a message cannot get to your phone, an e-mail says
          it in any case. In your quiet hours only what begins or ends within twelve hours comes.
        </p>
        <div>
          <DeedButton>Save what comes to my phone</DeedButton>
        </div>
      </DeedForm>
    </>
  )
}

/** What of a group goes there. */
const TEXTED: Partial<Record<Preferences['items'][number]['group'], string>> = {
  security: 'When payments from your account are stopped',
  receipts: 'A payout or a payment that did not go through',
  bookings: 'Called off, moved, or with somebody else',
  reminders: 'An hour before',
  offers: 'A seat that is kept for you for a while',
  teaching: 'Called off, moved, cancelled by a learner',
  work: 'A problem in a room that goes on now',
}
