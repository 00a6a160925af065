import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { educator, hours, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture } from './house.ts'

describe('Somebody who has no account', () => {
  let house: House
  let lucia: string
  let past: string

  before(async () => {
    house = await openHouse()
    lucia = await educator(house.db, { name: 'Lucía Ortega' })
    past = await session(house.db, lucia, {
      title: 'Past tenses in real stories',
      description: 'We read three short stories together.',
      zone: 'Europe/Madrid',
      start: hours(126),
      topics: ['storytelling'],
      money: { amount: 5000n, currency: 'USD' },
    })
    await session(house.db, lucia, {
      kind: 'conversation',
      title: 'Coffee and small talk',
      language: 'en',
      price: { level: 'standard' },
      startsIn: 80,
    })
  })
  after(() => house[Symbol.asyncDispose]())

  it('reads the first page, and it is fit for everybody', async () => {
    const page = await house.sit(null)
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.match((await page.textContent('main')) ?? '', /Past tenses in real stories/)
    await picture(page, 'front')
    await isFit(page)
    await page.context().close()
  })

  it('finds a class by its language without any script', async () => {
    const page = await house.sit(null, { scripts: false })
    await page.goto('/sessions')
    await page.getByLabel('Language').selectOption('es')
    await page.getByRole('button', { name: 'Search' }).click()
    assert.match(page.url(), /language=es/)
    const found = (await page.textContent('main')) ?? ''
    assert.match(found, /Past tenses in real stories/)
    assert.doesNotMatch(found, /Coffee and small talk/)
    await page.context().close()
  })

  it('finds a conversation by choosing, and can send the address to a friend', async () => {
    const page = await house.sit(null)
    await page.goto('/sessions')
    await page.waitForLoadState('networkidle')
    await page.getByLabel('Kind').selectOption('conversation')
    await page.waitForURL(/kind=conversation/)
    await page.getByText('Past tenses in real stories').waitFor({ state: 'hidden' })
    const friend = await house.sit(null)
    await friend.goto(page.url())
    assert.doesNotMatch((await friend.textContent('main')) ?? '', /Past tenses/)
    await page.context().close()
    await friend.context().close()
  })

  it('is told when nothing fits, and the way back to everything', async () => {
    const page = await house.sit(null)
    await page.goto('/sessions?language=ja')
    await page.getByRole('link', { name: 'Show all sessions' }).click()
    await page.waitForURL(/\/sessions$/)
    await page.getByText('Past tenses in real stories').waitFor()
    await page.context().close()
  })

  it('sees the week side by side, and the week after', async () => {
    const page = await house.sit(null)
    await page.goto('/sessions?view=week&week=2026-11-23')
    await page.getByRole('link', { name: /Past tenses/ }).waitFor()
    await isFit(page)
    await page.getByRole('link', { name: 'Week after' }).click()
    await page.waitForURL(/week=2026-11-30/)
    await page.getByText('Nothing is planned in this week').waitFor()
    await page.context().close()
  })

  it('reads when a class is on their own clock, and on the educator’s where it differs', async () => {
    const page = await house.sit(null, { zone: 'America/New_York' })
    await page.goto(`/sessions/${past}`)
    await page.getByText('in your time (New York)').waitFor()
    const when = (await page.textContent('article')) ?? ''
    assert.match(when, /Thursday 26 November, 13:00–14:00/)
    assert.match(when, /19:00 in Madrid/)
    await page.context().close()
  })

  it('reads the price and until when cancelling is free before signing in, and comes back afterwards', async () => {
    const page = await house.sit(null)
    await page.goto(`/sessions/${past}`)
    const panel = page.getByRole('complementary', { name: 'Booking' })
    await panel.getByText('in your time').or(panel.getByText('50').first()).waitFor()
    assert.match((await panel.textContent()) ?? '', /or \$50\.00/)
    assert.match((await panel.textContent()) ?? '', /Free to cancel until Wednesday 25 November/)
    await panel.getByRole('link', { name: 'Sign in to book' }).first().click()
    await page.waitForURL(/sign-in\?back=/)
    assert.match(decodeURIComponent(page.url()), new RegExp(`back=/sessions/${past}`))
    await page.context().close()
  })

  it('reads about an educator and what comes next with them', async () => {
    const page = await house.sit(null)
    await page.goto(`/educators/${lucia}`)
    await page.getByRole('heading', { name: 'Lucía Ortega' }).waitFor()
    await page.getByRole('link', { name: 'Past tenses in real stories' }).waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('is asked to sign in where a page belongs to a person, and told that nothing is here elsewhere', async () => {
    const page = await house.sit(null)
    const mine = await page.goto('/bookings')
    assert.equal(mine?.status(), 401)
    await page.getByRole('heading', { name: 'Sign in to open this page' }).waitFor()
    await isFit(page)
    const nowhere = await page.goto('/no/such/page')
    assert.equal(nowhere?.status(), 404)
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    await isFit(page)
    const gone = await page.goto('/sessions/01a1fe42-4c72-757b-98db-02a95e938fff')
    assert.equal(gone?.status(), 404)
    await page.context().close()
  })
})

describe('A search engine', () => {
  let house: House
  let id: string

  before(async () => {
    house = await openHouse()
    const lucia = await educator(house.db, { name: 'Lucía Ortega' })
    id = await session(house.db, lucia, { title: 'Past tenses </script> in real stories' })
  })
  after(() => house[Symbol.asyncDispose]())

  const read = async (path: string) => {
    const answer = await fetch(`${house.url}${path}`)
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }

  it('reads a session as an event with its canonical address, however its title is written', async () => {
    const { text } = await read(`/sessions/${id}?utm=1`)
    const canonical = `${house.url}/sessions/past-tenses-script-in-real-stories-${id}`
    assert.match(text, new RegExp(`<link rel="canonical" href="${canonical}"`))
    assert.match(
      text,
      /<meta property="og:title" content="Past tenses &lt;\/script&gt; in real stories"/,
    )
    const things = [
      ...text.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs),
    ].map(([, json]) => JSON.parse(json!))
    const event = things.find((thing) => thing['@type'] === 'Event')
    assert.equal(event.startDate, '2026-11-23T12:00:00Z')
    assert.equal(event.name, 'Past tenses </script> in real stories')
    assert.ok(things.some((thing) => thing['@type'] === 'BreadcrumbList'))
  })

  it('finds every public page in the site map, and leaves personal ones alone', async () => {
    const map = await read('/sitemap.xml')
    assert.match(map.headers.get('content-type') ?? '', /application\/xml/)
    const part = map.text.match(/<loc>(\S+\/sitemaps\/sessions-1\.xml)<\/loc>/)
    const sessions = await read(new URL(part![1]!).pathname)
    assert.match(sessions.text, new RegExp(`<loc>${house.url}/sessions/[a-z-]+-${id}</loc>`))
    const robots = await read('/robots.txt')
    assert.match(robots.text, /Disallow: \/wallet/)
    assert.match(robots.text, new RegExp(`Sitemap: ${house.url}/sitemap.xml`))
  })

  it('gets pages that are whole, small at first load, and files that may be kept', async () => {
    const { text, headers } = await read('/sessions')
    assert.match(text, /Past tenses/)
    assert.match(headers.get('content-security-policy') ?? '', /script-src 'self' 'nonce-/)
    assert.match(headers.get('cache-control') ?? '', /private/)
    // The list of all pages is named in the page, but nothing loads it: further pages are asked for when near.
    assert.doesNotMatch(text, /(import|href=)[\s("']*\/assets\/manifest-/)
    const scripts = new Set(text.match(/\/assets\/(?!manifest-)[\w.-]+\.js/g))
    assert.ok(scripts.size > 3)
    let bytes = 0
    for (const path of scripts) {
      const answer = await fetch(`${house.url}${path}`, { headers: { 'accept-encoding': 'gzip' } })
      assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
      assert.equal(answer.headers.get('content-encoding'), 'gzip')
      bytes += Number(answer.headers.get('content-length'))
      await answer.arrayBuffer()
    }
    assert.ok(bytes > 0 && bytes < 200_000, `${bytes} bytes of script on first load`)
  })
})
