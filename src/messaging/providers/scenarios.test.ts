import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, readConfig, VirtualClock } from '#base'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type Letter, PLAYED, type Played, type Taken } from '../../../test/providers/fake.ts'
import { topicLetter } from '../../../test/providers/ses.ts'
import { allStanding, amazon, type Standing, TOPIC } from '../../../test/providers/standing.ts'
import {
  addProvider,
  changeProvider,
  classify,
  type FaultClass,
  giveMessageKey,
  type Hearing,
  type MessageProviders,
  openProviders,
  ProviderFault,
  type Told,
  takeProviderNotice,
  workProviderNotices,
} from './index.ts'

type Set = Standing & { id: string; secret: string }
type Report = Extract<Told, { is: 'report' }>

/** What has to come of each scenario: what the call is refused for, or what is told afterwards. */
const COMES: Record<Played, FaultClass | readonly string[]> = {
  delivered: ['delivered'],
  'delivered-twice': ['delivered'],
  'delivered-then-failed': ['delivered', 'failed'],
  'read-first': ['read', 'delivered'],
  never: [],
  late: ['delivered'],
  'told-first': ['delivered'],
  'slow-down': 'retry',
  broken: 'retry',
  hangs: 'unknown',
  'cut-off': 'unknown',
  'out-of-credit': 'out_of_stock',
  'invalid-number': 'bad_recipient',
  dnd: 'no_consent',
  'opted-out': 'no_consent',
  'dlt-mismatch': 'bad_content',
  'window-closed': 'window_closed',
  recategorised: ['delivered', 'sent'],
  'more-segments': ['delivered'],
}
/** Where a provider does otherwise, and rightly. */
const OTHERWISE: Record<string, FaultClass | readonly string[]> = {
  // A suspended account is no empty shelf.
  'twilio out-of-credit': 'fail_over',
  // Meta says the category with the report itself.
  'whatsapp_cloud recategorised': ['delivered'],
}

