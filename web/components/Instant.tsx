import { useReader } from '../format/reader.tsx'
import {
  clock,
  day,
  justBefore,
  moment,
  place,
  sameClock,
  shortDay,
  shortMoment,
  span,
} from '../format/time.ts'

/** `last-day`: the day until whose end something is good. */
type Way = 'day' | 'short-day' | 'last-day' | 'short-last-day' | 'moment' | 'short-moment' | 'clock'

/** An instant as the reader would say it, in the reader's zone. */
export function Instant({ at, as = 'moment' }: { at: string; as?: Way }) {
  const { locale, zone, now } = useReader()
  const said = {
    day: () => day(at, locale, zone, now),
    'short-day': () => shortDay(at, locale, zone, now),
    'last-day': () => day(justBefore(at), locale, zone, now),
    'short-last-day': () => shortDay(justBefore(at), locale, zone, now),
    moment: () => moment(at, locale, zone, now),
    'short-moment': () => shortMoment(at, locale, zone, now),
    clock: () => clock(at, locale, zone),
  }[as]()
  return (
    <time dateTime={at} suppressHydrationWarning>
      {said}
    </time>
  )
}

/**
 * `Thursday 26 November, 18:00–19:00 in your time (Berlin) · 17:00 in London`: when something is, for the
 * reader, with the other side's clock beside it when that reads differently.
 */
export function Meeting({
  start,
  end,
  zone: theirs,
}: {
  start: string
  end: string
  zone: string
}) {
  const { locale, zone, zoneKnown, now } = useReader()
  const differs = !sameClock(start, zone, theirs)
  const otherDay = day(start, locale, zone) !== day(start, locale, theirs)
  return (
    <>
      <time dateTime={start} className="strong" suppressHydrationWarning>
        {`${day(start, locale, zone, now)}, ${span(start, end, locale, zone)}`}
      </time>{' '}
      <span className="soft" suppressHydrationWarning>
        {zoneKnown ? `in your time (${place(zone)})` : `in ${place(zone)}`}
        {differs
          ? ` · ${otherDay ? `${shortDay(start, locale, theirs)}, ` : ''}${clock(start, locale, theirs)} in ${place(theirs)}`
          : ''}
      </span>
    </>
  )
}
