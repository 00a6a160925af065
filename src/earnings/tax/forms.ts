import { bare, isEin, isGstin, isItin, isPan, isSsn, isTin, isVat } from './numbers.ts'

export type FormName = 'w9' | 'w8ben' | 'w8ben_e' | 'india' | 'dac7' | 'dac7_entity' | 'generic'

/** One thing that a form asks. `secret` is kept sealed and shown masked; all of a form is sealed. */
export type Field = {
  name: string
  label: string
  help?: string
  kind: 'text' | 'number' | 'date' | 'country' | 'choice' | 'tick'
  choices?: readonly { value: string; label: string }[]
  required: boolean
  secret?: boolean
  most: number
}

export type Form = {
  name: FormName
  title: string
  /** What it is for, for whoever fills it in. */
  says: string
  fields: readonly Field[]
  /** What is signed with it. */
  certifies: string
}

const field = (
  name: string,
  label: string,
  more: Partial<Omit<Field, 'name' | 'label'>> = {},
): Field => ({ name, label, kind: 'text', required: true, most: 120, ...more })

const optional = { required: false } as const
const NAME = field('legalName', 'Name as on your tax return')
const STREET = field('street', 'Street and number')
const CITY = field('city', 'City')
const ZIP = field('postalCode', 'Postal code', { most: 20 })
const ADDRESS = [STREET, CITY, field('region', 'State or region', { ...optional, most: 60 }), ZIP]
const TIN_ABROAD = field('tin', 'Tax number of your country', {
  kind: 'number',
  secret: true,
  most: 30,
})
const US_TIN = field('ustin', 'U.S. taxpayer number, if you have one', {
  ...optional,
  secret: true,
  kind: 'number',
  most: 20,
})
const TREATY = field('treaty', 'Article of a tax treaty that you claim', { ...optional, most: 60 })
const VAT = field('vat', 'VAT identification number, if you have one', {
  ...optional,
  secret: true,
  kind: 'number',
  most: 20,
})
const BORN = field('born', 'Date of birth', { kind: 'date', most: 10 })

/** The forms by name: what each asks, as data. Sources: Forms W-9, W-8BEN and W-8BEN-E of the IRS; DAC7, Annex V; CGST rules. */
export const FORMS: Record<FormName, Form> = {
  w9: {
    name: 'w9',
    title: 'Form W-9 data',
    says: 'For people and businesses of the United States.',
    fields: [
      NAME,
      field('businessName', 'Business name, if another', optional),
      field('classification', 'Federal tax classification', {
        kind: 'choice',
        choices: [
          { value: 'individual', label: 'Individual or sole proprietor' },
          { value: 'c_corporation', label: 'C corporation' },
          { value: 's_corporation', label: 'S corporation' },
          { value: 'partnership', label: 'Partnership' },
          { value: 'trust', label: 'Trust or estate' },
          { value: 'llc', label: 'Limited liability company' },
        ],
        most: 20,
      }),
      STREET,
      CITY,
      field('region', 'State', { most: 2, help: 'Two letters' }),
      ZIP,
      field('tinType', 'Kind of number', {
        kind: 'choice',
        choices: [
          { value: 'ssn', label: 'Social security number' },
          { value: 'ein', label: 'Employer identification number' },
          { value: 'itin', label: 'Individual taxpayer identification number' },
        ],
        most: 4,
      }),
      field('tin', 'The number', { kind: 'number', secret: true, most: 20 }),
      field('backup', 'The IRS has told me that I am subject to backup withholding', {
        kind: 'tick',
        ...optional,
        most: 3,
      }),
    ],
    certifies:
      'Under penalties of perjury: the number is my correct taxpayer identification number, and I am a U.S. person.',
  },
  w8ben: {
    name: 'w8ben',
    title: 'Form W-8BEN data',
    says: 'For people who are not of the United States.',
    fields: [
      NAME,
      field('citizenship', 'Country of citizenship', { kind: 'country', most: 2 }),
      ...ADDRESS,
      BORN,
      TIN_ABROAD,
      US_TIN,
      TREATY,
    ],
    certifies:
      'Under penalties of perjury: I am the beneficial owner of this income, and I am not a U.S. person.',
  },
  w8ben_e: {
    name: 'w8ben_e',
    title: 'Form W-8BEN-E data',
    says: 'For companies, schools and other bodies that are not of the United States.',
    fields: [
      field('legalName', 'Name of the organization'),
      field('incorporated', 'Country of incorporation', { kind: 'country', most: 2 }),
      field('entityType', 'What it is', {
        kind: 'choice',
        choices: [
          { value: 'corporation', label: 'Corporation' },
          { value: 'partnership', label: 'Partnership' },
          { value: 'trust', label: 'Trust' },
          { value: 'tax_exempt', label: 'Tax-exempt organization' },
          { value: 'government', label: 'Government or part of one' },
          { value: 'other', label: 'Something else' },
        ],
        most: 20,
      }),
      field('fatca', 'Status under FATCA (chapter 4)', {
        kind: 'choice',
        choices: [
          { value: 'active_nffe', label: 'Active non-financial entity' },
          { value: 'passive_nffe', label: 'Passive non-financial entity' },
          { value: 'nonprofit', label: 'Non-profit organization' },
          { value: 'publicly_traded', label: 'Publicly traded, or of such a group' },
          { value: 'financial', label: 'Financial institution' },
        ],
        most: 20,
      }),
      ...ADDRESS,
      TIN_ABROAD,
      US_TIN,
      TREATY,
    ],
    certifies:
      'Under penalties of perjury: the organization is the beneficial owner of this income, and is not a U.S. person.',
  },
  india: {
    name: 'india',
    title: 'Tax details for India',
    says: 'PAN, and GSTIN where you are registered.',
    fields: [
      NAME,
      ...ADDRESS,
      field('pan', 'PAN', { kind: 'number', secret: true, most: 10 }),
      field('gstin', 'GSTIN, if registered', {
        ...optional,
        secret: true,
        kind: 'number',
        most: 15,
      }),
    ],
    certifies: 'What I have said here is true and complete.',
  },
  dac7: {
    name: 'dac7',
    title: 'Tax details for the European Union',
    says: 'What platforms report to their authority under DAC7.',
    fields: [
      NAME,
      ...ADDRESS,
      BORN,
      field('tin', 'Tax identification number', { kind: 'number', secret: true, most: 30 }),
      VAT,
    ],
    certifies: 'What I have said here is true and complete.',
  },
  dac7_entity: {
    name: 'dac7_entity',
    title: 'Tax details for the European Union',
    says: 'What platforms report of businesses to their authority under DAC7.',
    fields: [
      field('legalName', 'Name of the organization'),
      ...ADDRESS,
      field('registration', 'Business registration number', { most: 40 }),
      field('tin', 'Tax identification number', { kind: 'number', secret: true, most: 30 }),
      VAT,
      field('establishment', 'Another country of the Union with a place of business', {
        ...optional,
        kind: 'country',
        most: 2,
      }),
    ],
    certifies: 'What I have said here is true and complete.',
  },
  generic: {
    name: 'generic',
    title: 'Tax details',
    says: 'Where you pay tax, and under which number.',
    fields: [
      NAME,
      ...ADDRESS,
      field('tin', 'Tax number', { kind: 'number', secret: true, most: 30 }),
    ],
    certifies: 'What I have said here is true and complete.',
  },
}

