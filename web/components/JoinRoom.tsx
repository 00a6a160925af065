import { Button } from '@mantine/core'
import { useReader } from '../format/reader.tsx'
import { Instant } from './Instant.tsx'

const OPENS_MINUTES = 10
const CLOSES_MINUTES = 15
/** Shown from a day before, so that it is known where the way in will be. */
const SHOWN_HOURS = 24

/**
 * The way into a session's room. A whole page is read, rather than a part of it: only that page may use
 * camera and microphone.
 */
export function JoinRoom({ session }: { session: { id: string; start: string; end: string } }) {
  const { now } = useReader()
  const at = Date.parse(now)
  const opens = Date.parse(session.start) - OPENS_MINUTES * 60_000
  if (at < opens - SHOWN_HOURS * 3_600_000) return null
  if (at >= Date.parse(session.end) + CLOSES_MINUTES * 60_000) return null
  const open = at >= opens
  return (
    <Button
      component="a"
      href={`/sessions/${session.id}/room`}
      variant={open ? 'filled' : 'outline'}
      size="md"
    >
      {open ? (
        'Join'
      ) : (
        <>
          Try camera and microphone; opens at{' '}
          <Instant at={new Date(opens).toISOString()} as="clock" />
        </>
      )}
    </Button>
  )
}
