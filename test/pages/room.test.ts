import assert from 'node:assert/strict'
import type { Duplex } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { verify } from '#ledger'
import { presenceOf } from '#live'
import { fill } from '../roomful.ts'
import { type House, isFit, openHouse, picture, tabTo } from './house.ts'

/** Cameras and microphones that are not there, allowed without asking; slow ones, for machines with two cores. */
const FAKE = [
  '--use-fake-device-for-media-stream=fps=5',
  '--use-fake-ui-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--autoplay-policy=no-user-gesture-required',
]

type Flow = { states: string[]; bytes: number; frames: number }

/** What flows into a page, over all its connections. */
async function flowOf(page: Page): Promise<Flow> {
  return page.evaluate(async () => {
    const all = (globalThis as unknown as { connections: RTCPeerConnection[] }).connections
    const open = all.filter((one) => one.connectionState !== 'closed')
    const flow: Flow = { states: open.map((one) => one.connectionState), bytes: 0, frames: 0 }
    for (const one of open)
      for (const stat of (await one.getStats()).values())
        if (stat.type === 'inbound-rtp') {
          flow.bytes += stat.bytesReceived ?? 0
          flow.frames += stat.framesDecoded ?? 0
        }
    return flow
  })
}

/** Waits until pictures come in from so many others, and goes on coming. */
async function mediaFlows(page: Page, others: number): Promise<void> {
  const until = Date.now() + 30_000
  let before: Flow = { states: [], bytes: 0, frames: 0 }
  for (;;) {
    const now = await flowOf(page)
    const connected = now.states.filter((state) => state === 'connected').length
    if (connected === others && before.frames > 0)
      if (now.bytes > before.bytes && now.frames > before.frames) return
    if (Date.now() > until) assert.fail(`${JSON.stringify(before)} then ${JSON.stringify(now)}`)
    before = now
    await page.waitForTimeout(500)
  }
}

