import type { FastifyInstance } from 'fastify'
import {
  APP_ROLE,
  atomically,
  type Clock,
  type Config,
  type Db,
  gatherStatistics,
  migrate,
  Outside,
  openDatabase,
  openInstallation,
  StartRefused,
  secretOf,
  VirtualClock,
  wallClock,
} from '#base'
import { DEMO_WEEKS, demoBegins, demoState, forgetHalfATown, loadDemo } from '#demo'
import { educatorOf } from '#earnings'
import { type AppOptions, buildApp, type Deps, pagesAreBuilt, postmanOf, webPages } from '#http'
import { keepers, openJobs, reactions, sandboxClock, schedule } from '#jobs'
import { signerFrom } from '#ledger'
import { boardOf } from '#live'
import {
  followSmtpUrl,
  openHouseMail,
  openOtp,
  openProviders,
  openWebhooks,
  sealSecretsAnew,
} from '#messaging'
import { openPayments, settleSandbox } from '#payments'
import { openPeople } from '#people'
import { Entitlements } from '#plans'

/** What one process does. */
export type Roles = {
  /** Answers: pages and API. */
  answers: boolean
  /** Works: the schedule and the queue. */
  works: boolean
}

/** A Stoa that is up. */
export type Stoa = {
  deps: Deps
  /** Settles with the reason when it cannot go on. */
  lost: Promise<string>
  stop(): Promise<void>
}

/** What the demo town, stories and benches set otherwise. */
export type Differently = {
  /** The hour that it begins at; a standing one is moved by its owner only. */
  clock?: Clock
  /** Requests a minute: benches send all theirs from one address. */
  limits?: NonNullable<AppOptions['limits']>
  /** Commits do not wait for the disk, and upkeep is left out: only where a crash means that all is begun anew. */
  hurried?: boolean
}

/** Brings Stoa up, from the configuration to the open door. Refuses (StartRefused) by name. */
export async function openStoa(
  config: Config,
  roles: Roles,
  differently: Differently = {},
): Promise<Stoa> {
  await using opened = new AsyncDisposableStack()

  const installation = await openInstallation(config)
  opened.defer(() => installation.close())
  await migrate(installation.url)
  // The demo town pays with the first sandbox's cards.
  const demo = config.demo && config.payments === 'sandbox'
  if (demo && roles.works) await moveIn(config, installation.url)

  const settings = differently.hurried ? HURRIED : {}
  const db = openDatabase({ url: installation.url, role: APP_ROLE, size: 20, settings })
  opened.defer(() => db.close())
  const clock = differently.clock ?? (await clockOf(config, db))

  const payments = await openPayments({ db, clock, config, keepers })
  opened.defer(() => payments.close())
  const entitlements = await new Entitlements(db).open()
  opened.defer(() => entitlements.close())
  const people = openPeople({ db, config, secret: secretOf(config), clock })
  const waysOut = await openWaysOut(config, db, clock, roles)
  opened.defer(() => waysOut.messageProviders.close())
  const { outside, messageProviders } = waysOut
  const jobs = await openJobs({
    work: {
      db,
      clock,
      payments,
      ...waysOut,
      otp: openOtp(config),
      signer: signerFrom(secretOf(config)),
    },
    ownerUrl: differently.hurried ? hurried(installation.url) : installation.url,
    schedule: differently.hurried ? schedule.filter(({ upkeep }) => !upkeep) : schedule,
    reactions,
    settleOutside: () => settleSandbox(payments),
    onError: (error) => console.error('The schedule could not be looked at:', error),
  })
  opened.defer(() => jobs.stop())

  const deps: Deps = {
    db,
    clock,
    config,
    people,
    payments,
    entitlements,
    jobs,
    outside,
    messageProviders,
    educatorOf,
  }
  const app = await buildApp(deps, {
    ...(roles.answers && pagesAreBuilt() ? { pages: webPages(deps) } : {}),
    ...(differently.limits ? { limits: differently.limits } : {}),
  })
  opened.defer(() => app.close())
  await app.ready()
  const own = payments.sandbox ?? payments.rupees
  own?.deliverWith(postmanOf(app), roles.works ? { everyMs: 1_000 } : {})
  if (roles.answers) {
    await listen(app, config)
    // Read while the first visitors come; whoever searches meanwhile waits for it.
    boardOf(db, clock.now()).catch(() => {})
  }
  if (roles.works) await jobs.start()

  const rest = opened.move()
  return {
    deps,
    lost: installation.lost.then((lost) =>
      lost
        ? 'PostgreSQL has stopped by itself. Start Stoa again: nothing that was done is lost.'
        : new Promise(() => {}),
    ),
    stop: () => rest.disposeAsync(),
  }
}

/** Whoever carries something out of the house: e-mails, events for machines, messages. */
async function openWaysOut(config: Config, db: Db, clock: Clock, roles: Roles) {
  const webhooks = openWebhooks(config)
  await atomically(db, (tx) => sealSecretsAnew(tx, webhooks))
  const messageProviders = await openProviders({ db, clock, config })
  if (roles.works) await followSmtpUrl(db, messageProviders, config, clock.now())
  const outside = new Outside({ allowed: config.outsideAllowed })
  return { outside, webhooks, messageProviders, mail: openHouseMail(config) }
}

const HURRIED = { synchronous_commit: 'off' }

function hurried(address: string): string {
  const url = new URL(address)
  url.searchParams.set('options', '-c synchronous_commit=off')
  return url.href
}

/**
 * The demo town moves into an empty installation: half a year of its life is played on a clock of its
 * own before the doors open. A loading that was cut off half-way begins anew; where anybody else lives
 * already, nothing happens.
 */
export async function moveIn(config: Config, url: string): Promise<void> {
  const db = openDatabase({ url, role: APP_ROLE, size: 1 })
  const state = await demoState(db).finally(() => db.close())
  if (state === 'half') await forgetHalfATown(url).then(() => migrate(url))
  else if (state !== 'empty') return
  console.log('First start: the demo town lives through half a year (about a minute) …')
  const until = wallClock.now()
  const clock = new VirtualClock(demoBegins({ until }), { standing: true })
  const own = { ...config, databaseUrl: url, demo: false }
  const { deps, stop } = await openStoa(
    own,
    { answers: false, works: false },
    { clock, hurried: true },
  )
  const { payments, jobs } = deps
  const onWeek = async (week: number) => {
    if (week > 0 && week % 6 === 0) console.log(`  week ${week} of ${DEMO_WEEKS}`)
    if (week === 1 || week % 6 === 0) await gatherStatistics(url)
  }
  await loadDemo({ db: deps.db, clock, payments, jobs }, { until, onWeek }).finally(stop)
}

/** The sandbox has a clock that staff can move; wherever money is real, time is too. */
async function clockOf(config: Config, db: Db): Promise<Clock> {
  return config.payments.startsWith('sandbox') && !config.production ? sandboxClock(db) : wallClock
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new StartRefused(
        `Port ${port} is in use by another program. Stop that one, or choose another: PORT=${port + 1} npm start`,
      )
    }
    if (code === 'EACCES') {
      throw new StartRefused(`This user may not open port ${port}. Set PORT to 1024 or more.`)
    }
    throw error
  }
}
