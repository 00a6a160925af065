import { atomically, type Config, newId, Outside, readConfig, VirtualClock } from '#base'
import { educatorOf } from '#earnings'
import { type AppOptions, buildApp, type Deps, postmanOf } from '#http'
import { keepers, openJobs, reactions, schedule } from '#jobs'
import { openOtp, openProviders, openWebhooks } from '#messaging'
import { openPayments, settleSandbox } from '#payments'
import { createPerson, type NewPerson, openPeople, sessionCookieName, signToken } from '#people'
import { Entitlements } from '#plans'
import { type TestDatabase, testDatabase } from './database.ts'

const SECRET = 'a secret for tests only, long enough'
let people = 0

/**
 * The whole app over a database of its own, with a standing clock that tests move by hand.
 * Use with `await using stoa = await testApp()`.
 */
export async function testApp(
  options: {
    start?: string
    config?: Partial<Config>
    deps?: Partial<Deps>
    app?: AppOptions
  } = {},
) {
  // What was opened is closed again, also when the app refuses to start.
  await using opened = new AsyncDisposableStack()
  const db: TestDatabase = opened.use(await testDatabase())
  const clock = new VirtualClock(Temporal.Instant.from(options.start ?? '2026-11-21T12:00:00Z'), {
    standing: true,
  })
  const config: Config = {
    ...readConfig({ STOA_SECRET: SECRET, LOG_LEVEL: 'silent' }),
    ...options.config,
  }
  const payments = await openPayments({ db, clock, config, keepers })
  opened.defer(() => payments.close())
  const entitlements = await new Entitlements(db).open()
  opened.defer(() => entitlements.close())
  const outside = new Outside({ allowed: config.outsideAllowed })
  const messageProviders = await openProviders({ db, clock, config })
  opened.defer(() => messageProviders.close())
  const jobs = await openJobs({
    work: {
      db,
      clock,
      payments,
      webhooks: openWebhooks(config),
      messageProviders,
      outside,
      otp: openOtp(config),
    },
    ownerUrl: db.url,
    schedule,
    reactions,
    settleOutside: () => settleSandbox(payments),
  })
  opened.defer(() => jobs.stop())
  const deps: Deps = {
    db,
    clock,
    config,
    people: openPeople({ db, config, secret: SECRET, clock }),
    payments,
    entitlements,
    jobs,
    outside,
    messageProviders,
    educatorOf,
    ...options.deps,
  }
  const app = await buildApp(deps, {
    ...options.app,
    limits: {
      address: 1e9,
      person: 1e9,
      'sign-in': 1e9,
      checkout: 1e9,
      proof: 1e9,
      writing: 1e9,
      account: 1e9,
      ...options.app?.limits,
    },
  })
  opened.defer(() => app.close())
  await app.ready()
  ;(payments.sandbox ?? payments.rupees)?.deliverWith(postmanOf(app))
  const rest = opened.move()
  return {
    app,
    db,
    clock,
    deps,
    /** A new person; a name is enough. */
    async person(given: Partial<NewPerson> = {}): Promise<string> {
      people += 1
      const { id } = await atomically(db, (tx) =>
        createPerson(
          tx,
          { name: `Person ${people}`, email: `person${people}@example.org`, ...given },
          clock.now(),
        ),
      )
      return id
    },
    /** Headers of a person who is signed in, without the work of a password. */
    as: (person: string) => signIn(db, config, person),
    /** The same with a new Idempotency-Key, for deeds. */
    async doing(person: string): Promise<Record<string, string>> {
      return { ...(await signIn(db, config, person)), 'idempotency-key': newId() }
    },
    async [Symbol.asyncDispose]() {
      await rest.disposeAsync()
    },
  }
}

export type TestApp = Awaited<ReturnType<typeof testApp>>

async function signIn(db: TestDatabase, config: Config, person: string) {
  const token = newId()
  await db`
    insert into people.session (id, token, user_id, expires_at, created_at, updated_at)
    values (${newId()}, ${token}, ${person}, clock_timestamp() + interval '7 days', clock_timestamp(), clock_timestamp())`
  return { cookie: `${sessionCookieName(config.url)}=${signToken(token, SECRET)}` }
}
