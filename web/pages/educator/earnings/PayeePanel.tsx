import type { Payee } from '../../../api/teaching.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, SelectField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag } from '../../../components/Tag.tsx'

const COUNTRIES = [
  'AR',
  'AU',
  'AT',
  'BE',
  'BR',
  'CA',
  'CO',
  'CZ',
  'DK',
  'EG',
  'FI',
  'FR',
  'DE',
  'GR',
  'IN',
  'IE',
  'IT',
  'JP',
  'KE',
  'KR',
  'MX',
  'NL',
  'NZ',
  'NG',
  'NO',
  'PL',
  'PT',
  'RO',
  'ZA',
  'ES',
  'SE',
  'CH',
  'TR',
  'GB',
  'US',
]

const countryName = (code: string) =>
  new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code

/** Where payouts go. Until the provider knows the educator, what is available waits. */
export function PayeePanel({ payee }: { payee: Payee }) {
  if (payee.state === 'ready')
    return (
      <Panel
        title="Where payouts go"
        note={`Your account at the payment provider${payee.country ? `, ${countryName(payee.country)}` : ''}.`}
        side={<Tag tone="good">Ready</Tag>}
      >
        <DeedForm intent="payee">
          <input type="hidden" name="country" value={payee.country ?? 'US'} />
          <DeedButton variant="outline" size="sm">
            Change it at the provider
          </DeedButton>
        </DeedForm>
      </Panel>
    )
  return (
    <Panel
      title={payee.state === 'none' ? 'Say where payouts go' : 'The provider asks for more'}
      note="Payouts go through the payment provider, which asks who you are and for your bank account. Until then nothing is lost: what you earn waits."
    >
      <DeedForm intent="payee">
        <div className="row" style={{ alignItems: 'flex-end' }}>
          {payee.country ? (
            <input type="hidden" name="country" value={payee.country} />
          ) : (
            <SelectField
              name="country"
              label="Where your bank account is"
              data={COUNTRIES.map((code) => ({ value: code, label: countryName(code) })).toSorted(
                (a, b) => a.label.localeCompare(b.label),
              )}
            />
          )}
          <DeedButton>
            {payee.state === 'none' ? 'Open my account at the provider' : 'Go on at the provider'}
          </DeedButton>
        </div>
      </DeedForm>
    </Panel>
  )
}
