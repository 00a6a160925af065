import { newId, type Query, record, type Tx } from '#base'
import { PLATFORM } from '#ledger'
import type { Content, Sender } from '../message.ts'
import { isNear } from '../quiet.ts'
import { segmentsOf } from '../segments.ts'
import { accept } from '../sending/index.ts'
import type { NoticeKind, Told } from '../told.ts'
import { fill, type Language, languageOf, type Reader } from '../wording.ts'
import { german } from '../words/de/texts.ts'
import { english, type TextKind } from '../words/en/texts.ts'
import { houseTexts } from './rules.ts'
import { type PhoneWay, phoneWays } from './ways.ts'

const HOUSE: Sender = { type: 'platform', id: PLATFORM.id }
const WORDS = { en: english, de: german }

/** For so long it is tried: what begins within hours is of no use later, and then goes by e-mail. */
const NEAR_MINUTES = 30
const ELSE_HOURS = 12

/** The e-mail that says it where the text does not get there. */
export type LetterInstead = {
  title: string
  body: string
  language: Language
  link?: string | undefined
  site?: string | undefined
}

/** Where a person wants to be texted of a group; nothing: they do not, or have no number. */
export async function phoneFor(
  q: Query,
  person: string,
  group: string,
): Promise<{ way: PhoneWay; number: string } | undefined> {
  const [row] = await q<{ way: PhoneWay; number: string }>`
    select w.way, p.address as number from messaging.phone_wish w
    join messaging.phone p on p.person_id = w.person_id and p.confirmed_at is not null and p.ended_at is null
    where w.person_id = ${person} and w.topic = ${group}`
  return row
}

/** The words of a text, in letters that make it as few messages as can be. */
export function textWords<Kind extends TextKind>(
  kind: Kind,
  told: Told[Kind],
  reader: Reader,
): string {
  const words = `Stoa: ${fill(WORDS[languageOf(reader.locale)][kind], told, reader)}`
  const { substitute } = segmentsOf(words)
  return substitute?.text ?? words
}

/**
 * Hands a notice to the pipe as a text, from the operator's stock; told once of each fact, person and kind. Gives
 * whether it is on its way: where it is not, an e-mail must say it. `letter`: the e-mail that is sent where it comes
 * back later; null, the e-mail is sent anyhow.
 */
export async function textNotice<Kind extends TextKind & NoticeKind>(
  tx: Tx,
  notice: {
    fact: string
    kind: Kind
    told: Told[Kind]
    person: Reader & { id: string }
    phone: { way: PhoneWay; number: string }
    letter: LetterInstead | null
    /** When it may go, where their night is not over. */
    dueAt: Temporal.Instant
  },
  now: Temporal.Instant,
): Promise<boolean> {
  const { fact, kind, told, person, phone, letter, dueAt } = notice
  const [known] = await tx<{ leaves: boolean }>`
    select message_id is not null as leaves from messaging.text
    where fact_id = ${fact} and person_id = ${person.id} and kind = ${kind}`
  if (known) return known.leaves
  const words = textWords(kind, told, person)
  const { segments } = segmentsOf(words)
  const closed = (await phoneWays(tx, now, phone.way === 'sms' ? segments : 1))[phone.way]
  const id = newId()
  const near = isNear(told, now)
  const [answer] = closed
    ? []
    : await accept(
        tx,
        HOUSE,
        [
          {
            key: `text:${id}`,
            way: phone.way,
            to: phone.number,
            category: 'utility',
            lane: 'transactional',
            content: await contentOf(tx, phone.way, words, person),
            about: { type: 'text', id },
            zone: person.zone,
            sendAt: dueAt,
            expiresAt: dueAt.add(near ? { minutes: NEAR_MINUTES } : { hours: ELSE_HOURS }),
          },
        ],
        now,
      )
  const unsent = closed ?? answer?.refusal ?? null
  await tx`
    insert into messaging.text (id, fact_id, person_id, kind, way, at, message_id, unsent, letter)
    values (${id}, ${fact}, ${person.id}, ${kind}, ${phone.way}, ${now}, ${unsent ? null : answer!.id}, ${unsent},
      ${unsent || !letter ? null : JSON.stringify(letter)}::jsonb)`
  if (closed) await tellStaff(tx, phone.way, closed, now)
  return !unsent
}

async function contentOf(q: Query, way: PhoneWay, text: string, reader: Reader): Promise<Content> {
  const { whatsappTemplate, languages, dltTemplate } = await houseTexts(q)
  if (way === 'sms')
    return { way, text, ...(dltTemplate ? { dltTemplate, variables: { text } } : {}) }
  const own = languageOf(reader.locale)
  const language = languages.find((one) => one.split(/[-_]/)[0] === own) ?? languages[0]!
  // A place of a template takes no line break.
  const parameters = [text.replace(/\s+/g, ' ')]
  return { way, text, template: { name: whatsappTemplate!, language, parameters } }
}

/** How long staff are not told again that the house's texts do not leave on a way. */
const TOLD_HOURS = 24

/** Nothing of the house leaves for phones on a way: e-mails say it instead, and staff hear of it once a day. */
async function tellStaff(tx: Tx, way: PhoneWay, why: string, now: Temporal.Instant): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`house texts ${way}`}, 0))`
  const before = await tx`
    select from base.fact where kind = 'house_texts.closed' and about_id = ${way}
      and at > ${now.subtract({ hours: TOLD_HOURS })} limit 1`
  if (before.length > 0) return
  const about = { type: 'way', id: way }
  await record(tx, { kind: 'house_texts.closed', about, at: now, data: { way, why } })
}
