import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { addMember, createOrganization } from '#people'
import { buy, educator, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

/** What people and machines are told, and how they choose. */
describe('Being told', () => {
  let house: House
  let maya: string
  let helen: string
  const taken: string[] = []
  const machine = createServer((request, answer) => {
    taken.push(String(request.headers['webhook-id']))
    request.resume().on('end', () => answer.end('thank you'))
  })
  let hook: string

  before(async () => {
    await new Promise<void>((up) => machine.listen(0, '127.0.0.1', up))
    hook = `http://127.0.0.1:${(machine.address() as { port: number }).port}/events`
    house = await openHouse({ config: { outsideAllowed: ['127.0.0.0/8'] } })
    maya = await house.person({ name: 'Maya Lindqvist', zone: 'Europe/Berlin' })
    helen = await house.person({ name: 'Helen Admin', staffRoles: ['admin'] })
    const ines = await educator(house.db, { name: 'Inés Duarte' })
    await buy(house.db, maya, 200)
    const booked = await house.app.inject({
      method: 'POST',
      url: `/api/sessions/${await session(house.db, ines)}/book`,
      headers: await house.doing(maya),
      payload: { paymentMethod: 'CREDITS' },
    })
    assert.ok(booked.statusCode < 300, booked.body)
    await house.deps.jobs.settle()
  })
  after(async () => {
    await house[Symbol.asyncDispose]()
    machine.closeAllConnections()
    machine.close()
  })

  const seats = [{}, { phone: true, dark: true }] as const
  const place = (seat: object) => ('phone' in seat ? 'phone' : 'desk')

  it('lets a person choose by keyboard what they are told, and in which language', async () => {
    for (const seat of seats) {
      const page = await house.sit(maya, seat)
      await page.goto('/settings/notices')
      await isFit(page)
      await picture(page, `telling-${place(seat)}`)
      if ('phone' in seat) {
        await page.context().close()
        continue
      }
      await tabTo(page, /Reminders by e-mail/)
      await page.keyboard.press('Space')
      await tabTo(page, /^\s*Save/)
      await page.keyboard.press('Enter')
      await page.getByText('Saved.', { exact: true }).waitFor()
      await page.reload()
      assert.equal(await page.getByLabel('Reminders by e-mail').isChecked(), false)
      assert.equal(await page.getByLabel('Bookings by e-mail').isChecked(), true)
      assert.ok(await page.getByLabel(/Payments and receipts by e-mail/).isDisabled())
      await page.getByLabel(/^Until/).fill('09:30')
      await page.getByRole('button', { name: 'Save the quiet hours' }).click()
      await page.getByText('Saved.', { exact: true }).waitFor()
      await page.reload()
      assert.equal(await page.getByLabel(/^Until/).inputValue(), '09:30')
      await page.getByLabel('Language of notices').selectOption({ label: 'Deutsch' })
      await page.getByRole('button', { name: 'Save the language' }).click()
      await page.getByText(/Notices and e-mails are written in it/).waitFor()
      await page.context().close()
    }
    const [row] = await house.db<{ locale: string }>`
      select locale from people.person where id = ${maya}`
    assert.equal(row?.locale, 'de-DE')
  })

  it('lets a person confirm their phone and choose what comes there, and says when letters came back', async () => {
    const noor = await house.person({ name: 'Noor Haddad' })
    const page = await house.sit(noor)
    await page.goto('/settings/notices')
    await page.getByLabel(/^Phone number/).fill('+91 98123 45670')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    const code = page.getByLabel(/^The code that came to \+919812345670/)
    await code.waitFor()
    const [sent] = await house.db<{ text: string }>`
      select content->>'text' as text from messaging.message where to_address = '+919812345670'`
    const right = /^\d{6}/.exec(sent!.text)![0]
    await code.fill(right.replace(/^./, (digit) => String((Number(digit) + 1) % 10)))
    await page.getByRole('button', { name: 'Confirm the number' }).click()
    await page.getByText('That is not the code. Guesses left: 4.').waitFor()
    await code.fill(right)
    await page.getByRole('button', { name: 'Confirm the number' }).click()
    await page.getByLabel('Bookings on your phone').selectOption({ label: 'SMS' })
    await page.getByRole('button', { name: 'Save what comes to my phone' }).click()
    await page.getByText('Saved.', { exact: true }).waitFor()
    await house.db`
      insert into messaging.refused_address (address, since, words)
      select lower(email), ${house.clock.now()}, '550 5.1.1 no such user' from people.person where id = ${noor}`
    await page.reload()
    assert.equal(await page.getByLabel('Bookings on your phone').inputValue(), 'sms')
    await page.getByRole('heading', { name: 'Our e-mails do not reach you' }).waitFor()
    await isFit(page)
    await picture(page, 'telling-phone-confirmed-desk')
    await page.getByRole('button', { name: 'Send a code there' }).click()
    await page.getByLabel(/^The code that came to .*@/).waitFor()
    await page.context().close()
    const small = await house.sit(noor, { phone: true, dark: true })
    await small.goto('/settings/notices')
    await isFit(small)
    await picture(small, 'telling-phone-confirmed-phone')
    await small.getByRole('button', { name: 'Take the number away' }).click()
    await small.getByText('Nothing goes to your phone any more.').waitFor()
    await small.context().close()
    await house.deps.jobs.settle()
    const told = await house.db<{ kind: string }>`
      select kind from messaging.email where person_id = ${noor} order by kind`
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['person.joined', 'phone.confirmed', 'phone.removed'],
    )
  })

  it('lets administrators name the templates and the rules by which the house writes to phones', async () => {
    const admin = await house.person({ staffRoles: ['admin'] })
    const support = await house.person({ staffRoles: ['support'] })
    const page = await house.sit(admin)
    await page.goto('/operate/messaging/texts')
    await page.getByText(/Its templates are not named yet/).waitFor()
    await page
      .getByLabel(/^Approved WhatsApp template/)
      .first()
      .fill('house_notice')
    await page
      .getByLabel(/^Languages it is approved in/)
      .first()
      .fill('en, pt_BR')
    await page.getByRole('button', { name: 'Keep the templates' }).click()
    await page.getByText('What is written from now on goes out by these templates.').waitFor()
    await page.getByLabel('What is written in other languages').fill('de: Dein Code ist {code}.')
    await page.getByLabel(/^Countries that get codes/).fill('IN, DE')
    await page.getByRole('button', { name: 'Keep the rules' }).click()
    await page.getByText('Codes that are out keep the rules they were sent by.').waitFor()
    const kept = await house.db<{ kept: unknown }>`
      select json_build_array(whatsapp_template, languages) as kept from messaging.house_texts
      order by version desc limit 1`
    assert.deepEqual(kept[0]?.kept, ['house_notice', ['en', 'pt_BR']])
    await page.reload()
    assert.equal(await page.getByLabel(/^Countries that get codes/).inputValue(), 'IN, DE')
    await isFit(page)
    await picture(page, 'house-texts-desk')
    await page.context().close()
    const small = await house.sit(support, { phone: true, dark: true })
    await small.goto('/operate/messaging/texts')
    await small.getByText('You see how they are set.').waitFor()
    assert.ok(await small.getByLabel(/^Countries that get codes/).isDisabled())
    assert.equal(await small.getByRole('button', { name: /^Keep/ }).count(), 0)
    await isFit(small)
    await picture(small, 'house-texts-phone')
    await small.context().close()
    // Who joined is told of before receivers of events are set up below.
    await house.deps.jobs.settle()
  })

  it('stops a kind of e-mail from its link, without signing in and without script, and takes it back', async () => {
    const [mail] = await house.db<{ unsubscribe: string }>`
      select unsubscribe from messaging.email where person_id = ${maya} and kind = 'booking.confirmed'`
    for (const seat of [{ scripts: false }, { phone: true, dark: true }]) {
      const page = await house.sit(null, seat)
      await page.goto(new URL(mail!.unsubscribe).pathname)
      await page.getByRole('heading', { name: 'No more e-mails about: Bookings?' }).waitFor()
      if (!('scripts' in seat)) await isFit(page)
      await picture(page, `unsubscribe-${place(seat)}`)
      await page.getByRole('button', { name: 'Stop these e-mails' }).click()
      await page.getByRole('heading', { name: 'You get no more of these e-mails' }).waitFor()
      const muted = await house.db`
        select 1 from messaging.muted where person_id = ${maya} and topic = 'bookings' and how = 'link'`
      assert.equal(muted.length, 1)
      await page.getByRole('button', { name: 'Send them again' }).click()
      await page.getByRole('heading', { name: 'No more e-mails about: Bookings?' }).waitFor()
      await page.context().close()
    }
    const page = await house.sit(null)
    const wrong = await page.goto('/unsubscribe/nothing-that-was-signed')
    assert.equal(wrong?.status(), 404)
    await page.context().close()
  })

  it('shows staff a letter whole, with its file for the calendar', async () => {
    const page = await house.sit(helen)
    await page.goto('/operate/outbox')
    await page.getByText('is booked').first().click()
    await isFit(page)
    await page.getByRole('link', { name: /Whole, with stoa\.ics/ }).click()
    await page.getByText('BEGIN:VCALENDAR').waitFor()
    await page.getByText('List-Unsubscribe=One-Click').waitFor()
    await isFit(page)
    await picture(page, 'letter-desk')
    await page.context().close()
  })

  it('sets up a receiver, shows its secret once, sends a test, and what was answered', async () => {
    const page = await house.sit(helen)
    await page.goto('/operate/webhooks')
    await page.getByRole('heading', { name: 'Nobody is told yet' }).waitFor()
    await isFit(page)
    await page.getByRole('textbox', { name: 'Address' }).fill('https://10.0.0.1/x')
    await page.getByLabel('What it is for').fill('Our reporting')
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByText('Events cannot be sent to this address.').waitFor()
    await page.getByRole('textbox', { name: 'Address' }).fill(hook)
    await page.getByRole('button', { name: 'Add it' }).click()
    const secret = await page.getByText(/^whsec_/).textContent()
    await isFit(page)
    assert.ok(await page.getByText(secret!).isVisible(), 'it stays until the page is left')
    await picture(page, 'webhooks-desk')
    await page.getByRole('link', { name: 'Our reporting' }).click()
    await page.getByRole('heading', { name: 'Our reporting' }).waitFor()
    await page.reload()
    assert.equal(await page.getByText(secret!).count(), 0)
    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByText('A test is on its way.').waitFor()
    await house.deps.jobs.settle()
    assert.equal(taken.length, 1)
    await page.reload()
    await page.getByRole('link', { name: 'webhook.ping' }).click()
    await page.getByText('thank you').waitFor()
    await page.getByText(taken[0]!).waitFor()
    await isFit(page)
    await picture(page, 'delivery-desk')
    await page.context().close()
  })

  it('lets the owner of an organization set up its own, on a phone, and nobody else', async () => {
    const { id } = await atomically(house.db, (tx) =>
      createOrganization(tx, { name: 'Lingua House' }, house.clock.now()),
    )
    const olga = await house.person({ name: 'Olga Owner' })
    await atomically(house.db, (tx) =>
      addMember(tx, { organization: id, person: olga, role: 'owner' }, house.clock.now()),
    )
    const page = await house.sit(olga, { phone: true })
    await page.goto(`/institution/${id}/webhooks`)
    await page.getByRole('heading', { name: 'Nobody is told yet' }).waitFor()
    await page.getByRole('textbox', { name: 'Address' }).fill(hook)
    await page.getByLabel('What it is for').fill('Our timetable')
    await page.getByRole('button', { name: 'Add it' }).click()
    await page.getByText(/^whsec_/).waitFor()
    await isFit(page)
    await picture(page, 'webhooks-organization-phone')
    await page.getByRole('link', { name: 'Our timetable' }).click()
    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByText('A test is on its way.').waitFor()
    await house.deps.jobs.settle()
    await page.reload()
    await page.getByRole('link', { name: 'webhook.ping' }).click()
    await page.getByText('thank you').waitFor()
    assert.match(page.url(), new RegExp(`/institution/${id}/webhooks/`))
    await page.context().close()

    const stranger = await house.sit(maya)
    await stranger.goto(`/institution/${id}/webhooks`)
    await stranger.getByText(/owners and administrators of this organization/).waitFor()
    await stranger.context().close()
  })

  it('is fit on a phone at night, and closed to who may not', async () => {
    const [row] = await house.db<{ id: string }>`select id from messaging.receiver`
    const page = await house.sit(helen, { phone: true, dark: true })
    for (const [path, name] of [
      ['/operate/webhooks', 'webhooks'],
      [`/operate/webhooks/${row!.id}`, 'webhook'],
    ] as const) {
      await page.goto(path)
      await isFit(page)
      await picture(page, `${name}-phone`)
    }
    await page.context().close()
    const other = await house.sit(maya)
    const refused = await other.goto('/operate/webhooks')
    assert.equal(refused?.status(), 403)
    await other.context().close()
  })
})
