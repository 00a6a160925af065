import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { atomically } from '#base'
import { changeEducatorProfile } from '#earnings'
import { changeSession, reckonStandings } from '#live'
import { educator, hours, NOON, session } from '../classroom.ts'
import { type House, isFit, openHouse, picture } from './house.ts'

type Thing = { '@type': string; [field: string]: unknown }

describe('Finding sessions and educators', () => {
  let house: House
  let lucia: string
  let stories: string
  let lena: string

  before(async () => {
    house = await openHouse()
    const { db } = house
    lucia = await educator(db, { name: 'Lucía Ortega' })
    await atomically(db, (tx) =>
      changeEducatorProfile(tx, lucia, {
        headline: 'Stories, slowly',
        about: 'I read with people.',
        languages: ['es', 'en'],
      }),
    )
    stories = await session(db, lucia, {
      title: 'Past tenses in real stories',
      description: 'We read three short stories.',
      start: hours(126),
      topics: ['storytelling'],
      money: { amount: 5000n, currency: 'USD' },
    })
    for (const [index, title] of [
      'Coffee and small talk',
      'News of the week',
      'Films we love',
    ].entries())
      await session(db, lucia, {
        kind: 'conversation',
        title,
        language: 'en',
        level: 'B2',
        price: { level: 'standard' },
        startsIn: 80 + index * 24,
      })
    lena = await house.person({ name: 'Lena Novak', zone: 'Europe/Prague' })
    await reckonStandings(db, NOON)
  })
  after(() => house[Symbol.asyncDispose]())

  const html = async (path: string) => {
    const answer = await fetch(house.url + path, { redirect: 'manual' })
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }
  const things = (text: string): Thing[] =>
    [...text.matchAll(/<script[^>]*type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs)].map(
      ([, json]) => JSON.parse(json!.replace(/&quot;/g, '"')) as Thing,
    )
  const tag = (text: string, pattern: RegExp) => pattern.exec(text)?.[1]

  it('has one address for each page, with its words in it, and goes there from older ones', async () => {
    const path = `/sessions/past-tenses-in-real-stories-${stories}`
    assert.deepEqual(
      [(await html(`/sessions/${stories}`)).status, (await html(`/sessions/${stories}`)).to],
      [301, path],
    )
    const page = await html(path)
    assert.equal(page.status, 200)
    assert.equal(tag(page.text, /rel="canonical" href="([^"]+)"/), `${house.url}${path}`)
    await atomically(house.db, (tx) =>
      changeSession(
        tx,
        stories,
        { title: 'Past tenses in true stories' },
        { person: lucia, staff: false },
        NOON,
      ),
    )
    const moved = await html(`${path}?from=friend`)
    assert.deepEqual(
      [moved.status, moved.to],
      [301, `/sessions/past-tenses-in-true-stories-${stories}?from=friend`],
    )
    assert.equal((await html(`/educators/${lucia}`)).to, `/educators/lucia-ortega-${lucia}`)
    assert.equal((await html('/sessions/nothing-01a20000-0000-7000-8000-000000000000')).status, 404)
  })

  it('tells search engines what stands on it, by the shapes that they read', async () => {
    const page = await html(`/sessions/past-tenses-in-true-stories-${stories}`)
    const [event, crumbs] = things(page.text)
    const url = `${house.url}/sessions/past-tenses-in-true-stories-${stories}`
    assert.equal(event!['@type'], 'Event')
    assert.equal(event!.startDate, hours(126).toString())
    assert.equal(event!.eventStatus, 'https://schema.org/EventScheduled')
    assert.equal(event!.eventAttendanceMode, 'https://schema.org/OnlineEventAttendanceMode')
    assert.deepEqual(event!.location, { '@type': 'VirtualLocation', url })
    assert.deepEqual(event!.offers, {
      '@type': 'Offer',
      price: '50.00',
      priceCurrency: 'USD',
      url,
      availability: 'https://schema.org/InStock',
    })
    assert.equal(crumbs!['@type'], 'BreadcrumbList')
    assert.equal((crumbs!.itemListElement as { item: string }[]).at(-1)!.item, url)

    const [profile] = things((await html(`/educators/lucia-ortega-${lucia}`)).text)
    assert.equal(profile!['@type'], 'ProfilePage')
    const person = profile!.mainEntity as Thing
    assert.deepEqual(
      [person['@type'], person.name, person.knowsLanguage],
      ['Person', 'Lucía Ortega', ['es', 'en']],
    )
    assert.equal(person.aggregateRating, undefined, 'nobody has rated yet')

    const list = await html('/sessions')
    const [items] = things(list.text)
    assert.deepEqual([items!['@type'], items!.numberOfItems], ['ItemList', 4])
    assert.equal((items!.itemListElement as { position: number }[])[3]!.position, 4)
    assert.match(tag(list.text, /property="og:image" content="([^"]+)"/) ?? '', /share\.png$/)
    assert.equal(tag(list.text, /name="robots" content="([^"]+)"/), undefined)
    assert.equal(
      tag((await html('/sessions?language=es')).text, /rel="canonical" href="([^"]+)"/),
      `${house.url}/sessions?language=es`,
    )
    const combined = (await html('/sessions?language=es&level=B1')).text
    assert.equal(tag(combined, /name="robots" content="([^"]+)"/), 'noindex, follow')
    assert.equal(tag(combined, /rel="canonical" href="([^"]+)"/), `${house.url}/sessions`)
    assert.doesNotMatch(list.text, /hreflang/i)

    const index = (await html('/sitemap.xml')).text
    assert.deepEqual(
      [...index.matchAll(/sitemaps\/([\w-]+)\.xml/g)].map(([, name]) => name),
      ['pages-1', 'sessions-1', 'educators-1'],
    )
    assert.match((await html('/sitemaps/sessions-1.xml')).text, new RegExp(url))
    assert.equal((await html('/sitemaps/sessions-2.xml')).status, 404)
  })

  it('filters without any script, shows what is filtered by as chips, and takes one away', async () => {
    const page = await house.sit(null, { scripts: false })
    await page.goto('/sessions')
    await page.getByText('More filters').click()
    await page.getByLabel('Language', { exact: true }).selectOption('en')
    await page.getByLabel('Price level').selectOption('standard')
    await page.getByRole('button', { name: 'Search' }).click()
    const chips = page.getByRole('list', { name: 'Filtered by' })
    assert.match((await chips.textContent()) ?? '', /English.*standard/)
    assert.equal(await page.getByRole('article').count(), 3)
    await chips.getByRole('link', { name: /English/ }).click()
    assert.doesNotMatch(page.url(), /language=en/)
    await page.context().close()
  })

  it('says what is near where nothing is found, and what was meant', async () => {
    const page = await house.sit(null)
    await page.goto('/sessions?level=B2&q=stroies')
    await page.getByText('“stories”').first().waitFor()
    const main = (await page.textContent('main')) ?? ''
    assert.match(main, /No sessions at B2 fit all of this/)
    assert.match(main, /1 at B1/)
    assert.match(main, /3 without “stroies”/)
    await page.getByRole('link', { name: '1 at B1' }).click()
    await page.getByText('Past tenses in true stories').waitFor()
    await isFit(page)
    await page.context().close()
  })

  for (const seat of [{}, { phone: true, dark: true }])
    it(`is fit for everybody ${'phone' in seat ? 'on a phone at night' : 'at a desk by day'}`, async () => {
      const page = await house.sit(lena, seat)
      const where = 'phone' in seat ? '-phone' : ''
      for (const [path, name] of [
        ['/sessions?language=en&days=1,2,3,4,5,6,7&hours=evening', 'find-sessions'],
        ['/sessions?sort=best', 'find-best'],
        ['/educators', 'find-educators'],
        ['/for-you', 'for-you'],
        ['/ranking', 'ranking'],
      ] as const) {
        const answer = await page.goto(path)
        assert.equal(answer?.status(), 200, path)
        await isFit(page)
        await picture(page, `${name}${where}`)
      }
      await page.context().close()
      const teacher = await house.sit(lucia, seat)
      await teacher.goto('/teach/standing')
      await teacher.getByText('Write a headline.').waitFor({ state: 'hidden' })
      await isFit(teacher)
      await picture(teacher, `standing${where}`)
      await teacher.context().close()
    })

  it('finds who fits from what one says, by keyboard, and keeps a search', async () => {
    const page = await house.sit(lena)
    await page.goto('/for-you')
    await page.waitForLoadState('networkidle')
    await page.getByLabel('I want to learn').selectOption('es')
    await page.getByLabel('My level').selectOption('B1')
    await page.getByLabel('For what, a comma between').fill('storytelling')
    const monday = page.getByRole('group', { name: 'Hours', exact: true }).getByLabel('Thu')
    await monday.focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Save and look' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Speaks of storytelling').waitFor()
    await page.getByText('Teaches at B1').waitFor()
    await page.goto('/sessions?language=es')
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Tell me of new sessions' }).click()
    await page.getByText('You hear once a day').first().waitFor()
    await page.goto('/for-you')
    await page.getByRole('link', { name: 'Spanish' }).waitFor()
    await page.context().close()
  })
})
