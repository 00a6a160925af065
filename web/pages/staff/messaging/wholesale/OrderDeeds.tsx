import { Alert } from '@mantine/core'
import type { Purchase, StockRules } from '../../../../api/stock.ts'
import { Amount } from '../../../../components/Amount.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../../../components/fields.tsx'
import { Panel } from '../../../../components/Panel.tsx'
import { useReader } from '../../../../format/reader.tsx'
import { ASSET_NAME } from '../stock-words.tsx'
import { OrderFields } from './OrderFields.tsx'
import { draftsOf } from './order-words.ts'
import styles from './wholesale.module.css'

type Given = { order: Purchase }

/** The next step of an order, and the way out of it. */
export function Deeds({ order }: Given) {
  const { step, mine, needsAnother, total } = order
  const nothing = Number(order.paid.amount) === 0 && Number(order.received.amount) === 0
  const notAlone = step === 'submitted' && mine && needsAnother
  const ended = step === 'received' || step === 'cancelled'
  if (ended) return null
  return (
    <Panel title={step === 'partly_received' || step === 'paid' ? 'End it early' : 'Next'}>
      <div className="stack">
        {notAlone && (
          <Alert color="attention" variant="light" title="Somebody else approves it">
            It is larger than what one person may buy alone. Finance was told.
          </Alert>
        )}
        {step === 'approved' && (
          <p>
            It is approved: order it from the provider for <Amount value={total} />, tax included.
            Then say here what was paid and what arrived.
          </p>
        )}
        <div className="row">
          {step === 'draft' && (
            <DeedForm intent="submit">
              <DeedButton>Ask for approval</DeedButton>
            </DeedForm>
          )}
          {step === 'submitted' && !notAlone && (
            <DeedForm intent="approve">
              <DeedButton>
                Approve <Amount value={total} />
              </DeedButton>
            </DeedForm>
          )}
          {step === 'submitted' && (
            <DeedForm intent="withdraw">
              <DeedButton variant="outline">Make it a draft again</DeedButton>
            </DeedForm>
          )}
        </div>
        <details>
          <summary>
            {nothing ? 'It is not bought after all' : 'Nothing more of it will arrive'}
          </summary>
          <DeedForm intent={nothing ? 'cancel' : 'close'} className="stack">
            <LongField name="reason" label="Why" required minLength={3} maxLength={500} />
            <div>
              <DeedButton variant="outline" color="bad">
                {nothing ? 'Cancel the order' : 'End it with what is here'}
              </DeedButton>
            </div>
          </DeedForm>
        </details>
      </div>
    </Panel>
  )
}

