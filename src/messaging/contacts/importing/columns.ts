import type { Field } from '../fields.ts'
import { refuse } from '../problems.ts'

/** What a column of a file can be, beside a field of the organization's own (`fields.…`). */
export const BECOMES = [
  'name',
  'first_name',
  'last_name',
  'reference',
  'phone',
  'sms',
  'whatsapp',
  'email',
  'language',
  'zone',
  'country',
  'consent',
  'ignore',
  'new_field',
] as const

/** Which column of the file is what: by its place in the file, one each. */
export type Mapping = string[]

const KNOWN_AS: Readonly<Record<string, string>> = {
  name: 'name full_name fullname contact contact_name member member_name student student_name naam vollständiger_name नाम',
  first_name: 'first_name firstname given_name vorname prénom prenom nombre',
  last_name: 'last_name lastname surname family_name nachname nom apellido',
  reference:
    'reference ref id member_id memberid member_no member_number student_id roll_no roll_number admission_no customer_id nummer mitgliedsnummer',
  phone:
    'phone phone_number phonenumber mobile mobile_number mobile_no mobileno cell cellphone telephone tel contact_number contact_no number telefon handy mobil téléphone telefono मोबाइल',
  sms: 'sms sms_number',
  whatsapp: 'whatsapp whatsapp_number whats_app wa',
  email: 'email e_mail mail email_address emailaddress email_id e_mail_adresse correo',
  language: 'language lang locale sprache langue idioma भाषा',
  zone: 'zone timezone time_zone tz zeitzone',
  country: 'country country_code land pays país',
  consent: 'consent opt_in optin opted_in marketing marketing_consent newsletter einwilligung',
}
const GUESSES = new Map(
  Object.entries(KNOWN_AS).flatMap(([becomes, words]) =>
    words.split(' ').map((word) => [word, becomes] as const),
  ),
)

/** A head as a name: small letters, and one line between words. */
export const plainHead = (head: string): string =>
  head
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '_')
    .replace(/^_+|_+$/g, '')

/** A name that a field can have, from the head of a column. */
export function fieldNameOf(head: string): string {
  const plain = plainHead(head.normalize('NFD').replace(/[\u0300-\u036f]/g, ''))
    .replace(/[^a-z0-9_]/g, '')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
  return plain || 'column'
}

/** What the columns probably are: by their heads, and each once. What nobody knows is left aside. */
export function guessMapping(heads: readonly string[], fields: readonly Field[]): Mapping {
  const taken = new Set<string>()
  return heads.map((head) => {
    const plain = plainHead(head)
    const own = fields.find(({ name, label }) => name === plain || plainHead(label) === plain)
    const guess = own ? `fields.${own.name}` : (GUESSES.get(plain) ?? 'ignore')
    if (guess === 'ignore' || taken.has(guess)) return 'ignore'
    taken.add(guess)
    return guess
  })
}

/** Refusal: contact_file_mapping_invalid, and why. */
export function checkMapping(
  mapping: Mapping,
  heads: readonly string[],
  fields: readonly Field[],
): void {
  const wrong = (detail: string) => refuse('contact_file_mapping_invalid', { detail })
  if (mapping.length !== heads.length)
    throw wrong(`The file has ${heads.length} columns, and ${mapping.length} were said.`)
  const known: readonly string[] = [...BECOMES, ...fields.map(({ name }) => `fields.${name}`)]
  const strange = mapping.find((one) => !known.includes(one))
  if (strange) throw wrong(`There is no “${strange.slice(0, 60)}” that a column could be.`)
  const many = mapping.filter((one) => one !== 'ignore' && one !== 'new_field')
  const twice = many.find((one, index) => many.indexOf(one) !== index)
  if (twice) throw wrong(`Two columns cannot both be “${twice}”.`)
  const finds = ['reference', 'phone', 'sms', 'whatsapp', 'email']
  if (!many.some((one) => finds.includes(one)))
    throw wrong('One column is a number, an e-mail address or a reference.')
}