/** What an organization fills in where a person fills in the other. */
export const FORM_OF_ORGANIZATIONS: Partial<Record<FormName, FormName>> = {
  w8ben: 'w8ben_e',
  dac7: 'dac7_entity',
}

export type FormValues = Record<string, string>

/** What cannot be right: the field, and a sentence. Empty where all is well. */
export function faultsOf(
  form: Form,
  country: string,
  values: FormValues,
): { field: string; says: string }[] {
  const faults: { field: string; says: string }[] = []
  for (const { name, kind, required, most, choices } of form.fields) {
    const value = (values[name] ?? '').trim()
    if (value === '') {
      if (required) faults.push({ field: name, says: 'This is needed.' })
      continue
    }
    const fits =
      value.length <= most &&
      (kind !== 'choice' || choices?.some((one) => one.value === value)) &&
      (kind !== 'date' || isDate(value)) &&
      (kind !== 'country' || /^[A-Z]{2}$/.test(value))
    const says = fits
      ? NUMBERS[form.name]?.[name]?.(value, country, values)
      : 'This cannot be right.'
    if (says) faults.push({ field: name, says })
  }
  const known = new Set(form.fields.map(({ name }) => name))
  for (const name of Object.keys(values))
    if (!known.has(name)) faults.push({ field: name, says: 'This form does not ask that.' })
  return faults
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

type Check = (value: string, country: string, all: FormValues) => string | undefined
const unless = (fits: boolean, says: string) => (fits ? undefined : says)
const tin: Check = (value) => unless(isTin(value), 'This is no tax number.')
const usTin: Check = (value) =>
  unless(isSsn(value) || isItin(value) || isEin(value), 'This is no U.S. taxpayer number.')
const vat: Check = (value, country) =>
  unless(isVat(value, country), 'This is no VAT number of that country.')
const US = { ssn: isSsn, ein: isEin, itin: isItin } as const

/** What is known of the numbers that each form asks. */
const NUMBERS: Partial<Record<FormName, Record<string, Check>>> = {
  w9: {
    tin: (value, _country, { tinType }) =>
      unless(
        US[tinType as keyof typeof US]?.(value) ?? false,
        'No such number is given: look at the digits once more.',
      ),
    region: (value) => unless(/^[A-Za-z]{2}$/.test(value), 'Two letters, as CA.'),
    postalCode: (value) => unless(/^\d{5}(-?\d{4})?$/.test(value.trim()), 'Five digits, or nine.'),
  },
  w8ben: {
    tin,
    citizenship: (value) =>
      unless(value !== 'US', 'Citizens of the United States fill in the W-9 data instead.'),
    ustin: usTin,
  },
  w8ben_e: {
    tin,
    incorporated: (value) =>
      unless(value !== 'US', 'Organizations of the United States fill in the W-9 data instead.'),
    ustin: usTin,
  },
  india: {
    pan: (value) => unless(isPan(value), 'A PAN is five letters, four digits and a letter.'),
    gstin: (value, _country, { pan }) =>
      unless(
        isGstin(value) && bare(value).slice(2, 12) === bare(pan ?? ''),
        'This is no GSTIN of that PAN: its check digit or its PAN differs.',
      ),
  },
  dac7: { tin, vat },
  dac7_entity: { tin, vat },
  generic: { tin },
}
