import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { buyCredits, openCheckout, openPayee, payeeLink } from '#payments'
import { type House, isFit, openHouse } from './house.ts'

suite('The sandbox’s own pages', () => {
  let house: House
  let mei: string
  before(async () => {
    house = await openHouse()
    mei = await house.person({ name: 'Mei Tanaka' })
  })
  after(async () => house?.[Symbol.asyncDispose]())

  const now = () => house.clock.now()
  async function checkout(): Promise<string> {
    const order = await atomically(house.db, (tx) =>
      buyCredits(tx, { personId: mei, credits: 5000n }, now()),
    )
    return (await openCheckout(house.deps.payments, order.id, now())).url
  }

  for (const [name, seat] of [
    ['at a desk', {}],
    ['on a phone at night', { phone: true, dark: true }],
    ['without scripts', { scripts: false }],
  ] as const) {
    test(`${name}, a learner sees what it costs and that no money moves, is declined, and pays with another card`, async () => {
      const page = await house.sit(mei, seat)
      await page.goto(await checkout())
      await page.getByText('No real money moves').waitFor()
      await page.getByRole('heading', { name: 'Pay 50.00 USD' }).waitFor()
      if (!('scripts' in seat)) await isFit(page)
      await page.getByLabel('The bank declines').check()
      await page.getByRole('button', { name: 'Pay 50.00 USD' }).click()
      await page.getByRole('alert').getByText('Your card was declined').waitFor()
      await page.getByLabel('The bank asks you to confirm').check()
      await page.getByRole('button', { name: 'Pay 50.00 USD' }).click()
      await page.getByRole('heading', { name: 'Your bank asks: is this you?' }).waitFor()
      if (!('scripts' in seat)) await isFit(page)
      await page.getByRole('button', { name: 'Yes, it is me' }).click()
      await page.waitForURL(/\/orders\/[0-9a-f-]+\?checkout=paid$/)
      await page.context().close()
    })
  }

  test('an educator is set up for payouts in one press', async () => {
    const owner = { type: 'person', id: mei } as const
    const given = { owner, email: 'mei@example.org', name: 'Mei Tanaka', country: 'JP' }
    await openPayee(house.deps.payments, given, now())
    const page = await house.sit(mei)
    await page.goto((await payeeLink(house.deps.payments, owner, '/wallet')).url)
    await isFit(page)
    await page.getByRole('button', { name: 'Finish the set-up' }).click()
    await page.waitForURL(/\/wallet$/)
    await house.deps.jobs.settle()
    const [payee] = await house.db<{ state: string }>`select state from payments.payee`
    assert.equal(payee!.state, 'ready')
  })
})