/** A draft is written anew as a whole. */
export function WriteAnew({ order, stock }: Given & { stock: StockRules }) {
  return (
    <Panel title="What it buys">
      <DeedForm intent="write" className="stack" key={JSON.stringify(order.lines)}>
        <OrderFields
          stock={stock}
          given={{ ...order, provider: order.provider.id }}
          lines={draftsOf(order)}
        />
        <div>
          <DeedButton variant="outline">Keep the changes</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

/** What has arrived of a line; the provider is asked what it has. */
export function Receive({ order: { lines, provider } }: Given) {
  const { locale } = useReader()
  const open = lines.filter(({ quantity, received }) => Number(quantity) > Number(received.amount))
  const rest = (line: Purchase['lines'][number]) =>
    Number(line.quantity) - Number(line.received.amount)
  const [first] = open
  if (!first) return null
  return (
    <Panel
      title="Say what has arrived"
      note={`${provider.name} is asked what it has, where it can be asked, and that is held against our books.`}
    >
      <DeedForm intent="receive" className="stack" key={`${first.line} ${rest(first)}`}>
        <div className="row">
          <SelectField
            name="line"
            label="Line"
            data={open.map((line) => ({
              value: String(line.line),
              label: `${ASSET_NAME[line.asset]}, ${rest(line).toLocaleString(locale)} open`,
            }))}
          />
          <TextField
            name="quantity"
            label="How many"
            inputMode="numeric"
            required
            defaultValue={rest(first)}
          />
          <TextField name="expiresOn" type="date" label="Last day, where it is another" />
        </div>
        <TextField
          name="note"
          label="Why it counts, where the provider’s balance says otherwise"
          maxLength={500}
        />
        <div>
          <DeedButton>Take it into stock</DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

/** Money that left the bank for it, before or after it is here; or came back. */
export function Pay({ order }: Given) {
  const { total, paid, received, step } = order
  const whole = Number(step === 'received' ? received.amount : total.amount)
  const open = whole - Number(paid.amount)
  const ahead = Number(paid.amount) - Number(received.amount)
  const money = (sum: number) => ({ amount: sum.toFixed(2), asset: total.asset })
  const back = step === 'received' && ahead > 0
  if (open <= 0 && !back) return null
  return (
    <Panel
      title={back ? 'The supplier gives back' : 'Pay the supplier'}
      note={
        back ? (
          <>
            <Amount value={money(ahead)} /> were paid for what never arrived.
          </>
        ) : Number(received.amount) > Number(paid.amount) ? (
          <>
            <Amount value={money(Number(received.amount) - Number(paid.amount))} /> are owed for
            what is here.
          </>
        ) : (
          'Before it is here: until then it is money that the supplier owes us.'
        )
      }
    >
      <DeedForm intent={back ? 'refund' : 'pay'} className="stack" key={paid.amount}>
        <div className="row">
          <TextField
            name="amount"
            label={`Amount, ${total.asset}`}
            inputMode="decimal"
            required
            defaultValue={(back ? ahead : open).toFixed(2)}
          />
          <TextField name="paidOn" type="date" label="Day on the bank’s statement" required />
          <TextField name="reference" label="The bank’s reference" required maxLength={120} />
        </div>
        <div>
          <DeedButton variant="outline">
            {back ? 'It is back in the bank' : 'It has left the bank'}
          </DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}

/** The supplier's invoice: its number, its day, and the paper itself. */
export function Papers({ order: { id, files, invoiceNumber, invoiceOn, account, step } }: Given) {
  return (
    <Panel
      title="Invoice and papers"
      note="PDF, JPEG or PNG, 10 MB each. They are kept with the books. Where the provider keeps an account in another currency, say what this order put into it: only then can its balance be compared."
    >
      <div className="stack">
        {files.length > 0 && (
          <ul className={styles.files}>
            {files.map((file) => (
              <li key={file.id}>
                <a href={`/api/messaging/purchases/${id}/files/${file.id}`} download>
                  {file.name}
                </a>
              </li>
            ))}
          </ul>
        )}
        {step !== 'draft' && (
          <DeedForm
            intent="invoice"
            className="row"
            key={`${invoiceNumber} ${invoiceOn} ${account?.amount} ${account?.asset}`}
          >
            <TextField
              name="invoiceNumber"
              label="Invoice number"
              defaultValue={invoiceNumber ?? ''}
              maxLength={60}
            />
            <TextField
              name="invoiceOn"
              type="date"
              label="Day of the invoice"
              defaultValue={invoiceOn ?? ''}
            />
            <TextField
              name="accountAmount"
              label="Put into the account there"
              inputMode="decimal"
              defaultValue={account?.amount ?? ''}
              maxLength={16}
            />
            <TextField
              name="accountCurrency"
              label="In its currency"
              placeholder="USD"
              defaultValue={account?.asset ?? ''}
              pattern="[A-Za-z]{3}"
              maxLength={3}
            />
            <DeedButton variant="outline">Keep</DeedButton>
          </DeedForm>
        )}
        <DeedForm intent="file" className="row" files key={files.length}>
          <label className={styles.file}>
            <span>A file</span>
            <input
              type="file"
              name="file"
              accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
              required
            />
          </label>
          <DeedButton variant="outline">Add this file</DeedButton>
        </DeedForm>
      </div>
    </Panel>
  )
}
