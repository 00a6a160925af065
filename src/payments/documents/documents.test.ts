import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import { atomically, newId, type Tx } from '#base'
import { verify } from '#ledger'
import { booksAgree, bought, chargeOf } from '../../../test/purse.ts'
import { type Till, testTill } from '../../../test/till.ts'
import {
  changeBillTo,
  changeSeller,
  documentById,
  listDisputes,
  listDocuments,
  paperOf,
  placeOrder,
  refundOrder,
  sellerNow,
  withdrawRefund,
} from '../index.ts'
import { settle } from '../settling.ts'

const SELLER = {
  name: 'Sprachhaus Łódź',
  address: 'ul. Piotrkowska 12\n90-270 Łódź',
  country: 'PL',
  taxId: 'PL7251801126',
  registration: 'KRS 0000123456',
  email: 'faktury@example.org',
  zone: 'Europe/Warsaw',
}

async function read(paper: Uint8Array<ArrayBuffer>) {
  const pdf = await getDocumentProxy(new Uint8Array(paper))
  const { text } = await extractText(pdf, { mergePages: true })
  return { text: text.replace(/\s+/g, ' '), pages: pdf.numPages, ...(await pdf.getMetadata()) }
}

suite('Invoices, receipts and credit notes', () => {
  let till: Till
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const of = (orderId: string) => listDocuments(till.db, { orderId, limit: 20 })
  const one = async (orderId: string, kind: string) =>
    documentById(till.db, (await of(orderId)).find((card) => card.kind === kind)!.id)
  const place = (person: string, given: object = {}) =>
    inTx((tx) =>
      placeOrder(
        tx,
        {
          buyer: { type: 'person', id: person },
          currency: 'USD',
          by: `person:${person}`,
          lines: [
            {
              kind: 'credits',
              about: { type: 'wallet', id: person },
              description: '50 credits',
              net: 5000n,
              data: { credits: 5000n },
            },
          ],
          ...given,
        },
        now(),
      ),
    )
  const arrived = (amount: bigint, currency = 'USD') => ({
    provider: 'stripe',
    ref: newId(),
    charge: undefined,
    amount,
    fee: 0n,
    currency,
    paidAt: now(),
  })
  const refund = (orderId: string) =>
    inTx((tx) =>
      refundOrder(
        tx,
        {
          id: newId(),
          orderId,
          platformBears: false,
          cause: 'unused',
          reason: 'asked for it',
          endPlan: false,
          by: 'person:staff',
        },
        till.payments.keepers,
        now(),
      ),
    )

  before(async () => {
    till = await testTill()
  })
  after(() => till[Symbol.asyncDispose]())

  /** Every series from one without a gap, and none taken twice. */
  async function withoutGaps() {
    const gaps = await till.db`
      select s.kind, s.year from payments.document_series s
       where array(select number from payments.document d
                    where d.seller = s.seller and d.kind = s.kind and d.year = s.year order by number)
             is distinct from array(select generate_series(1, s.last))`
    assert.deepEqual(gaps, [])
  }

  test('a payment has an invoice and a receipt that say the same money, read back from the paper', async () => {
    await inTx((tx) => changeSeller(tx, { ...SELLER, by: 'person:staff' }, now()))
    const mei = await till.person()
    const billTo = {
      name: 'Ελένη Жукова',
      address: 'Οδός Αθηνάς 3\n105 51 Αθήνα',
      taxId: 'EL094014201',
    }
    await inTx((tx) => changeBillTo(tx, { type: 'person', id: mei }, billTo, now()))
    const order = await place(mei, {
      taxPlace: { country: 'GR' },
      lines: [
        {
          kind: 'credits',
          about: { type: 'wallet', id: mei },
          description: 'Vier Stück: 1.200 credits',
          quantity: 4,
          unitPrice: 37200n,
          discount: 24800n,
          net: 100_000n,
          tax: 24_000n,
          taxRate: 240_000,
          taxName: 'ΦΠΑ',
          taxIncluded: true,
          data: { credits: 120_000n },
        },
      ],
    })
    await inTx((tx) => settle(tx, order.id, arrived(124_000n), now()))
    const invoice = await one(order.id, 'invoice')
    const receipt = await one(order.id, 'receipt')
    assert.deepEqual([invoice.name, receipt.name], ['INV-2026-000001', 'REC-2026-000001'])
    assert.deepEqual([invoice.net, invoice.tax, receipt.total], [100_000n, 24_000n, 124_000n])
    assert.equal(receipt.about, invoice.id)
    const paper = await read(await paperOf(invoice))
    for (const said of [
      'Invoice INV-2026-000001',
      'Sprachhaus Łódź ul. Piotrkowska 12 90-270 Łódź Poland Tax number PL7251801126 KRS 0000123456',
      'Ελένη Жукова Οδός Αθηνάς 3 105 51 Αθήνα Greece Tax number EL094014201',
      'Issued 21 November 2026',
      `Order ${order.name}`,
      'Vier Stück: 1.200 credits 4 372.00 −248.00 ΦΠΑ 24 % 1,000.00',
      'ΦΠΑ 24 % on 1,000.00 240.00',
      'Total USD 1,240.00',
      'Left to pay 0.00',
      'Page 1 of 1',
    ]) {
      assert.ok(paper.text.includes(said), `${said}\n  in: ${paper.text}`)
    }
    const info = paper.info as Record<string, unknown>
    assert.deepEqual(
      [info.Title, info.Author, info.Language, info.CreationDate],
      ['Invoice INV-2026-000001', 'Sprachhaus Łódź', 'en', 'D:20261121120000Z'],
    )
    const paid = await read(await paperOf(receipt))
    assert.match(paid.text, /Received USD 1,240\.00/)
    assert.match(paid.text, /For invoice INV-2026-000001/)
    assert.match(paid.text, /Card or wallet, through Stripe/)
    await withoutGaps()
  })

  test('the same document is the same bytes; what changes later changes nothing that was issued', async () => {
    const mei = await till.person()
    const order = await bought(till, mei)
    const invoice = await one(order, 'invoice')
    const before = await paperOf(invoice)
    await inTx((tx) => changeSeller(tx, { ...SELLER, name: 'Renamed', by: 'person:staff' }, now()))
    await inTx((tx) =>
      changeBillTo(
        tx,
        { type: 'person', id: mei },
        { name: 'Another', address: '', taxId: null },
        now(),
      ),
    )
    assert.deepEqual(await paperOf(await one(order, 'invoice')), before)
    assert.match((await read(before)).text, /From the sandbox: no real money moved/)
    assert.equal((await sellerNow(till.db)).name, 'Renamed')
    const [audited] = await till.db<{ before: object; after: object }>`
      select before, after from people.audit where deed = 'seller.changed' order by at desc, id desc limit 1`
    assert.deepEqual(audited, {
      before: { name: 'Sprachhaus Łódź' },
      after: { name: 'Renamed' },
    })
    await assert.rejects(
      inTx((tx) => changeSeller(tx, { ...SELLER, zone: '+02:00', by: 'person:staff' }, now())),
      { code: 'seller_zone_unknown' },
    )
    await inTx((tx) => changeSeller(tx, { ...SELLER, by: 'person:staff' }, now()))
  })

  for (const [currency, amount, said] of [
    ['JPY', 5000n, '5,000'],
    ['KWD', 1_234_560n, '1,234.560'],
    ['INR', 12_345_678n, '123,456.78'],
  ] as const) {
    test(`amounts in ${currency} have the decimal places that it has`, async () => {
      const mei = await till.person()
      const lines = [
        {
          kind: 'booking' as const,
          about: { type: 'booking', id: newId() },
          description: 'A seat',
          net: amount,
        },
      ]
      const order = await place(mei, { currency, lines })
      await inTx((tx) => settle(tx, order.id, arrived(amount, currency), now()))
      const { text } = await read(await paperOf(await one(order.id, 'invoice')))
      assert.ok(text.includes(`Total ${currency} ${said}`), text)
    })
  }

  test('a name in a script that the font has not is said to be kept, and a long invoice goes on', async () => {
    const mei = await till.person()
    const buyer = { type: 'person', id: mei } as const
    await inTx((tx) =>
      changeBillTo(tx, buyer, { name: '王小明 (Wang)', address: '', taxId: null }, now()),
    )
    const lines = Array.from({ length: 60 }, (_, index) => ({
      kind: 'booking' as const,
      about: { type: 'booking', id: newId() },
      description: `Seat ${index + 1}`,
      net: 100n,
    }))
    const order = await place(mei, { lines })
    await inTx((tx) => settle(tx, order.id, arrived(6000n), now()))
    const invoice = await one(order.id, 'invoice')
    const { text, pages } = await read(await paperOf(invoice))
    assert.equal(pages, 3)
    assert.match(text, /□□□ \(Wang\)/)
    assert.match(text, /of a script that this document cannot be set in/)
    assert.match(text, /Seat 60 1 1\.00 1\.00/)
    assert.match(text, /Page 3 of 3/)
    assert.equal(invoice.buyerName, '王小明 (Wang)')
  })

  test('what costs nothing has no document; a refund has a credit note of what it gave back', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { net: 5000n, tax: 400n })
    const { id } = await refund(order)
    assert.equal((await of(order)).length, 2, 'none before the money has left')
    await till.settle()
    const note = await one(order, 'credit_note')
    assert.deepEqual([note.net, note.tax], [5000n, 400n])
    const { text } = await read(await paperOf(note))
    assert.match(text, /For invoice INV-2026-\d{6} of 21 November 2026/)
    assert.match(text, /50 credits not used/)
    assert.match(text, /Reason: asked for it/)
    assert.match(text, /Given back USD 54\.00/)
    const [linked] = await till.db`select from payments.document where refund_id = ${id}`
    assert.ok(linked)
    await booksAgree(till)
    await withoutGaps()
  })

  test('a refund that came back and is withdrawn: an invoice takes its credit note back', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { card: '4000000000005126' })
    const { id } = await refund(order)
    await till.settle()
    const note = await one(order, 'credit_note')
    await till.advance(now().add({ hours: 30 }))
    await inTx((tx) => withdrawRefund(till.payments, tx, { id, by: 'person:staff' }, now()))
    const back = (await of(order)).find(({ kind, about }) => kind === 'invoice' && about !== null)
    assert.deepEqual([back?.about, back?.total], [note.id, note.total])
    const { text } = await read(await paperOf(await documentById(till.db, back!.id)))
    assert.ok(text.includes(`takes credit note ${note.name} back`), text)
    await booksAgree(till)
    await withoutGaps()
  })

  test('a dispute that is lost: a credit note without tax, as the books have it', async () => {
    const mei = await till.person()
    const order = await bought(till, mei, { net: 5000n, tax: 400n })
    const charge = await chargeOf(till, order)
    await till.sandbox.bank.dispute({ charge, reason: 'product_not_received' })
    await till.settle()
    assert.equal((await of(order)).length, 2, 'none while the bank thinks')
    const [dispute] = await listDisputes(till.db, { orderId: order, limit: 1 })
    await till.sandbox.bank.close(dispute!.ref, false)
    await till.settle()
    const note = await one(order, 'credit_note')
    assert.deepEqual([note.net, note.tax], [5400n, 0n])
    const { text } = await read(await paperOf(note))
    assert.match(text, /taken back by your bank[\s\S]*No tax is corrected/)
    assert.match(text, /Reason: Dispute \(product not received\)/)
    await booksAgree(till)
    await withoutGaps()
  })

  test('50 orders paid at once, half of them killed before they end: no gap, nothing twice', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, () => till.person()))
    const orders = []
    for (const person of people) orders.push(await place(person))
    const ends = await Promise.allSettled(
      orders.map((order, index) =>
        inTx(async (tx) => {
          await settle(tx, order.id, arrived(5000n), now())
          if (index % 2 === 1) {
            await tx`select pg_terminate_backend(pg_backend_pid())`
          }
        }),
      ),
    )
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 25)
    await withoutGaps()
    // The news comes again for all, twice at once.
    await Promise.all(
      [...orders, ...orders].map((order) =>
        inTx((tx) => settle(tx, order.id, { ...arrived(5000n), ref: `again-${order.id}` }, now())),
      ),
    )
    await withoutGaps()
    for (const order of orders) {
      assert.deepEqual((await of(order.id)).map(({ kind }) => kind).toSorted(), [
        'invoice',
        'receipt',
      ])
    }
    assert.deepEqual((await verify(till.db)).findings, [])
  })

  test('no right and no statement changes, skips or doubles a document', async () => {
    const forbidden = [
      'update payments.document set net = 1',
      'delete from payments.document',
      'truncate payments.document',
      'delete from payments.document_series',
      'update payments.document_series set last = last + 2',
      'update payments.document_series set last = last + 1',
      'update payments.document_series set last = last - 1',
      `insert into payments.document_series values ('stoa', 'invoice', 2031, 5)`,
      `insert into payments.document (id, seller, kind, year, number, order_id, buyer_type, buyer_id, currency, net, tax, issued_at, content)
       select gen_random_uuid(), seller, 'receipt', year, number + 1000, order_id, buyer_type, buyer_id, currency, net, tax, issued_at, content
         from payments.document where kind = 'receipt' limit 1`,
    ]
    for (const statement of forbidden) {
      await assert.rejects(
        inTx((tx) => tx([statement] as unknown as TemplateStringsArray)),
        statement,
      )
    }
    await withoutGaps()
  })
})
