import { createHash } from 'node:crypto'
import { refuse } from '../problems.ts'
import type { MeetingProvider } from './meeting.ts'

export type BigBlueButtonSetting = {
  /** `https://bbb.example.org/bigbluebutton/api` */
  endpoint: string
}

type Call = 'create' | 'join' | 'end' | 'isMeetingRunning'
const PATIENCE_MS = 8_000

/**
 * A call's address with its checksum: the hash of call, query and shared secret, in this order.
 * https://docs.bigbluebutton.org/development/api/#usage
 */
export function bbbAddress(
  { endpoint }: BigBlueButtonSetting,
  secret: string,
  call: Call,
  parameters: Record<string, string>,
): string {
  const query = new URLSearchParams(parameters).toString()
  const checksum = createHash('sha256').update(`${call}${query}${secret}`).digest('hex')
  return `${endpoint.replace(/\/$/, '')}/${call}?${query}${query ? '&' : ''}checksum=${checksum}`
}

/** The text of one element of an answer: they are flat, and we read a few words of them. */
export function wordOf(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)(?:\\]\\]>)?</${name}>`).exec(xml)
  return found?.[1]?.trim()
}

/** A BigBlueButton server. `send` asks an address and gives its text. */
export function bigBlueButton(
  setting: BigBlueButtonSetting,
  secret: string,
  send: (url: string, milliseconds: number) => Promise<string>,
): MeetingProvider & { running(session: string): Promise<boolean> } {
  const ask = async (call: Call, parameters: Record<string, string>) => {
    let xml: string
    try {
      xml = await send(bbbAddress(setting, secret, call, parameters), PATIENCE_MS)
    } catch {
      throw refuse('meeting_unreachable')
    }
    const answer = { code: wordOf(xml, 'returncode'), key: wordOf(xml, 'messageKey'), xml }
    const gone = call === 'end' && answer.key === 'notFound'
    if (answer.code !== 'SUCCESS' && !gone)
      throw refuse('meeting_unreachable', { says: answer.key ?? 'nothing that we understand' })
    return answer
  }
  return {
    kind: 'bigbluebutton',
    async join(guest, now) {
      const minutes = Math.ceil(now.until(guest.closesAt).total('minutes'))
      // Making what is there already changes nothing, as long as it is asked for in the same words.
      const { xml } = await ask('create', {
        meetingID: guest.session,
        name: guest.title,
        record: 'false',
        autoStartRecording: 'false',
        allowStartStopRecording: 'false',
        maxParticipants: String(guest.people + 2),
        meetingExpireWhenLastUserLeftInMinutes: String(Math.max(5, minutes)),
      })
      return bbbAddress(setting, secret, 'join', {
        meetingID: guest.session,
        fullName: guest.name,
        userID: guest.person,
        role: guest.host ? 'MODERATOR' : 'VIEWER',
        createTime: wordOf(xml, 'createTime') ?? '',
        redirect: 'true',
      })
    },
    async end(session) {
      await ask('end', { meetingID: session })
    },
    async running(session) {
      const { xml } = await ask('isMeetingRunning', { meetingID: session })
      return wordOf(xml, 'running') === 'true'
    },
  }
}
