import { type CalendarMethod, calendarText, type Query, type Tx } from '#base'

/** Something for a person's calendar. */
export type Invitation = {
  /** The booking; for an educator, the session that several have booked. */
  about: string
  start: Temporal.Instant
  end: Temporal.Instant
  summary: string
  description?: string
  /** Where it takes place: the page of the seat. */
  link: string
  /** It no longer takes place for this person. */
  cancelled: boolean
}

/** An invitation as it is kept with its e-mail: all that is written, but who writes. */
export type KeptInvitation = {
  method: CalendarMethod
  uid: string
  sequence: number
  stamp: string
  start: string
  end: string
  summary: string
  description: string
  url: string
  name: string
  email: string
}

/**
 * Numbers an invitation: one uid for the booking's whole life (the one of the file on its page), and a
 * sequence that rises with every change. Nothing where something ends that no calendar was told of, and where
 * the calendar knows it already.
 */
export async function numbered(
  tx: Tx,
  { about, ...what }: Invitation,
  to: { id: string; name: string; email: string },
  site: string,
  now: Temporal.Instant,
): Promise<KeptInvitation | undefined> {
  const first = `${about}@${new URL(site).hostname}`
  const said = [what.cancelled, what.start, what.end, what.summary, what.description].join('\n')
  const [row] = what.cancelled
    ? await tx<{ uid: string; sequence: number }>`
        update messaging.invitation set sequence = sequence + 1, said = ${said}
        where about_id = ${about} and person_id = ${to.id} and said <> ${said} returning uid, sequence`
    : await tx<{ uid: string; sequence: number }>`
        insert into messaging.invitation as i (about_id, person_id, uid, sequence, said)
        values (${about}, ${to.id}, ${first}, 0, ${said})
        on conflict (about_id, person_id) do update set sequence = i.sequence + 1, said = excluded.said
          where i.said <> excluded.said
        returning uid, sequence`
  if (!row) return undefined
  const url = `${site}${what.link}`
  return {
    method: what.cancelled ? 'CANCEL' : 'REQUEST',
    uid: row.uid,
    sequence: row.sequence,
    stamp: now.toString(),
    start: what.start.toString(),
    end: what.end.toString(),
    summary: what.summary,
    description: [what.description, url].filter(Boolean).join('\n\n'),
    url,
    name: to.name,
    email: to.email,
  }
}

/** How a person's calendar was last told of a thing, if it was. */
export async function invitedTo(
  q: Query,
  about: string,
  person: string,
): Promise<{ uid: string; sequence: number } | undefined> {
  const [row] = await q<{ uid: string; sequence: number }>`
    select uid, sequence from messaging.invitation where about_id = ${about} and person_id = ${person}`
  return row
}

/** The iCalendar file of an invitation, from whoever writes (`Stoa <hello@stoa.example>`). */
export function invitationFile(kept: KeptInvitation, from: string): string {
  const [, name = 'Stoa', address = from] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? []
  return calendarText(
    [
      {
        uid: kept.uid,
        sequence: kept.sequence,
        stamp: Temporal.Instant.from(kept.stamp),
        start: Temporal.Instant.from(kept.start),
        end: Temporal.Instant.from(kept.end),
        summary: kept.summary,
        description: kept.description,
        location: kept.url,
        url: kept.url,
        status: kept.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
        organizer: { name: name || 'Stoa', email: address },
        attendee: { name: kept.name, email: kept.email },
      },
    ],
    { method: kept.method },
  )
}