suite('Providers of messages, each against its stand-in at the network', () => {
  let db: TestDatabase
  let providers: MessageProviders
  let all: Set[]
  const clock = new VirtualClock(Temporal.Instant.from('2026-11-22T08:00:00Z'), { standing: true })
  const told: Told[] = []
  const hearing: Hearing = {
    takeReports: async (_tx, _provider, reports) => void told.push(...reports),
    takeInbound: async (_tx, _provider, inbound) => void told.push(inbound),
    suppress: async () => {},
  }
  const certificate = amazon.publicKey.export({ type: 'spki', format: 'pem' }).toString()

  before(async () => {
    db = await testDatabase()
    const config = readConfig({ STOA_SECRET: 'the master secret of this test, long enough' })
    providers = await openProviders({
      db,
      clock,
      config,
      amazon: { certificate: async () => certificate },
    })
    all = await Promise.all((await allStanding()).map(setUp))
    await providers.reload()
    for (const one of all) {
      const [secret] = await providers.callbacksOf(one.id)
      one.secret = secret!
    }
  })
  after(async () => {
    const wrong = all?.flatMap(({ kind, fake }) => fake.wrong.map((what) => `${kind}: ${what}`))
    await Promise.all(all?.map(({ fake }) => fake.stop()) ?? [])
    providers?.close()
    await db[Symbol.asyncDispose]()
    assert.deepEqual(wrong, [], 'requests that the provider would not have understood')
  })

  async function setUp(standing: Standing): Promise<Set> {
    const { kind, settings, keys, fake } = standing
    const by = 'person:ann'
    const faultOf = () => undefined
    const id = await atomically(db, async (tx) => {
      const wish = { kind, name: kind, address: fake.url, settings, by, faultOf }
      const card = await addProvider(tx, providers.box, wish, clock.now())
      for (const { purpose, text, name = null } of keys) {
        const given = { provider: card.id, purpose, text, name, hours: 0, by }
        await giveMessageKey(tx, providers.box, given, clock.now())
      }
      await changeProvider(tx, { id: card.id, active: true, by, faultOf }, clock.now())
      return card.id
    })
    return { ...standing, id, secret: '' }
  }

  let people = 0
  const somebody = (way: Standing['way'], played: Played): string => {
    people += 1
    return way === 'email'
      ? `person${people}@${played}.example`
      : `+9198111${String(people).padStart(5, '0')}`
  }
  const send = async (
    set: Set,
    played: Played,
    to = somebody(set.way, played),
    patience = 3_000,
  ) => {
    set.fake.played.set(to, played)
    const id = newId()
    const provider = await providers.of(set.id)
    const outgoing = {
      id,
      message: newId(),
      to,
      category: 'utility' as const,
      content: set.content,
    }
    const sent = provider.send(outgoing, AbortSignal.timeout(patience)).then(
      ({ ref }) => ({ ref, fault: undefined }),
      (fault: unknown) => {
        if (!(fault instanceof ProviderFault)) throw fault
        return { ref: undefined, fault }
      },
    )
    return { id, to, ...(await sent) }
  }
  const post = (set: Set, { body, headers, query = '' }: Letter, secret = set.secret) =>
    takeProviderNotice(
      { db, messageProviders: providers },
      {
        provider: set.id,
        secret,
        headers,
        body: Buffer.from(body),
        url: `http://localhost:3000/api/webhooks/messages/${set.id}/${secret}${query}`,
        from: '203.0.113.9',
      },
      clock.now(),
    )
  const hear = async (): Promise<Report[]> => {
    told.length = 0
    await workProviderNotices(db, providers, hearing, clock.now())
    return told.filter((one): one is Report => one.is === 'report')
  }
  const takenFor = ({ fake }: Set, to: string): Taken => fake.taken.find((one) => one.to === to)!

  for (const played of PLAYED) {
    test(played, async () => {
      for (const set of all.filter(({ cannot }) => !cannot.includes(played))) {
        const comes = OTHERWISE[`${set.kind} ${played}`] ?? COMES[played]
        const says = `${set.kind}: ${played}`
        const { fake } = set
        if (played === 'out-of-credit') fake.balance = 2
        if (played === 'told-first')
          fake.onNews = async (taken) => {
            for (const letter of fake.part.letters(taken, played, clock.now()))
              await post(set, letter)
          }
        // Of a batch, the first two still go.
        const tries = played === 'out-of-credit' ? 2 : 0
        for (let n = 0; n < tries; n++) assert.ok((await send(set, played)).ref, says)
        const patience = played === 'hangs' ? 80 : 3_000
        const first = await send(set, played, undefined, patience)
        fake.balance = 1_000
        if (first.fault) {
          const { class: found } = await classify(db, set.kind, first.fault)
          assert.equal(found, comes, `${says}: ${first.fault.code} ${first.fault.message}`)
        }
        if (played === 'slow-down') assert.equal(first.fault?.retryAfterMs, 3_000, says)
        if (played === 'slow-down' || played === 'broken') {
          if (played === 'broken') assert.ok((await send(set, played, first.to)).fault, says)
          assert.ok((await send(set, played, first.to)).ref, `${says}: goes at last`)
          continue
        }
        // Whatever was not answered had been taken: nobody else may send it.
        if (comes === 'unknown') assert.ok(takenFor(set, first.to), says)
        if (first.fault) continue
        if (played !== 'told-first')
          for (const letter of fake.part.letters(takenFor(set, first.to), played, clock.now())) {
            assert.equal(await post(set, letter), true, says)
            if (played === 'delivered-twice') assert.equal(await post(set, letter), false, says)
          }
        const reports = (await hear()).filter(({ state }) => state !== 'accepted')
        const states = reports.map(({ state }) => state)
        if (typeof comes === 'string') {
          const [failed] = reports
          assert.equal(failed?.state, 'failed', says)
          const fault = { code: failed.code ?? '', suggests: 'retry' as const }
          assert.equal(
            (await classify(db, set.kind, fault)).class,
            comes,
            `${says}: ${failed.code}`,
          )
        } else assert.deepEqual(states, comes, says)
        for (const { to, ref, attempt } of reports) {
          assert.equal(to, first.to, says)
          // A week on, Gupshup does not say any more which of ours it is.
          const lost: boolean = set.kind === 'gupshup' && played === 'late'
          assert.equal(ref, lost ? undefined : first.ref, says)
          assert.equal(attempt, set.echoes ? first.id : undefined, says)
        }
        if (played === 'recategorised')
          assert.ok(
            reports.some(({ category, billable }) => category === 'marketing' && billable),
            says,
          )
        if (played === 'more-segments') assert.equal(reports[0]?.segments, 2, says)
      }
    })
  }

  test('of messages that leave at once some are taken and others refused: each by itself, and none twice', async () => {
    for (const set of all) {
      const fates: Played[] = ['delivered', 'slow-down', 'delivered', 'invalid-number', 'broken']
      const before = set.fake.taken.length
      const answered = await Promise.all(fates.map((played) => send(set, played)))
      // An address that is wrong is said at once, or in a report.
      const atOnce = Boolean(answered[3]!.fault)
      const expected = ['taken', 'retry', 'taken', atOnce ? 'bad_recipient' : 'taken', 'retry']
      const became = await Promise.all(
        answered.map(async ({ fault }) =>
          fault ? (await classify(db, set.kind, fault)).class : 'taken',
        ),
      )
      assert.deepEqual(became, expected, set.kind)
      const taken = set.fake.taken.slice(before)
      const accepted = answered.filter(({ ref }) => ref)
      // Each call carried one message, and each that was taken has a name of its own.
      assert.deepEqual(
        taken.map(({ to, ref }) => `${to} ${ref}`).toSorted(),
        accepted.map(({ to, ref }) => `${to} ${ref}`).toSorted(),
        set.kind,
      )
      for (const { to } of accepted) {
        const played = set.fake.played.get(to)!
        for (const letter of set.fake.part.letters(takenFor(set, to), played, clock.now()))
          await post(set, letter)
      }
      const ends = (await hear()).filter(({ state }) => state !== 'accepted')
      const endOf = (to: string) => ends.filter((one) => one.to === to).map(({ state }) => state)
      assert.deepEqual(
        answered.map(({ to }) => endOf(to)),
        [['delivered'], [], ['delivered'], atOnce ? [] : ['failed'], []],
        set.kind,
      )
    }
  })

  test('a topic signs with SHA-1 (version 1) or with SHA-256 (version 2), and by what it says', async () => {
    const set = all.find(({ kind }) => kind === 'ses')!
    for (const version of ['1', '2'] as const) {
      const { to, ref } = await send(set, 'delivered')
      const Message = JSON.stringify({
        eventType: 'Delivery',
        mail: { timestamp: clock.now().toString(), messageId: ref, destination: [to] },
        delivery: { timestamp: clock.now().toString(), recipients: [to] },
      })
      const said = {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: TOPIC,
        Subject: 'Delivery',
        Timestamp: clock.now().toString(),
        Message,
      }
      const letter = topicLetter(said, amazon.privateKey, version)
      const changed = (fields: Record<string, string>) => ({
        ...letter,
        body: JSON.stringify({ ...JSON.parse(letter.body), ...fields }),
      })
      const forged = [
        { SignatureVersion: version === '1' ? '2' : '1' },
        { SignatureVersion: '3' },
        { Subject: 'Bounce' },
        { Message: Message.replace('Delivery', 'delivery') },
        { Signature: '' },
      ]
      for (const fields of forged)
        await assert.rejects(
          post(set, changed(fields)),
          { code: 'signature_wrong' },
          `version ${version}: ${JSON.stringify(fields)}`,
        )
      assert.equal(await post(set, letter), true, version)
      assert.equal(await post(set, letter), false, version)
      assert.deepEqual(
        (await hear()).map((one) => [one.to, one.ref, one.state]),
        [[to, ref, 'delivered']],
        version,
      )
    }
  })

  test('a signature that is wrong, an address that is not the secret one, and a notice that is too old are refused', async () => {
    for (const set of all) {
      const { to } = await send(set, 'delivered')
      const [letter] = set.fake.part.letters(takenFor(set, to), 'delivered', clock.now())
      const code = (refused: Promise<unknown>) =>
        refused.then(
          () => 'taken',
          (error: { code: string }) => error.code,
        )
      assert.equal(await code(post(set, letter!, `${set.secret}x`)), 'message_provider_unknown')
      if (set.signs) {
        // Of a topic's message the fields are signed, of the others the bytes.
        const body =
          set.kind === 'ses' ? letter!.body.replace('eventType', 'eventtype') : `${letter!.body} `
        const other = { ...letter!, body }
        assert.equal(await code(post(set, other)), 'signature_wrong', set.kind)
        const unsigned = {
          ...letter!,
          headers: { 'content-type': letter!.headers['content-type']! },
        }
        if (set.kind !== 'ses')
          assert.equal(await code(post(set, unsigned)), 'signature_wrong', set.kind)
      }
      if (set.kind === 'sendgrid' || set.kind === 'ses') {
        const earlier = clock.now().subtract({ hours: 26 })
        const [old] = set.fake.part.letters(takenFor(set, to), 'delivered', earlier)
        assert.equal(await code(post(set, old!)), 'notice_too_old', set.kind)
      }
    }
  })

  test('what is left is read from the provider itself, and jumps after a purchase there', async () => {
    for (const set of all.filter(({ kind }) => kind !== 'whatsapp_cloud')) {
      const provider = await providers.of(set.id)
      const read = async () =>
        Number((await provider.balance!(AbortSignal.timeout(3_000)))[0]!.amount)
      set.fake.balance = 700
      const before = await read()
      set.fake.balance += 100_000
      assert.equal((await read()) - before, set.kind === 'gupshup' ? 1_000 : 100_000, set.kind)
    }
  })

  test('Twilio is asked what became of a message, and says how many segments it counted', async () => {
    const set = all.find(({ kind }) => kind === 'twilio')!
    const { ref } = await send(set, 'never')
    const provider = await providers.of(set.id)
    const [found] = await provider.lookUp!(ref!, AbortSignal.timeout(3_000))
    assert.ok(found?.is === 'report')
    assert.deepEqual([found.state, found.segments, found.ref], ['delivered', 2, ref])
  })

  test('a key that is refused gives way to the one before it, while both are valid', async () => {
    for (const set of all) {
      const access = set.keys.find(({ purpose }) => purpose === 'access')!
      const other = access.text.replace(/.$/, (end) => (end === '9' ? '8' : '9'))
      const given = {
        provider: set.id,
        purpose: 'access' as const,
        text: other,
        name: access.name ?? null,
        hours: 24,
        by: 'person:ann',
      }
      await atomically(db, (tx) => giveMessageKey(tx, providers.box, given, clock.now()))
      await providers.reload()
      assert.ok((await send(set, 'delivered')).ref, set.kind)
      set.fake.shutKey = set.kind === 'ses' ? access.name : access.text
      const basic = Buffer.from(`${set.settings.account}:${access.text}`).toString('base64')
      if (set.kind === 'twilio') set.fake.shutKey = basic
      const { fault } = await send(set, 'delivered')
      assert.equal(fault?.suggests, 'configuration', set.kind)
      set.fake.shutKey = undefined
    }
  })
})
