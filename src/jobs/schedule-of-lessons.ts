import { nextCalendar, readCalendars } from '#live'
import type { Scheduled } from './work.ts'

/** What keeps the hours of educators true. The demo town's half year is played without it: it has no such calendars. */
export const scheduleOfLessons: readonly Scheduled[] = [
  {
    name: 'live.readCalendars',
    says: 'Reads the calendars that educators have elsewhere, so that no lesson meets what stands in them',
    cron: '* * * * *',
    zone: 'UTC',
    upkeep: true,
    due: ({ outside }) => (outside ? nextCalendar : undefined),
    run: async ({ db, outside }, now) => ({
      read: outside ? await readCalendars(db, outside, now) : 0,
    }),
  },
]
