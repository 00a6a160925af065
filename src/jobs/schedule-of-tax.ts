import { atomically } from '#base'
import { askForForms, issueStatements } from '#earnings'
import type { Scheduled } from './work.ts'

const zone = 'UTC'

/** What tax asks of educators, by itself. */
export const scheduleOfTax: readonly Scheduled[] = [
  {
    name: 'earnings.askForForms',
    says: 'Asks educators for the tax form that their payouts wait for, once a month',
    cron: '20 5 * * *',
    zone,
    run: async ({ db }, now) => ({ asked: await atomically(db, (tx) => askForForms(tx, now)) }),
  },
  {
    name: 'earnings.issueStatements',
    says: 'Issues the statements of the year before on 10 January, and corrections until spring',
    cron: '0 7 10 1-4 *',
    zone,
    run: async ({ db }, now) => {
      const year = now.toZonedDateTimeISO(zone).year - 1
      return { issued: await issueStatements(db, year, 'schedule', now) }
    },
  },
]
