import { fork } from 'node:child_process'
import { once } from 'node:events'
import { atomically, type Db, eachApart, newId } from '#base'
import { earnCommission, openCommission, releaseHeld, schedulePayouts } from '#earnings'
import { balance, verify } from '#ledger'
import type { Payments } from '#payments'
import { cpuOf, cpuOfFamily } from './cpu.ts'
import { type Figure, figure, report } from './report.ts'
import { openWithin } from './within.ts'

/** Each earns 35.00: a seat of 50 credits at 70 %. */
const EACH = 3500n
/** The share of the payouts after which the sending process is killed. */
const KILLED_AT = 0.3
const MONDAY = Temporal.Instant.from('2026-11-30T06:00:00Z')
const EARNED = Temporal.Instant.from('2026-11-20T12:00:00Z')

/**
 * One run of payouts to very many payees through the sandbox. The process that sends is killed with kill -9 half-way;
 * another goes on. Is everybody paid, once, and how long does it take?
 */
export async function bench(): Promise<void> {
  const count = Number(process.argv[3] ?? 10_000)
  await using house = await openWithin(EARNED)
  const { db, payments, clock, url, about, postgres } = house

  console.log(`${count} educators earn ${EACH} cents each …`)
  await arrive(db, payments, count)
  await releaseHeld(db, MONDAY)
  clock.moveTo(MONDAY)

  console.log('They are set aside …')
  const watch = stopwatch(postgres)
  const own = process.cpuUsage()
  const scheduled = await schedulePayouts(db, MONDAY)
  const aside = watch()
  const used = process.cpuUsage(own)
  aside.own = (used.user + used.system) / 1_000

  console.log('They are sent; the first process is killed …')
  const sending = stopwatch(postgres)
  const killed = await runUntil(db, url, MONDAY, Math.floor(count * KILLED_AT))
  const rest = await runUntil(db, url, MONDAY, undefined)
  // What the first had asked for when it died is looked up once its lease is over.
  const last = await runUntil(db, url, MONDAY.add({ minutes: 6 }), undefined)
  const sent = sending()
  sent.own = killed.own + rest.own + last.own

  report('payouts', figuresOf(count, scheduled, killed, { aside, sent }, await look(db)), about)
}

/** Educators with a payee at the sandbox, money there to pay them from, and one seat earned by each. */
async function arrive(db: Db, payments: Payments, count: number): Promise<void> {
  await db`
    insert into people.person (id, name, email, created_at, updated_at)
    select gen_random_uuid(), 'Educator ' || n, 'educator' || n || '@example.org', ${EARNED}, ${EARNED}
    from generate_series(1, ${count}::int) n`
  await db`
    insert into earnings.educator (person_id, name, zone, kinds, organization_id, years_teaching, enrolled_by, enrolled_at)
    select p.id, p.name, 'UTC', '{class}', (select id from people.organization limit 1), 3, 'bench', ${EARNED}
    from people.person p where p.email like 'educator%@example.org'`
  await db`
    insert into earnings.standing (educator_id, kind, tier, since, first_tier)
    select person_id, 'class', 'intermediate', ${EARNED}, 'intermediate' from earnings.educator`
  await db`
    insert into payments.payee (owner_type, owner_id, provider, ref, country, state, opened_at, ready_at)
    select 'person', person_id::text, 'sandbox', 'acct_' || replace(person_id::text, '-', ''), 'DE', 'ready', ${EARNED}, ${EARNED}
    from earnings.educator`
  await db`
    insert into sandbox.thing (id, object, account, created, body)
    select p.ref, 'v2.core.account', '', ${EARNED}, jsonb_build_object('id', p.ref, 'object', 'v2.core.account',
      'created', '2026-11-20T12:00:00.000Z', '$ready', true, '$email', 'e@example.org', '$name', 'E', '$country', 'de',
      '$entity', 'individual', '$metadata', '{}'::jsonb, '$bankRefuses', false)
    from payments.payee p`
  await payments.sandbox!.bank.moveByHand(Number(EACH) * count)
  const educators = await db<{ id: string }>`select person_id as id from earnings.educator`
  const earn = async ({ id }: { id: string }) => {
    const bookingId = newId()
    const booked = {
      bookingId,
      sessionId: newId(),
      educator: id,
      kind: 'class',
      title: 'Spanish',
    } as const
    await atomically(db, async (tx) => {
      const price = { credits: 5000n }
      await openCommission(
        tx,
        { ...booked, sessionAt: EARNED, paidBy: 'included', price, agreedRate: null },
        EARNED,
      )
      await earnCommission(tx, { bookingId, by: 'bench' }, EARNED)
    })
    return true
  }
  await eachApart(educators, earn, 8)
}

