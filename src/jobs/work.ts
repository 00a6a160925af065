import type { Clock, Db, Fragment, Outside } from '#base'
import type { Signer } from '#ledger'
import type { Mail, MessageProviders, OtpKey, Webhooks } from '#messaging'
import type { Payments } from '#payments'

/** What scheduled work and reactions have at hand. */
export type Work = {
  db: Db
  clock: Clock
  payments: Payments
  /** The way out for e-mails; undefined where no mail server is set. */
  mail?: Mail | undefined
  /** The way out to machines that are told of events. */
  webhooks?: Webhooks | undefined
  /** Who carries messages to people outside. */
  messageProviders?: MessageProviders | undefined
  /** The way out to addresses that people gave: calendars of elsewhere. */
  outside?: Outside | undefined
  /** Under which codes are kept. */
  otp?: OtpKey | undefined
  /** Signs the seals of the books; without it nothing is sealed. */
  signer?: Signer | undefined
}

/** An entry of the schedule. */
export type Scheduled = {
  name: string
  /** What it does, as a person would say it. */
  says: string
  /** Cron expression, minute first. */
  cron: string
  /** Zone that the expression is read in. */
  zone: string
  run(work: Work, now: Temporal.Instant): Promise<unknown>
  /** Looks at what is there, and moves nothing: the demo town's half year is told without it. */
  upkeep?: boolean
  /**
   * The earliest deadline among its rows, as a scalar expression of SQL; nothing: there never is one.
   * With it a run is made at the first tick
   * after that deadline only, so that work looked for every minute costs nothing while there is
   * none, and a clock that jumps half a year passes over quiet minutes. Entries that run more than
   * once an hour must have it.
   */
  due?(work: Work): Fragment | undefined
}
