import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { createOrganization } from '#people'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  addressesIn,
  asShortened,
  clicksOf,
  countClick,
  leadsTo,
  linkAt,
  makeLinks,
  withAddresses,
} from './index.ts'

const NOW = Temporal.Instant.from('2026-11-22T06:00:00Z')
const SITE = 'https://stoa.example'
let db: TestDatabase
let organization: string

before(async () => {
  db = await testDatabase()
  organization = (await atomically(db, (tx) => createOrganization(tx, { name: 'Library' }, NOW))).id
})
after(() => db[Symbol.asyncDispose]())

test('a short link leads to pages of the web, and to nothing else', () => {
  for (const address of ['https://library.example/fees?id=1&x=%20', 'http://library.example'])
    assert.equal(leadsTo(address), new URL(address).href)
  for (const address of [
    'javascript:alert(1)',
    'JavaScript:alert(1)//https://a.example',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:x',
    '//evil.example',
    '/l/abc',
    'https://someone:secret@evil.example/',
    'https://localhost/',
    'https:\\\\evil.example',
    'https://a.example/\nSet-Cookie: x',
    `https://a.example/${'x'.repeat(2000)}`,
    '',
  ])
    assert.throws(() => leadsTo(address), { code: 'link_refused' }, address)
})

test('addresses in a message are found without what ends the sentence, and its way out stays', () => {
  const text =
    'Pay at https://library.example/fees?a=1, or (https://library.example/x). See javascript:x'
  assert.deepEqual(addressesIn({ way: 'sms', text }, SITE), [
    'https://library.example/fees?a=1',
    'https://library.example/x',
  ])
  const unsubscribe = 'https://library.example/out'
  const letter = {
    way: 'email' as const,
    subject: 's',
    text: `Read https://library.example/a&b or ${unsubscribe} or ${SITE}/mine`,
    html: '<a href="https://library.example/a&amp;b">Read</a>',
    unsubscribe,
  }
  assert.deepEqual(addressesIn(letter, SITE), ['https://library.example/a&b'])
  const short = withAddresses(letter, new Map([['https://library.example/a&b', `${SITE}/l/abc`]]))
  assert.equal(short.text, `Read ${SITE}/l/abc or ${unsubscribe} or ${SITE}/mine`)
  assert.ok(short.way === 'email' && short.html === `<a href="${SITE}/l/abc">Read</a>`)
  const counted = asShortened({ way: 'sms', text }, SITE)
  assert.match(counted.text, /^Pay at https:\/\/stoa\.example\/l\/xxxxxxxx, or \(/)
})

test('one link for everybody is one; links of their own are one each; clicks are counted without names', async () => {
  const about = { type: 'campaign' as const, id: newId() }
  const wish = {
    organization,
    about,
    url: 'https://library.example/a',
    expiresAt: NOW.add({ hours: 1 }),
  }
  const [one] = await atomically(db, (tx) => makeLinks(tx, [wish, wish], NOW))
  const [again] = await atomically(db, (tx) => makeLinks(tx, [wish], NOW))
  assert.equal(again, one)
  const own = await atomically(db, (tx) =>
    makeLinks(
      tx,
      Array.from({ length: 300 }, () => ({
        ...wish,
        url: 'https://library.example/b',
        contact: newId(),
      })),
      NOW,
    ),
  )
  assert.equal(new Set(own).size, 300)
  await countClick(db, one!, NOW)
  await countClick(db, own[0]!, NOW)
  await countClick(db, own[0]!, NOW.add({ minutes: 1 }))
  await countClick(db, own[1]!, NOW)
  assert.deepEqual(await clicksOf(db, about.id), [
    { url: 'https://library.example/b', label: null, clicks: 3, receivers: 2 },
    { url: 'https://library.example/a', label: null, clicks: 1, receivers: null },
  ])
  assert.equal(await linkAt(db, one!, NOW), 'https://library.example/a')
  await assert.rejects(linkAt(db, one!, NOW.add({ hours: 1 })), { code: 'link_over' })
  await assert.rejects(linkAt(db, 'abcdefgh', NOW), { code: 'link_unknown' })
  await assert.rejects(
    db`update messaging.link set url = 'https://evil.example/' where code = ${one}`,
    /permission denied/,
  )
})
