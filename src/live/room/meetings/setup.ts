import { Box, type Config, newId, type Query, secretOf, type Tx } from '#base'
import { audit } from '#people'
import { refuse } from '../problems.ts'
import { type BigBlueButtonSetting, bigBlueButton } from './bigbluebutton.ts'
import { type JitsiSetting, jitsi } from './jitsi.ts'
import { type LiveKitSetting, liveKit } from './livekit.ts'
import type { Meeting, MeetingKind, MeetingProvider, ServiceKind } from './meeting.ts'

export type ServiceSetting = { server?: string; page?: string; apiKey?: string } & {
  domain?: string
  appId?: string
  keyId?: string | null
} & { endpoint?: string }

/** A service as staff see it: never its secret. */
export type ServiceCard = {
  kind: ServiceKind
  setting: ServiceSetting
  setBy: string
  setAt: Temporal.Instant
  /** False: the master secret has changed since, so its secret has to be given again. */
  opens: boolean
}

type Row = {
  kind: ServiceKind
  setting: ServiceSetting
  setBy: string
  setAt: Temporal.Instant
  with: string
  nonce: Buffer
  sealed: Buffer
}

const boxOf = (config: Config) =>
  new Box('meeting services', secretOf(config), config.secretsBefore)
const about = (kind: ServiceKind) => `live.meeting_service ${kind}`

async function rows(q: Query): Promise<Row[]> {
  return await q<Row>`
    select kind, setting, set_by as "setBy", set_at as "setAt", sealed_with as "with", nonce, sealed
    from live.meeting_service order by kind`
}

/** Every service that is set up, and what sessions of more people use. */
export async function meetingServices(
  q: Query,
  config: Config,
): Promise<{ items: ServiceCard[]; larger: MeetingKind }> {
  const box = boxOf(config)
  const items = (await rows(q)).map(({ with: sealedWith, nonce, sealed, ...card }) => ({
    ...card,
    opens: box.open({ with: sealedWith, nonce, sealed }, about(card.kind)) !== undefined,
  }))
  const [rule] = await q<{ larger: MeetingKind }>`
    select larger from live.meeting_rule order by set_at desc, id desc limit 1`
  return { items, larger: rule?.larger ?? 'room' }
}

const https = (text: string | undefined, protocol = 'https:') =>
  text !== undefined && URL.canParse(text) && new URL(text).protocol === protocol

const word = (text: string | null | undefined) => Boolean(text && /^[\w./:-]{2,200}$/.test(text))

/** What each kind needs to be complete. */
const COMPLETE: Record<ServiceKind, (setting: ServiceSetting) => boolean> = {
  livekit: ({ server, page, apiKey }) => https(server, 'wss:') && https(page) && word(apiKey),
  jitsi: ({ domain, appId, keyId }) =>
    /^[a-z0-9.-]+\.[a-z]{2,}$/.test(domain ?? '') && word(appId) && (keyId == null || word(keyId)),
  bigbluebutton: ({ endpoint }) => https(endpoint),
}

/** Sets up a service; its secret is sealed. Refusal: meeting_setting_wrong. */
export async function setMeetingService(
  tx: Tx,
  config: Config,
  given: { kind: ServiceKind; setting: ServiceSetting; secret: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { kind, setting, secret } = given
  if (!COMPLETE[kind](setting)) throw refuse('meeting_setting_wrong', { kind })
  if (kind === 'jitsi' && setting.keyId && !secret.includes('BEGIN PRIVATE KEY'))
    throw refuse('meeting_setting_wrong', { detail: 'JaaS signs with a private key (PKCS 8).' })
  const { with: sealedWith, nonce, sealed } = boxOf(config).seal(secret, about(kind))
  await tx`
    insert into live.meeting_service (kind, setting, sealed_with, nonce, sealed, set_by, set_at)
    values (${kind}, ${setting}, ${sealedWith}, ${nonce}, ${sealed}, ${by}, ${now})
    on conflict (kind) do update set setting = excluded.setting, sealed_with = excluded.sealed_with,
      nonce = excluded.nonce, sealed = excluded.sealed, set_by = excluded.set_by, set_at = excluded.set_at`
  const after = { setting }
  await audit(
    tx,
    { by, deed: 'meeting_service.set', about: { type: 'meeting', id: kind }, after },
    now,
  )
}

/** Says what sessions of more people than the room shows use. Refusal: meeting_service_unset. */
export async function setLarger(
  tx: Tx,
  larger: 'room' | ServiceKind,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const there = await tx`select 1 as one from live.meeting_service where kind = ${larger}`
  if (larger !== 'room' && there.length === 0)
    throw refuse('meeting_service_unset', { kind: larger })
  await tx`
    insert into live.meeting_rule (id, larger, set_by, set_at) values (${newId()}, ${larger}, ${by}, ${now})`
  const after = { larger }
  await audit(
    tx,
    { by, deed: 'meeting_service.larger', about: { type: 'meeting', id: 'larger' }, after },
    now,
  )
}

/** The way to a session's meeting. Refusal: meeting_service_unset, also where its secret no longer opens. */
export async function openMeeting(
  q: Query,
  config: Config,
  meeting: Meeting,
  send: (url: string, milliseconds: number) => Promise<string> = fetchText,
): Promise<MeetingProvider> {
  const { kind, link } = meeting
  if (kind === 'room') return { kind, join: async () => null, end: async () => {} }
  if (kind === 'link') return { kind, join: async () => link, end: async () => {} }
  const row = (await rows(q)).find((one) => one.kind === kind)
  const secret = row && boxOf(config).open(row, about(kind))
  if (!row || secret === undefined) throw refuse('meeting_service_unset', { kind })
  if (kind === 'livekit') return liveKit(row.setting as LiveKitSetting, secret)
  if (kind === 'jitsi') return jitsi(row.setting as JitsiSetting, secret)
  return bigBlueButton(row.setting as BigBlueButtonSetting, secret, send)
}

/** LiveKit's key and secret, for what it sends us. Refusal: meeting_service_unset. */
export async function openLiveKit(
  q: Query,
  config: Config,
): Promise<{ apiKey: string; secret: string }> {
  const row = (await rows(q)).find(({ kind }) => kind === 'livekit')
  const secret = row && boxOf(config).open(row, about('livekit'))
  if (!row || secret === undefined) throw refuse('meeting_service_unset', { kind: 'livekit' })
  return { apiKey: (row.setting as LiveKitSetting).apiKey, secret }
}

/** An answer's text; a server that redirects or says too much is not the one that staff set up. */
async function fetchText(url: string, milliseconds: number): Promise<string> {
  const answer = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(milliseconds),
    headers: { accept: 'application/xml' },
  })
  return (await answer.text()).slice(0, 100_000)
}