describe('People in a room', () => {
  let house: House
  let cast: Awaited<ReturnType<typeof fill>>
  const pages: Record<string, Page> = {}
  /** The room's lines, at the server's end, in the order in which they were made. */
  const lines: Duplex[] = []

  before(async () => {
    house = await openHouse({}, FAKE)
    house.app.server.on('upgrade', (_request, socket: Duplex) => lines.push(socket))
    cast = await fill(house, { learners: 3, capacity: 5 })
  })
  after(() => house[Symbol.asyncDispose]())

  const sit = async (person: string, seat: Parameters<House['sit']>[1] = {}) => {
    const page = await house.sit(person, seat)
    await page.addInitScript(() => {
      const all: RTCPeerConnection[] = []
      Object.assign(globalThis, { connections: all })
      const Real = RTCPeerConnection
      globalThis.RTCPeerConnection = class extends Real {
        constructor(settings?: RTCConfiguration) {
          super(settings)
          all.push(this)
        }
      }
    })
    return page
  }
  const enter = async (page: Page) => {
    await page.goto(`/sessions/${cast.session}/room`)
    await page.getByText('We hear you.').waitFor()
    await page.getByRole('button', { name: 'Join now' }).click()
    await page.getByRole('toolbar', { name: 'In the room' }).waitFor()
  }

  it('try their devices first, and say in words what does not work', async () => {
    const [mira] = cast.learners as [string]
    const page = await house.sit(mira, { phone: true, dark: true })
    const answer = await page.goto(`/sessions/${cast.session}/room`)
    assert.match(answer?.headers()['permissions-policy'] ?? '', /camera=\(self\)/)
    await page.getByText('The others will see and hear you.').waitFor()
    await page.getByText('We hear you.').waitFor()
    await isFit(page)
    await picture(page, 'room-check-phone')
    const elsewhere = await page.goto(`/sessions/${cast.session}`)
    assert.match(elsewhere?.headers()['permissions-policy'] ?? '', /camera=\(\)/)
    await page.context().close()

    const without = await house.sit(mira)
    await without.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async (asked) => {
        throw new DOMException('no', asked?.video ? 'NotFoundError' : 'NotAllowedError')
      }
    })
    await without.goto(`/sessions/${cast.session}/room`)
    await without.getByText('No camera was found on this device.').waitFor()
    await without.getByText(/The browser may not use the microphone/).waitFor()
    await without.getByText(/they will neither see nor hear you/).waitFor()
    await isFit(without)
    await picture(without, 'room-check-denied')
    await without.context().close()
  })

  it('come in by keyboard, see and hear each other, write and raise a hand', async () => {
    const [mira, jonas] = cast.learners as [string, string]
    pages.lucia = await sit(cast.lucia)
    await pages.lucia.goto(`/sessions/${cast.session}/room`)
    await pages.lucia.getByText('We hear you.').waitFor()
    await tabTo(pages.lucia, /Join now/)
    await pages.lucia.keyboard.press('Enter')
    await pages.lucia.getByText('You are the first here.').waitFor()
    pages.mira = await sit(mira, { phone: true })
    await enter(pages.mira)
    pages.jonas = await sit(jonas, { dark: true })
    await enter(pages.jonas)
    const {
      lucia,
      mira: phone,
      jonas: dark,
    } = pages as Record<string, Page> as never as Record<'lucia' | 'mira' | 'jonas', Page>
    for (const page of [lucia, phone, dark]) await mediaFlows(page, 2)
    await lucia.getByText('Jonas Weber has come in.').waitFor({ state: 'attached' })

    await phone.getByRole('button', { name: 'Raise my hand' }).click()
    assert.equal(
      await phone.getByRole('button', { name: 'Raise my hand' }).getAttribute('aria-pressed'),
      'true',
    )
    await lucia.getByText('Mira Kaya raises a hand.').waitFor({ state: 'attached' })
    await dark.getByRole('button', { name: 'Chat' }).click()
    await dark.getByLabel('Write to everybody here').fill('Shall we begin?')
    await dark.keyboard.press('Enter')
    await lucia.getByRole('button', { name: 'Chat, 1 new' }).click()
    await lucia.getByText('Shall we begin?').first().waitFor()
    await isFit(lucia)
    await picture(lucia, 'room-desk')
    await isFit(phone)
    await picture(phone, 'room-phone')
    await picture(dark, 'room-dark')
  })

  it('show a screen, and switch the camera off and on', async () => {
    const { lucia, jonas } = pages as { lucia: Page; jonas: Page }
    await jonas.getByRole('button', { name: 'Camera' }).click()
    await lucia.locator('[aria-label="Sound of Jonas Weber"]').waitFor({ state: 'attached' })
    await jonas.getByRole('button', { name: 'Camera' }).click()
    await lucia.locator('[aria-label="Picture of Jonas Weber"]').waitFor()
    await jonas.evaluate(() => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 64
      const draw = () => canvas.getContext('2d')!.fillRect(0, 0, Math.random() * 64, 64)
      setInterval(draw, 100)
      navigator.mediaDevices.getDisplayMedia = async () => canvas.captureStream(10)
    })
    await jonas.getByRole('button', { name: 'Show my screen' }).click()
    await lucia.getByText('Jonas Weber shows a screen.').waitFor({ state: 'attached' })
    await lucia.locator('li[data-screen]').waitFor()
    await jonas.getByRole('button', { name: 'Show my screen' }).click()
    await lucia.locator('li[data-screen]').waitFor({ state: 'detached' })
  })

  it('come back after being cut off, with their place and their pictures', async () => {
    const { lucia, mira } = pages as { lucia: Page; mira: Page }
    // The line to the room is killed at our end: hers is the second that came. She is let in again once she has read it.
    const read = Promise.withResolvers<void>()
    await mira.route('**/api/sessions/*/room', async (route) => {
      await read.promise
      await route.continue()
    })
    lines[1]!.destroy()
    await mira.getByText('Reconnecting… Your place is kept.').waitFor()
    read.resolve()
    await lucia.getByText('Mira Kaya is back.').waitFor({ state: 'attached' })
    await mira.getByText('Reconnecting… Your place is kept.').waitFor({ state: 'detached' })
    await mira.unroute('**/api/sessions/*/room')
    await mediaFlows(mira, 2)
    await mediaFlows(lucia, 2)

    // The network of the phone goes away.
    await mira.context().setOffline(true)
    await mira.getByText('Reconnecting… Your place is kept.').waitFor()
    await mira.waitForTimeout(1_500)
    await mira.context().setOffline(false)
    await mira.getByText('Reconnecting… Your place is kept.').waitFor({ state: 'detached' })
    await mediaFlows(mira, 2)
    assert.equal(house.app.rooms.peopleIn(cast.session).length, 3)
  })

  it('report what is wrong; a moderator reads it while the session runs, warns and removes', async () => {
    const { lucia, mira } = pages as { lucia: Page; mira: Page }
    const [, jonas] = cast.learners as [string, string]
    await mira.getByRole('button', { name: 'More' }).click()
    await mira.getByRole('menuitem', { name: 'Report a problem or a person' }).click()
    await mira.getByLabel('How somebody behaves, or what is shown').check()
    await mira.getByLabel('Whom it is about').selectOption({ label: 'Jonas Weber' })
    await mira.getByLabel('In your words').fill('He keeps shouting.')
    await isFit(mira)
    await picture(mira, 'room-report-phone')
    await mira.getByRole('button', { name: 'Send the report' }).click()
    await mira.getByText(/A moderator reads it now/).waitFor()
    await mira.getByRole('button', { name: 'Back to the room' }).click()

    const zoe = await house.person({ name: 'Zoë Adler', staffRoles: ['moderator'] })
    const desk = await house.sit(zoe)
    await desk.goto('/operate/rooms')
    await desk
      .getByRole('link', { name: /Jonas Weber/ })
      .first()
      .click()
    await desk.getByText('He keeps shouting.').first().waitFor()
    await desk.getByText('Shall we begin?').waitFor()
    await isFit(desk)
    await picture(desk, 'room-report')
    await desk.getByLabel('What they are told, or why').fill('Loud after being asked to stop.')
    await desk.getByRole('button', { name: 'Remove Jonas Weber from the room' }).click()
    await desk.getByText('Removed from the room').first().waitFor()
    await pages.jonas!.getByText('You were asked to leave').waitFor()
    await lucia.getByText('Jonas Weber was removed.').waitFor({ state: 'attached' })
    await pages.jonas!.reload()
    await pages.jonas!.getByText('You were asked to leave').waitFor()
    const [log] = await house.db<{ deed: string }>`
      select deed from people.audit where about_id = ${cast.session} and after->>'person' = ${jonas}`
    assert.equal(log!.deed, 'room_report.removed')
    await desk.goto('/operate/rooms')
    await picture(desk, 'room-reports')
    await isFit(desk)
    await desk.context().close()
  })

  it('are in it until the educator ends it; who was there is written down', async () => {
    const { lucia, mira } = pages as { lucia: Page; mira: Page }
    // A jump of the clock begins new stretches; from there it goes on in small steps.
    house.clock.moveTo(cast.start)
    await house.app.rooms.writeSeen()
    for (let minute = 0; minute < 3; minute += 1) {
      house.clock.moveTo(house.clock.now().add({ seconds: 20 }))
      await house.app.rooms.writeSeen()
    }
    await lucia.getByRole('button', { name: 'More' }).click()
    await lucia.getByRole('menuitem', { name: 'End the session for everybody' }).click()
    await lucia.getByRole('button', { name: 'End the session' }).click()
    for (const page of [lucia, mira]) await page.getByText('The session has ended').waitFor()
    await lucia.getByRole('button', { name: 'Open it again' }).waitFor()
    await mira.getByText('Shall we begin?').waitFor()
    await picture(mira, 'room-ended-phone')
    await isFit(mira)
    await house.app.rooms.writeSeen()
    const [first] = cast.learners as [string]
    const found = await presenceOf(house.db, cast.session)
    assert.deepEqual(
      new Map(found.map(({ person, role }) => [person, role])),
      new Map([
        [cast.lucia, 'educator'],
        [first, 'learner'],
      ]),
      'Jonas was removed before it began',
    )
    for (const one of found) assert.ok(one.seconds >= 40 && one.seconds <= 80, `${one.seconds}`)
    assert.deepEqual(await verify(house.db), { ok: true, findings: [] })
  })
})