type Spent = { seconds: number; postgres: number; own: number }

function stopwatch(postgres: number): () => Spent {
  const [at, cpu] = [performance.now(), cpuOfFamily(postgres)]
  return () => ({
    seconds: (performance.now() - at) / 1_000,
    postgres: cpuOfFamily(postgres) - cpu,
    own: 0,
  })
}

/** A process of its own sends what is due; with `killAt` it is killed as soon as so many are sent. */
async function runUntil(db: Db, url: string, now: Temporal.Instant, killAt: number | undefined) {
  const child = fork(new URL('./payouts-sender.ts', import.meta.url), [url, now.toString()])
  const over = once(child, 'exit')
  let [own, sent] = [0, 0]
  while (child.exitCode === null && child.signalCode === null) {
    const [row] = await db<{ sent: number }>`
      select count(*)::int as sent from earnings.payout where state = 'sent'`
    sent = row!.sent
    if (child.exitCode === null && child.signalCode === null) own = cpuOrLast(child.pid!, own)
    if (killAt !== undefined && sent >= killAt) child.kill('SIGKILL')
    await Promise.race([over, new Promise((done) => setTimeout(done, 100))])
  }
  await over
  if (killAt === undefined && child.exitCode !== 0)
    throw new Error(`A sender ended with ${child.exitCode}`)
  return { own, sent }
}

function cpuOrLast(pid: number, last: number): number {
  try {
    return cpuOf(pid)
  } catch {
    return last
  }
}

/** What the provider, the books and the statements say in the end. */
async function look(db: Db) {
  const [row] = await db<{
    sent: number
    transfers: number
    twice: number
    gaps: number
    statements: number
  }>`
    select (select count(*)::int from earnings.payout where state = 'sent') as sent,
      (select count(*)::int from sandbox.thing where object = 'transfer') as transfers,
      (select count(*)::int from (select body ->> 'destination' from sandbox.thing where object = 'transfer'
        group by 1 having count(*) > 1) t) as twice,
      (select count(*)::int from earnings.statement) as statements,
      (select coalesce(max(number), 0) - count(*)::int from earnings.statement) as gaps`
  const left = await balance(db, {
    owner: { type: 'provider', id: 'sandbox' },
    purpose: 'provider_clearing',
    asset: 'USD',
  })
  const { ok } = await verify(db)
  return { ...row!, left, ok }
}

function figuresOf(
  count: number,
  scheduled: number,
  killed: { sent: number },
  { aside, sent }: { aside: Spent; sent: Spent },
  seen: Awaited<ReturnType<typeof look>>,
): Figure[] {
  const none = { atMost: 0 }
  return [
    figure('payees in one run', count, 'payees'),
    figure(
      'the whole run, the killed process and the one that went on',
      aside.seconds + sent.seconds,
      's',
      { atMost: (300 * count) / 10_000 },
    ),
    figure('of it setting payouts aside', aside.seconds, 's'),
    figure('of it sending them', sent.seconds, 's'),
    figure('sent when the first process was killed', killed.sent, 'payouts'),
    figure(
      'not set aside, or not sent in the end',
      2 * count - scheduled - seen.sent,
      'payouts',
      none,
    ),
    figure('payees to whom the provider sent twice', seen.twice, 'payees', none),
    figure(
      'transfers at the provider that are no payout of ours',
      seen.transfers - seen.sent,
      'transfers',
      none,
    ),
    figure(
      'cents by which the books differ from what was sent',
      Number(-seen.left - EACH * BigInt(count)),
      'cents',
      none,
    ),
    figure('faults of the books', seen.ok ? 0 : 1, 'faults', none),
    figure(
      'payouts without a statement, and gaps in their numbers',
      count - seen.statements + seen.gaps,
      'statements',
      none,
    ),
    figure('CPU per payout, Stoa with the sandbox', (aside.own + sent.own) / count, 'ms'),
    figure('CPU per payout, PostgreSQL', (aside.postgres + sent.postgres) / count, 'ms'),
  ]
}
