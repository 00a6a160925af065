import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import axe, { type NodeResult, type Result } from 'axe-core'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { webPages } from '#http'
import { buildWeb } from '../../scripts/build-web.mjs'
import { testApp } from '../app.ts'
import { openBrowser } from '../browser.ts'

const SHOTS = join(import.meta.dirname, '../shots')

/** Where somebody sits: a desk or a phone, by day or by night, with or without scripts. */
export type Seat = {
  phone?: boolean
  dark?: boolean
  scripts?: boolean
  zone?: string
  locale?: string
}

/** A Stoa with its pages at a real address, and a browser to walk through them. */
export async function openHouse(
  options: NonNullable<Parameters<typeof testApp>[0]> = {},
  switches: readonly string[] = [],
) {
  await buildWeb({ quiet: true })
  const port = await freePort()
  const url = `http://localhost:${port}`
  const config = { ...options.config, url, port }
  const stoa = await testApp({
    ...options,
    config,
    app: { ...options.app, pages: webPages({ config: { url } as never }) },
  })
  await stoa.app.listen({ port, host: '127.0.0.1' })
  const browser = await openBrowser(switches)
  return {
    ...stoa,
    url,
    browser,
    /** Somebody's own browser window, signed in where a person is named. */
    sit: (person: string | null, seat: Seat = {}) => sit(browser, url, stoa, person, seat),
    async [Symbol.asyncDispose]() {
      await browser.close()
      await stoa[Symbol.asyncDispose]()
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>

type SignsIn = { as(person: string): Promise<{ cookie: string }> }

async function sit(
  browser: Browser,
  url: string,
  stoa: SignsIn,
  person: string | null,
  seat: Seat,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: seat.phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
    colorScheme: seat.dark ? 'dark' : 'light',
    locale: seat.locale ?? 'en-GB',
    timezoneId: seat.zone ?? 'Europe/Berlin',
    javaScriptEnabled: seat.scripts ?? true,
    reducedMotion: 'reduce',
  })
  if (person) await signIn(context, url, (await stoa.as(person)).cookie)
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  watch(page)
  if (seat.scripts ?? true) comesAlive(page)
  return page
}

/**
 * Nobody presses anything before the scripts of a page have taken it over: until then a form is sent as
 * without script, and what a page says only with it is never said. A busy machine takes a while for that.
 */
function comesAlive(page: Page): void {
  const taken = () =>
    page
      .evaluate(async () => {
        const asleep = () =>
          document.querySelector('script[type=module]') !== null &&
          !Object.keys(document.querySelector('main') ?? document.body).some((key) =>
            key.startsWith('__react'),
          )
        const until = performance.now() + 10_000
        while (asleep() && performance.now() < until)
          await new Promise((done) => setTimeout(done, 20))
      })
      // It has gone on to another page by itself.
      .catch(() => {})
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)]
  page.goto = async (...where) => {
    const answer = await goto(...where)
    await taken()
    return answer
  }
  page.reload = async (...how) => {
    const answer = await reload(...how)
    await taken()
    return answer
  }
}

async function signIn(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const at = cookie.indexOf('=')
  await context.addCookies([
    { name: cookie.slice(0, at), value: cookie.slice(at + 1), url, httpOnly: true },
  ])
}

/** What the browser complained of, by page: refused scripts and styles, thrown errors. */
const complaints = new WeakMap<Page, string[]>()
/** What is being fetched, by page, and when that last changed. */
const fetching = new WeakMap<Page, { open: Set<Request>; since: number }>()

function watch(page: Page): void {
  const heard: string[] = []
  complaints.set(page, heard)
  const own = { open: new Set<Request>(), since: performance.now() }
  fetching.set(page, own)
  page.on('request', (request) => {
    own.open.add(request)
    own.since = performance.now()
  })
  const over = (request: Request) => {
    own.open.delete(request)
    own.since = performance.now()
  }
  page.on('requestfinished', over)
  page.on('requestfailed', over)
  page.on('pageerror', (error) => heard.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      heard.push(message.text())
  })
}

/** Nothing has been fetched for a fifth of a second; what never ends is waited for no longer than Playwright would. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  const own = fetching.get(page)
  if (!own) return page.waitForLoadState('networkidle')
  const until = performance.now() + 10_000
  const quiet = () => own.open.size === 0 && performance.now() - own.since > 200
  while (!quiet() && performance.now() < until) await new Promise((done) => setTimeout(done, 25))
}

/**
 * The page as it stands is fit for everybody: axe finds nothing (WCAG 2.2 AA), nothing was refused by
 * the content security policy, no script failed, and nothing is wider than the screen.
 */
export async function isFit(page: Page): Promise<void> {
  await settled(page)
  const found = (await violations(page)).map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `    ${html.slice(0, 200)}\n    ${failureSummary?.split('\n').slice(1).join(' ')}`).join('\n')}`,
  )
  assert.deepEqual(found, [], `${page.url()} is not open to everybody`)
  assert.deepEqual(complaints.get(page), [], `${page.url()} makes the browser complain`)
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(wider <= 0, `${page.url()} is ${wider} pixels wider than the screen`)
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Violation = Pick<Result, 'id' | 'help'> & {
  nodes: Pick<NodeResult, 'html' | 'failureSummary'>[]
}

/**
 * What axe finds wrong. A page without frames is asked in the page itself, and only for what is wrong:
 * axe's own way through Playwright carries everything that is right over too, and takes twice as long.
 */
async function violations(page: Page): Promise<Violation[]> {
  if (page.frames().length > 1)
    return (await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations
  await page.evaluate(axe.source)
  const found = await page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ runOnly: tags, resultTypes: ['violations'] })
    return JSON.stringify(
      violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
      })),
    )
  }, TAGS)
  return JSON.parse(found) as Violation[]
}

/** Keeps a picture for people to look at, in test/shots; not in a run of everything, where nobody looks. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.STOA_TEST_REPORT) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

/**
 * Walks with the Tab key until what has the focus fits, and keeps it: a page that has just been opened moves the
 * focus to its title, maybe only now. Fails after sixty steps.
 */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab')
    if (!name.test(await focused(page))) continue
    await page.waitForTimeout(100)
    if (name.test(await focused(page))) return
  }
  assert.fail(`The Tab key never reaches ${name}`)
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLInputElement | null
    if (!one) return ''
    const label = one.labels?.[0]?.textContent ?? ''
    return `${one.getAttribute('aria-label') ?? ''} ${one.textContent ?? ''} ${label} ${one.value ?? ''}`
  })

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => found(port))
    })
  })
}
