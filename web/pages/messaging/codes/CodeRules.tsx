import type { OtpRules } from '../../../api/inbox.ts'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import styles from '../inbox/inbox.module.css'

const WHOLE = [
  'length',
  'validSeconds',
  'attempts',
  'resendSeconds',
  'fallbackSeconds',
  'numberHour',
  'ipHour',
  'organizationHour',
  'pumpingSent',
  'pumpingShare',
] as const

/** Names that stand in a field, with commas or spaces between them. */
export const listed = (typed: string) => typed.split(/[\s,]+/).filter(Boolean)

/** What was typed into the form of rules, as the API takes it. */
export const codeRulesIn = (form: FormData) => ({
  ...Object.fromEntries(WHOLE.map((name) => [name, Number(text(form, name))])),
  way: text(form, 'way'),
  fallbackWay: text(form, 'fallbackWay') || null,
  countries: listed(text(form, 'countries').toUpperCase()),
  words: text(form, 'words'),
  wordsBy: Object.fromEntries(
    text(form, 'wordsBy')
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => {
        const at = line.indexOf(':')
        return [line.slice(0, Math.max(at, 0)).trim().toLowerCase(), line.slice(at + 1).trim()]
      }),
  ),
  dltTemplate: text(form, 'dltTemplate') || null,
  whatsappTemplate: text(form, 'whatsappTemplate') || null,
  whatsappLanguages: listed(text(form, 'whatsappLanguages')),
})

/** How codes are made, sent and guarded, to be set by those who may. */
export function CodeRules({ rules, disabled = false }: { rules: OtpRules; disabled?: boolean }) {
  const number = (name: (typeof WHOLE)[number], label: string, min: number, max: number) => (
    <TextField
      name={name}
      label={label}
      type="number"
      min={min}
      max={max}
      defaultValue={String(rules[name])}
      disabled={disabled}
      required
    />
  )
  return (
    <DeedForm intent="rules" className="stack">
      <LongField
        name="words"
        label="What is written"
        description="{code} and {minutes} are filled in. One text message has 160 plain characters."
        defaultValue={rules.words}
        disabled={disabled}
        maxLength={300}
        required
      />
      <div className={styles.pair}>
        {number('length', 'Digits', 4, 9)}
        {number('validSeconds', 'Valid for seconds', 60, 3_600)}
        {number('attempts', 'Guesses at one code', 1, 10)}
        {number('resendSeconds', 'Another one after seconds', 15, 600)}
      </div>
      <div className={styles.pair}>
        <SelectField
          name="way"
          label="Way"
          defaultValue={rules.way}
          disabled={disabled}
          data={[
            { value: 'sms', label: 'Text message' },
            { value: 'whatsapp', label: 'WhatsApp' },
            { value: 'email', label: 'E-mail' },
          ]}
        />
        <SelectField
          name="fallbackWay"
          label="Second way, if not delivered"
          defaultValue={rules.fallbackWay ?? ''}
          disabled={disabled}
          data={[
            { value: '', label: 'None' },
            { value: 'sms', label: 'Text message' },
            { value: 'whatsapp', label: 'WhatsApp' },
          ]}
        />
        {number('fallbackSeconds', 'After seconds', 30, 60)}
      </div>
      <div className={styles.pair}>
        {number('numberHour', 'An hour, to one number', 1, 100)}
        {number('ipHour', 'An hour, from one internet address', 1, 10_000)}
        {number('organizationHour', 'An hour, in all', 1, 100_000)}
      </div>
      <div className={styles.pair}>
        <TextField
          name="countries"
          label="Countries that get codes"
          description="Two letters each, as IN, AE"
          defaultValue={rules.countries.join(', ')}
          disabled={disabled}
        />
        {number('pumpingSent', 'Stop a country once so many were sent in an hour', 5, 10_000)}
        {number('pumpingShare', 'and fewer than this percent were used', 1, 100)}
      </div>
      <div className={styles.pair}>
        <TextField
          name="dltTemplate"
          label="Template as registered in India (DLT)"
          defaultValue={rules.dltTemplate ?? ''}
          disabled={disabled}
          maxLength={40}
        />
        <TextField
          name="whatsappTemplate"
          label="Approved WhatsApp template"
          defaultValue={rules.whatsappTemplate ?? ''}
          disabled={disabled}
          maxLength={100}
        />
        <TextField
          name="whatsappLanguages"
          label="Languages it is approved in"
          description="As en, pt_BR; the first is for whoever reads none of them"
          defaultValue={(rules.whatsappLanguages ?? ['en']).join(', ')}
          disabled={disabled}
          required
        />
      </div>
      <LongField
        name="wordsBy"
        label="What is written in other languages"
        description="A line for each: de: Ihr Code ist {code}. Er gilt {minutes} Minuten."
        placeholder="de: Ihr Code ist {code}."
        defaultValue={Object.entries(rules.wordsBy ?? {})
          .map(([language, words]) => `${language}: ${words}`)
          .join('\n')}
        disabled={disabled}
      />
      {!disabled && (
        <div>
          <DeedButton>Keep the rules</DeedButton>
        </div>
      )}
    </DeedForm>
  )
}
