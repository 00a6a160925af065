import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isId, type Query, type Tx } from '#base'
import { ALWAYS, CHANNELS, type Channel, GROUPS, type Group, KINDS, NOTICE_KINDS } from './kinds.ts'
import { refuse as refusePhone } from './phones/problems.ts'
import { PHONE_WAYS, type PhoneWay } from './phones/ways.ts'
import { TEXT_GROUPS } from './phones/worth.ts'
import { refuse } from './problems.ts'
import { type QuietHours, USUAL_NIGHT } from './quiet.ts'

/** What a person is told of a group of kinds, and where. */
export type Preference = {
  group: Group
  app: boolean
  email: boolean
  /** It cannot be switched off. */
  always: boolean
  /** Whether any kind of it goes out by e-mail. */
  emails: boolean
  /** By which way what cannot wait goes to their phone too. */
  phone: PhoneWay | null
  /** Whether any kind of it is worth that. */
  texts: boolean
}

/** Where something can be wished for. */
export const WISH_CHANNELS = [...CHANNELS, ...PHONE_WAYS] as const
export type WishChannel = (typeof WISH_CHANNELS)[number]

type Muted = { topic: Group; channel: Channel }

/** What a person chose, for every group there is. */
export async function preferencesOf(q: Query, person: string): Promise<Preference[]> {
  const muted = await q<Muted>`
    select topic, channel from messaging.muted where person_id = ${person}`
  const phones = await q<{ topic: Group; way: PhoneWay }>`
    select topic, way from messaging.phone_wish where person_id = ${person}`
  const told = (group: Group, channel: Channel) =>
    !muted.some((one) => one.topic === group && one.channel === channel)
  return GROUPS.map((group) => ({
    group,
    app: told(group, 'app'),
    email: told(group, 'email'),
    always: ALWAYS.includes(group),
    emails: NOTICE_KINDS.some((kind) => KINDS[kind].group === group && KINDS[kind].email),
    phone: phones.find(({ topic }) => topic === group)?.way ?? null,
    texts: TEXT_GROUPS.includes(group),
  }))
}

/** A wish about one group on one channel. */
export type Wish = { group: Group; channel: WishChannel; told: boolean }

/**
 * Changes what a person is told. Wishes that are so already change nothing. What goes to a phone goes one way: a
 * wish for SMS ends that for WhatsApp. Refusals, in this order: notice_group_unknown, notice_group_always,
 * phone_missing.
 */
export async function choose(
  tx: Tx,
  person: string,
  wishes: readonly Wish[],
  now: Temporal.Instant,
  how: 'settings' | 'link' = 'settings',
): Promise<Preference[]> {
  for (const { group, channel } of wishes) {
    const fits = isPhone(channel) ? TEXT_GROUPS.includes(group) : CHANNELS.includes(channel)
    if (!GROUPS.includes(group) || !fits) throw refuse('notice_group_unknown', { group, channel })
  }
  for (const { group, channel, told } of wishes) {
    if (!told && !isPhone(channel) && ALWAYS.includes(group))
      throw refuse('notice_group_always', { group })
  }
  if (wishes.some(({ channel, told }) => told && isPhone(channel))) {
    const own = await tx`select from messaging.phone
      where person_id = ${person} and confirmed_at is not null and ended_at is null for share`
    if (own.length === 0) throw refusePhone('phone_missing')
  }
  for (const { group, channel, told } of wishes) {
    if (isPhone(channel)) {
      await wishPhone(tx, person, { group, way: channel, told }, now)
      continue
    }
    if (ALWAYS.includes(group)) continue
    if (told) {
      await tx`delete from messaging.muted
        where person_id = ${person} and topic = ${group} and channel = ${channel}`
    } else {
      await tx`insert into messaging.muted (person_id, topic, channel, since, how)
        values (${person}, ${group}, ${channel}, ${now}, ${how}) on conflict do nothing`
    }
  }
  return preferencesOf(tx, person)
}

