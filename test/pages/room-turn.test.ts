import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Page } from 'playwright-core'
import { readConfig } from '#base'
import { fill } from '../roomful.ts'
import { startTurn } from '../turn.ts'
import { openHouse } from './house.ts'

const FAKE = [
  '--use-fake-device-for-media-stream=fps=5',
  '--use-fake-ui-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
]

it('sound and picture go through the TURN server, with credentials that run out', async (t) => {
  await using turn = await startTurn()
  if (!turn) {
    t.diagnostic('TURN was not tried: no turnserver (coturn) is installed on this machine.')
    console.log('TURN was not tried: no turnserver (coturn) is installed on this machine.')
    return
  }
  const { room } = readConfig({ TURN_URLS: turn.url, TURN_SECRET: turn.secret })
  await using house = await openHouse({ config: { room } }, FAKE)
  const cast = await fill(house, { learners: 1 })
  const [mira] = cast.learners as [string]
  const pages = []
  for (const person of [cast.lucia, mira]) {
    const page = await house.sit(person)
    // Nothing but the TURN server, as behind the strictest of firewalls.
    await page.addInitScript(() => {
      const all: RTCPeerConnection[] = []
      Object.assign(globalThis, { connections: all })
      const Real = RTCPeerConnection
      globalThis.RTCPeerConnection = class extends Real {
        constructor(settings?: RTCConfiguration) {
          super({ ...settings, iceTransportPolicy: 'relay' })
          all.push(this)
        }
      }
    })
    await page.goto(`/sessions/${cast.session}/room`)
    await page.getByText('We hear you.').waitFor()
    await page.getByRole('button', { name: 'Join now' }).click()
    pages.push(page)
  }
  for (const page of pages) assert.equal(await wayOf(page), 'relay')
})

/** By which kind of way pictures come into a page, once some have come. */
async function wayOf(page: Page): Promise<string | undefined> {
  const until = Date.now() + 40_000
  for (;;) {
    const way = await page.evaluate(async () => {
      const all = (globalThis as unknown as { connections: RTCPeerConnection[] }).connections
      for (const one of all) {
        const stats = await one.getStats()
        const list = [...stats.values()]
        const pair = list.find((stat) => stat.type === 'candidate-pair' && stat.nominated)
        const flows = list.some((stat) => stat.type === 'inbound-rtp' && stat.framesDecoded > 5)
        if (pair && flows) return String(stats.get(pair.localCandidateId)?.candidateType)
      }
      return undefined
    })
    if (way || Date.now() > until) return way
    await page.waitForTimeout(500)
  }
}
