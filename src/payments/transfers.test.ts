import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId } from '#base'
import { CARD, type Till, testTill } from '../../test/till.ts'
import { buyCredits, openPayee, type PayeeOwner, pay, payeeLink, payeeOf } from './index.ts'

suite('Paying others', () => {
  let till: Till
  const now = () => till.clock.now()
  before(async () => {
    till = await testTill()
    // Something to pay from: cards are available two midnights later.
    const buyer = await till.person()
    const order = await atomically(till.db, (tx) =>
      buyCredits(tx, { personId: buyer, credits: 50_000n }, now()),
    )
    await till.pay(order.id, CARD.works)
    await till.advance(now().add({ hours: 72 }))
  })
  after(async () => till[Symbol.asyncDispose]())

  async function payee(ready = true): Promise<PayeeOwner> {
    const owner = { type: 'person', id: await till.person() } as const
    const given = { owner, email: 'elena@example.org', name: 'Elena', country: 'ES' }
    const opened = await openPayee(till.payments, given, now())
    assert.equal(opened.state, 'restricted')
    assert.equal((await openPayee(till.payments, given, now())).ref, opened.ref)
    if (ready) {
      const { url } = await payeeLink(till.payments, owner, '/teaching/earnings')
      const { account } = (await till.sandbox.onboarding(url.split('/').at(-1)!))!
      await till.sandbox.makeReady(account.id)
      await till.settle()
      assert.equal((await payeeOf(till.db, 'sandbox', owner))?.state, 'ready')
    }
    return owner
  }
  const payout = (owner: PayeeOwner, amount = 3500n) => ({
    id: newId(),
    payee: owner,
    amount,
    currency: 'USD',
  })
  const transfers = async (id: string) => {
    const rows = await till.db<{ attempt: number; state: string; code: string | null }>`
      select attempt, state, code from payments.transfer where payout_id = ${id} order by attempt`
    return rows.map(({ attempt, state, code }) => [attempt, state, code])
  }
  const sentThere = async (id: string) => {
    const [row] = await till.db<{ count: number }>`
      select count(*)::int as count from sandbox.thing where object = 'transfer' and body ->> 'transfer_group' = ${id}`
    return row!.count
  }

  test('a payout is sent once, however often it is asked for', async () => {
    const one = payout(await payee())
    const first = await pay(till.payments, one, now())
    assert.equal(first.outcome, 'sent')
    assert.deepEqual(await pay(till.payments, one, now()), first)
    assert.equal(await sentThere(one.id), 1)
  })

  test('ten processes at once send it once', async () => {
    const one = payout(await payee())
    await Promise.all(Array.from({ length: 10 }, () => pay(till.payments, one, now())))
    const last = await pay(till.payments, one, now())
    assert.equal(last.outcome, 'sent')
    assert.equal(await sentThere(one.id), 1)
  })

  test('nobody is paid who has not set up a bank; once they have, the next attempt goes', async () => {
    const owner = await payee(false)
    const one = payout(owner)
    const no = await pay(till.payments, one, now())
    assert.deepEqual([no.outcome, no.outcome === 'refused' && no.payeeCanFix], ['refused', true])
    await till.sandbox.makeReady((await payeeOf(till.db, 'sandbox', owner))!.ref!)
    assert.equal((await pay(till.payments, one, now())).outcome, 'sent')
    assert.deepEqual(await transfers(one.id), [
      [1, 'refused', 'insufficient_capabilities_for_transfer'],
      [2, 'sent', null],
    ])
    const unknown = payout({ type: 'person', id: newId() })
    assert.equal((await pay(till.payments, unknown, now())).outcome, 'refused')
  })

  test('more than is there is refused, and nothing is left in doubt', async () => {
    const one = payout(await payee(), 5_000_000n)
    const no = await pay(till.payments, one, now())
    assert.deepEqual(
      [no.outcome, no.outcome === 'refused' && no.code],
      ['refused', 'balance_insufficient'],
    )
  })

  test('an answer that is lost is unknown; asked again it is found, not sent again', async () => {
    const one = payout(await payee())
    till.sandbox.cutAnswers(3)
    assert.deepEqual(await pay(till.payments, one, now()), { outcome: 'unknown' })
    till.sandbox.cutAnswers(0)
    assert.deepEqual(await transfers(one.id), [[1, 'unknown', null]])
    assert.equal((await pay(till.payments, one, now())).outcome, 'sent')
    assert.equal(await sentThere(one.id), 1)
    assert.deepEqual(await transfers(one.id), [[1, 'sent', null]])
  })

  test('an attempt in doubt for longer than the provider remembers keys is looked up, never sent blindly', async () => {
    const owner = await payee()
    const one = payout(owner)
    // As if the process had died between writing the attempt down and calling the provider.
    await till.db`
      insert into payments.transfer (payout_id, attempt, owner_type, owner_id, provider, amount, currency, state, started_at)
      values (${one.id}, 1, 'person', ${owner.id}, 'sandbox', 3500, 'USD', 'sending', ${now().subtract({ hours: 21 })})`
    const answer = await pay(till.payments, one, now())
    assert.deepEqual(
      [answer.outcome, answer.outcome === 'refused' && answer.code],
      ['refused', 'not_found_after_a_day'],
    )
    assert.equal((await pay(till.payments, one, now())).outcome, 'sent')
    assert.equal(await sentThere(one.id), 1)
  })

  test('one payout is in flight per payee: the database says so', async () => {
    const owner = await payee()
    const write = (id: string) => till.db`
      insert into payments.transfer (payout_id, attempt, owner_type, owner_id, provider, amount, currency, state, started_at)
      values (${id}, 1, 'person', ${owner.id}, 'sandbox', 1, 'USD', 'sending', ${now()})`
    await write(newId())
    await assert.rejects(write(newId()), /transfer_one_in_flight/)
    assert.deepEqual(await pay(till.payments, payout(owner), now()), { outcome: 'unknown' })
  })

  test('the bank’s answer is told about each payout that it carried, once', async () => {
    const owner = await payee()
    const [one, two] = [payout(owner), payout(owner, 1500n)]
    await pay(till.payments, one, now())
    await pay(till.payments, two, now())
    const told = async (kind: string) => {
      const rows = await till.db<{ about: string }>`
        select about_id as about from base.fact where kind = ${kind} and about_id = any(${[one.id, two.id]}::text[]) order by about_id`
      return rows.map((row) => row.about)
    }
    await till.advance(now().add({ hours: 24 * 4 }))
    assert.deepEqual(await told('bank.paid'), [one.id, two.id].sort())
    await till.sandbox.resendAll()
    await till.settle()
    assert.equal((await told('bank.paid')).length, 2)
    const third = payout(owner)
    await till.sandbox.failNextPayout((await payeeOf(till.db, 'sandbox', owner))!.ref!)
    const before = (await till.payments.provider.balance())[0]!.available
    await pay(till.payments, third, now())
    await till.advance(now().add({ hours: 24 * 4 }))
    assert.equal(
      (await till.payments.provider.balance())[0]!.available,
      before,
      'taken back, so it can be sent anew',
    )
    assert.deepEqual(await transfers(third.id), [[1, 'taken_back', null]])
    const [failed] = await till.db<{ data: { code: string } }>`
      select data from base.fact where kind = 'bank.failed' and about_id = ${third.id}`
    assert.equal(failed!.data.code, 'account_closed')
  })
})
