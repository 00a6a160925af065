import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically, newId } from '#base'
import { postRule, verify } from '#ledger'
import { askOtp, giveNumber, openOtp, takeInbound, verifyOtp } from '#messaging'
import { addMember, createOrganization } from '#people'
import { isFit, openHouse, picture, tabTo } from './house.ts'

const SANDBOX = '01900000-0000-7000-8000-0000000005b0'
const OURS = '+918047180000'

describe('Inboxes and codes', () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let asha = ''
  let amara = ''
  let library = ''

  before(async () => {
    house = await openHouse()
    const { db, clock, deps } = house
    asha = await house.person({ name: 'Asha Rao', email: 'asha@example.org' })
    amara = await house.person({
      name: 'Amara Obi',
      email: 'amara@example.org',
      staffRoles: ['support'],
    })
    const now = clock.now()
    await atomically(db, async (tx) => {
      library = (await createOrganization(tx, { name: 'Reading Room' }, now)).id
      await addMember(tx, { organization: library, person: asha, role: 'owner' }, now)
      await postRule(
        tx,
        'package.sold',
        {
          organization: { type: 'organization', id: library },
          provider: 'sandbox',
          currency: 'INR',
          net: 44_900n,
          tax: 0n,
          fee: 0n,
          parts: [
            { asset: 'SMS', quantity: 100n, worth: 2n },
            { asset: 'WHATSAPP', quantity: 100n, worth: 1n },
          ],
        },
        { key: `test:${newId()}`, about: { type: 'test', id: library }, by: 'test', at: now },
      )
      const number = { provider: SANDBOX, way: 'whatsapp', address: OURS } as const
      await giveNumber(tx, { ...number, organization: library, withWaiting: false }, 'test', now)
      const wrote = (from: string, text: string, hours: number, to = OURS) =>
        takeInbound(
          tx,
          SANDBOX,
          {
            is: 'inbound',
            event: newId(),
            way: 'whatsapp',
            from,
            to,
            text,
            at: now.subtract({ hours }),
          },
          now,
        )
      await wrote('+919812345678', 'Is the hall open on Sunday? I would like seat 14.', 1)
      await wrote('+919812345679', 'My fee is paid, please look.', 30)
      await wrote('+919812345670', 'Wrong number?', 2, '+918047180001')
      const key = openOtp(deps.config)
      for (const end of [1, 2, 3]) {
        const to = `+91981234560${end}`
        const asked = await askOtp(tx, key, { organization: library, to, purpose: 'login' }, now)
        const [row] = await tx<{
          text: string
        }>`select content->>'text' as text from messaging.message
          where key = ${`otp:${asked.id}:1`}`
        const code = /\d{6}/.exec(row!.text)![0]
        if (end < 3) await verifyOtp(tx, key, { organization: library, id: asked.id, code }, now)
      }
    })
  })
  after(() => house[Symbol.asyncDispose]())

  it('an owner answers on the phone, by keyboard, writes a note, and closes it', async () => {
    const page = await house.sit(asha, { phone: true })
    await page.goto(`/institution/${library}/messaging/inbox`)
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor()
    await isFit(page)
    await picture(page, 'inbox-phone')
    await page.getByRole('link', { name: '+919812345678' }).click()
    await page.getByRole('log').getByText('seat 14').waitFor()
    await page.getByLabel('Your answer').fill('Yes, from nine. Seat 14 is yours.')
    await tabTo(page, /Send the answer/)
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText('Seat 14 is yours.').waitFor()
    await page.getByLabel('Words').last().fill('Comes every Sunday.')
    await page.getByRole('button', { name: 'Write it down' }).click()
    await page.getByRole('log').getByText('Comes every Sunday.').waitFor()
    await isFit(page)
    await picture(page, 'inbox-thread-phone')
    await page.getByRole('button', { name: 'Close the conversation' }).click()
    await page.getByRole('button', { name: 'Open it again' }).waitFor()
    await page.context().close()
  })

  it('outside of the 24 hours only a template is offered, and what is late is found', async () => {
    const page = await house.sit(asha, { dark: true })
    await page.goto(`/institution/${library}/messaging/inbox?show=late`)
    await page.getByRole('link', { name: '+919812345679' }).waitFor()
    await isFit(page)
    await picture(page, 'inbox')
    await page.getByRole('link', { name: '+919812345679' }).click()
    await page.getByText('WhatsApp takes only a template').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Send the answer' }).count(), 0)
    await isFit(page)
    await picture(page, 'inbox-thread')
    await page.goto(`/institution/${library}/messaging/codes`)
    await page.getByRole('table', { name: 'Codes by country' }).getByText('67 %').waitFor()
    await page.getByLabel('Digits').fill('8')
    await page.getByRole('button', { name: 'Keep the rules' }).click()
    await page.getByText('Codes that are out keep the rules').waitFor()
    await isFit(page)
    await picture(page, 'codes')
    await page.context().close()
  })

  it('support gives a number and sees what was sent to one of nobody', async () => {
    const page = await house.sit(amara)
    await page.goto('/operate/messaging/numbers')
    await page.getByText('Wrong number?').waitFor()
    await page.getByRole('textbox', { name: 'Number' }).fill('+91 80 4718 0001')
    await page
      .getByRole('combobox', { name: 'Organization' })
      .selectOption({ label: 'Reading Room' })
    await page.getByLabel('What was sent to it while nobody had it goes along').check()
    await page.getByRole('button', { name: 'Give it' }).click()
    await page.getByText('Whatever is sent to it now is in their inbox.').waitFor()
    await isFit(page)
    await picture(page, 'numbers')
    await page.context().close()
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
  })
})