const isPhone = (channel: WishChannel): channel is PhoneWay =>
  (PHONE_WAYS as readonly string[]).includes(channel)

async function wishPhone(
  tx: Tx,
  person: string,
  { group, way, told }: { group: Group; way: PhoneWay; told: boolean },
  now: Temporal.Instant,
): Promise<void> {
  if (told)
    await tx`
      insert into messaging.phone_wish as w (person_id, topic, way, since) values (${person}, ${group}, ${way}, ${now})
      on conflict (person_id, topic) do update set way = excluded.way, since = excluded.since where w.way <> excluded.way`
  else
    await tx`delete from messaging.phone_wish
      where person_id = ${person} and topic = ${group} and way = ${way}`
}

/** What a writer must know of whom it writes to: their key, what they do not want of a group, their night. */
export async function readerOf(tx: Tx, person: string, group: Group) {
  const [row] = await tx<{ unsubscribe_key: Buffer; muted: Channel[]; night: QuietHours | null }>`
    with made as (
      insert into messaging.recipient (person_id, unsubscribe_key) values (${person}, ${randomBytes(32)})
      on conflict do nothing returning unsubscribe_key
    )
    select coalesce(
        (select unsubscribe_key from made),
        (select unsubscribe_key from messaging.recipient where person_id = ${person})) as unsubscribe_key,
      array(select channel from messaging.muted where person_id = ${person} and topic = ${group}) as muted,
      (select json_build_object('kept', kept, 'from', from_minute, 'until', until_minute)
        from messaging.quiet where person_id = ${person}) as night`
  // Null only where another made it in this very moment: then it is there for whoever looks again.
  const key = row!.unsubscribe_key ?? (await keyOf(tx, person))!
  return { key, muted: row!.muted, night: row!.night ?? USUAL_NIGHT }
}

async function keyOf(q: Query, person: string): Promise<Buffer | undefined> {
  const [row] = await q<{ unsubscribe_key: Buffer }>`
    select unsubscribe_key from messaging.recipient where person_id = ${person}`
  return row?.unsubscribe_key
}

/**
 * What a link in an e-mail carries: whose it is, of which group, and a signature under the person's own
 * key. It opens nothing but this one switch, works without signing in, and does not run out: an e-mail
 * may be opened years later.
 */
export function unsubscribeToken(person: string, group: Group, key: Buffer): string {
  return `${person}.${group}.${signature(person, group, key)}`
}

function signature(person: string, group: string, key: Buffer): string {
  return createHmac('sha256', key).update(`unsubscribe ${person} ${group}`).digest('base64url')
}

/** Whose link it is, and of which group. Refusal: unsubscribe_link_unknown. */
export async function readUnsubscribe(
  q: Query,
  token: string,
): Promise<{ person: string; group: Group; email: boolean }> {
  const [person = '', group = '', signed = ''] = token.split('.')
  const key = isId(person) ? await keyOf(q, person) : undefined
  const right = Buffer.from(key ? signature(person, group, key) : '')
  const given = Buffer.from(signed)
  if (!key || right.length !== given.length || !timingSafeEqual(right, given))
    throw refuse('unsubscribe_link_unknown')
  const [muted] = await q`select 1 from messaging.muted
    where person_id = ${person} and topic = ${group} and channel = 'email'`
  return { person, group: group as Group, email: !muted }
}

/** Switches e-mails of the link's group off, or on again. Twice is once. Refusal: unsubscribe_link_unknown. */
export async function followUnsubscribe(
  tx: Tx,
  link: { token: string; told: boolean },
  now: Temporal.Instant,
): Promise<{ group: Group; email: boolean }> {
  const { person, group } = await readUnsubscribe(tx, link.token)
  await choose(tx, person, [{ group, channel: 'email', told: link.told }], now, 'link')
  return { group, email: link.told }
}
