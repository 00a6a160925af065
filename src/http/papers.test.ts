import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import { atomically } from '#base'
import { verify } from '#ledger'
import { openCheckout } from '#payments'
import { addMember, createOrganization } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

suite('Documents, over HTTP', () => {
  let stoa: TestApp
  let finance: string
  let support: string
  let mei: string
  let other: string

  before(async () => {
    stoa = await testApp()
    finance = await stoa.person({ name: 'Tomasz', staffRoles: ['finance'] })
    support = await stoa.person({ name: 'Sara', staffRoles: ['support'] })
    mei = await stoa.person({ name: 'Mei Lin', email: 'mei@example.org' })
    other = await stoa.person({ name: 'Other' })
  })
  after(() => stoa[Symbol.asyncDispose]())

  const get = async (who: string, url: string) =>
    stoa.app.inject({ url, headers: await stoa.as(who) })
  const put = async (who: string, url: string, payload: object) =>
    stoa.app.inject({ method: 'PUT', url, headers: await stoa.as(who), payload })
  async function bought(): Promise<string> {
    const headers = await stoa.doing(mei)
    const payload = { kind: 'credits', credits: 50 }
    const placed = await stoa.app.inject({ method: 'POST', url: '/api/orders', headers, payload })
    const { id } = placed.json()
    const { url } = await openCheckout(stoa.deps.payments, id, stoa.clock.now())
    await stoa.deps.payments.sandbox!.completeCheckout(url.split('/').at(-1)!, '4242424242424242')
    await stoa.deps.jobs.settle()
    return id
  }
  const seller = {
    name: 'Stoa School',
    address: '1 Main Street\nDublin',
    country: 'IE',
    taxId: 'IE6388047V',
    registration: null,
    email: 'billing@example.org',
    zone: 'Europe/Dublin',
  }

  test('a buyer sees and downloads what is theirs; nobody else does, but finance and support', async () => {
    assert.equal((await put(support, '/api/seller', seller)).statusCode, 403)
    assert.equal((await put(finance, '/api/seller', seller)).statusCode, 200)
    assert.deepEqual((await get(support, '/api/seller')).json(), seller)
    const details = { name: 'Mei Lin Ltd', address: 'Somewhere 1', taxId: 'IE1234567T' }
    assert.deepEqual((await get(mei, '/api/user/billing-details')).json(), {
      name: 'Mei Lin',
      address: '',
      taxId: null,
    })
    assert.equal((await put(mei, '/api/user/billing-details', details)).statusCode, 200)

    const order = await bought()
    const { items } = (await get(mei, `/api/documents?order=${order}`)).json()
    assert.deepEqual(
      items.map((one: { number: string }) => one.number),
      ['REC-2026-000001', 'INV-2026-000001'],
    )
    const [receipt] = items
    const paper = await get(mei, receipt.pdf)
    assert.equal(paper.headers['content-type'], 'application/pdf')
    assert.equal(paper.headers['content-disposition'], 'inline; filename="REC-2026-000001.pdf"')
    const pdf = await getDocumentProxy(new Uint8Array(paper.rawPayload))
    const { text } = await extractText(pdf, { mergePages: true })
    assert.match(text, /Stoa School[\s\S]*Mei Lin Ltd[\s\S]*Tax number IE1234567T/)
    assert.deepEqual((await get(finance, receipt.pdf)).rawPayload, paper.rawPayload)
    assert.equal((await get(support, receipt.pdf)).statusCode, 200)
    assert.equal((await get(other, receipt.pdf)).statusCode, 404)
    assert.equal((await stoa.app.inject({ url: receipt.pdf })).statusCode, 401)
    assert.deepEqual((await get(other, '/api/documents')).json().items, [])
    assert.deepEqual((await verify(stoa.db)).findings, [])
  })

  test('the notice of a payment leads to the receipt', async () => {
    const order = await bought()
    const { items } = (await get(mei, `/api/documents?order=${order}&kind=receipt`)).json()
    const { items: notices } = (await get(mei, '/api/notices')).json()
    const told = notices.find(({ link }: { link: string }) => link === `/orders/${order}`)
    assert.match(told?.body ?? '', /receipt/)
    const mails = await stoa.db<{ body: string }>`
      select body from messaging.email where action like ${`%/orders/${order}`}`
    assert.equal(mails.length, 1)
    assert.equal(items.length, 1)
  })

  test('staff look for them by number, name, address, order, kind and day', async () => {
    const find = async (search: string) =>
      (await get(support, `/api/documents/issued?${search}`)).json().items.length
    assert.ok((await find('search=mei%20lin')) >= 4)
    assert.equal(await find('search=INV-2026-000001'), 1)
    assert.equal(await find('search=mei%40example.org&kind=invoice&limit=1'), 1)
    assert.equal(await find('search=%25'), 0)
    assert.equal(await find('from=2026-11-22T00:00:00Z'), 0)
    assert.equal(await find('until=2026-11-21T00:00:00Z'), 0)
    assert.equal((await get(mei, '/api/documents/issued')).statusCode, 403)
    const first = (await get(support, '/api/documents/issued?limit=2')).json()
    const rest = (await get(support, `/api/documents/issued?limit=50&cursor=${first.next}`)).json()
    const seen = [...first.items, ...rest.items].map(({ id }: { id: string }) => id)
    assert.equal(new Set(seen).size, seen.length)
  })

  test('an organization’s are for those who pay for it', async () => {
    const now = stoa.clock.now()
    const member = await stoa.person()
    const biller = await stoa.person()
    const organization = await atomically(stoa.db, async (tx) => {
      const { id } = await createOrganization(tx, { name: 'School' }, now)
      await addMember(tx, { organization: id, person: member, role: 'member' }, now)
      await addMember(tx, { organization: id, person: biller, role: 'billing' }, now)
      return id
    })
    const url = `/api/documents?organization=${organization}`
    assert.equal((await get(member, url)).statusCode, 403)
    assert.deepEqual((await get(biller, url)).json().items, [])
  })
})
