import assert from 'node:assert/strict'
import { after, before, describe, it, test } from 'node:test'
import fc from 'fast-check'
import { checkProof, prove, seal, signerFrom } from '#ledger'
import { toBase64Url } from '../../web/proof/bytes.ts'
import { check, type LogNow } from '../../web/proof/checking.ts'
import { amountOf, readEntry } from '../../web/proof/entry.ts'
import { type Proof, readProof, transferIn } from '../../web/proof/reading.ts'
import { buy, hours, learner, NOON } from '../classroom.ts'
import { isFit, picture, tabTo } from './house.ts'
import { openSchool, type School } from './school.ts'

const signer = signerFrom('the secret that seals the books of the school')
const publicKey = signer.publicKey.toString('hex')

describe('Whoever doubts', () => {
  let school: School
  /** The entry by which Mira's credits left for her class. */
  let spent: string

  before(async () => {
    school = await openSchool()
    await seal(school.db, signer, hours(5))
    const [row] = await school.db<{ id: string }>`
      select t.journal_id || '.' || t.leg as id from ledger.transfer t
      join ledger.account c on c.id = t.credit_id where c.address = ${`person:${school.mira}/wallet`}`
    spent = row!.id
  })
  after(async () => {
    await school.booksAreRight()
    await school[Symbol.asyncDispose]()
  })

  const log = async (first: number): Promise<LogNow> => {
    const answer = await school.app.inject(`/api/proofs/consistency?first=${first}`)
    return answer.json()
  }

  it('gets from the browser’s arithmetic what the ledger’s own says, for every entry', async () => {
    const rows = await school.db<{ id: string; leaf: string }>`
      select journal_id || '.' || leg as id from ledger.transfer order by journal_id, leg`
    assert.ok(rows.length >= 10)
    for (const { id } of rows) {
      const proof = await prove(school.db, id)
      assert.ok(checkProof(proof, publicKey), id)
      const found = await check(proof as never, await log(proof.head.size))
      assert.equal(found.verdict, 'holds', JSON.stringify(found.steps))
      assert.deepEqual(new Set(found.steps.map(({ state }) => state)), new Set(['fits']))
      assert.equal(`${found.entry?.journal}.${found.entry?.leg}`, id)
    }
  })

  it('is told which step does not fit, whatever is changed in a proof', async () => {
    const proof = (await prove(school.db, spent)) as unknown as Proof
    const now = await log(proof.head.size)
    const paths = leavesOf(proof)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, at) => {
        const forged = structuredClone(proof)
        change(forged, path, at)
        // As it comes in: by a text that somebody pastes.
        const read = readProof(JSON.stringify(forged))
        if (typeof read === 'string') return
        const found = await check(read, now)
        assert.equal(found.verdict, 'fails', `${path.join('.')}: ${JSON.stringify(forged)}`)
        assert.ok(found.steps.some(({ state, says }) => state === 'differs' && says.length > 20))
      }),
      { numRuns: 150 },
    )
  })

  it('reads a sealed entry whole or not at all', async () => {
    const { row } = await prove(school.db, spent)
    const bytes = Uint8Array.from(Buffer.from(row, 'base64'))
    const entry = readEntry(bytes)!
    assert.deepEqual(
      [entry.kind, entry.credit, amountOf(entry)],
      [
        'session.completed.credits',
        `person:${school.mira}/wallet`,
        { amount: '50.00', asset: 'CREDIT' },
      ],
    )
    assert.match(entry.lots ?? '', /capture -5000 -5000/)
    for (const length of [0, 3, 20, bytes.length - 1])
      assert.equal(readEntry(bytes.slice(0, length)), undefined)
  })

  it('a learner opens the proof from the wallet’s statement and sees that it holds', async () => {
    const page = await school.sit(school.mira)
    await page.goto('/wallet')
    await page
      .getByRole('table', { name: /Movements of your credits/ })
      .getByRole('link', { name: `Proof of entry ${spent}` })
      .click()
    await page.getByRole('heading', { name: `Entry ${spent} stands in the sealed books` }).waitFor()
    const main = page.getByRole('main')
    await main.getByText('50 credits').first().waitFor()
    await main.getByText('Wallets, yours').waitFor()
    assert.equal(await main.getByText('Fits', { exact: true }).count(), 5)
    await isFit(page)
    await picture(page, 'proof-desk')
    await page.context().close()
  })

  it('a stranger sees that it holds and nothing of what it is; a link with the entry shows it', async () => {
    const page = await school.sit(null, { phone: true, dark: true })
    await page.goto(`/proof/${spent}`)
    await page.getByRole('heading', { name: `Entry ${spent} stands in the sealed books` }).waitFor()
    const text = (await page.textContent('main')) ?? ''
    for (const secret of [school.mira, 'Mira', '50 credits', 'Wallets'])
      assert.ok(!text.includes(secret), secret)
    assert.match(text, /only its fingerprint is public/)
    await isFit(page)
    await picture(page, 'proof-stranger-phone-dark')

    const { row } = await prove(school.db, spent)
    const entry = Buffer.from(row, 'base64')
    await page.goto('about:blank')
    await page.goto(`/proof/${spent}#entry=${toBase64Url(entry)}`)
    await page.getByText('50 credits').first().waitFor()
    await page.getByText(`person ${school.mira}`).first().waitFor()
    await isFit(page)

    // One byte of the entry is another: the name of the deed, say.
    entry[entry.length - 60]! ^= 1
    await page.goto('about:blank')
    await page.goto(`/proof/${spent}#entry=${toBase64Url(entry)}`)
    await page.getByRole('heading', { name: 'This proof does not hold' }).waitFor()
    await page
      .getByText(/another fingerprint than the proof/)
      .first()
      .waitFor()
    assert.equal(await page.getByRole('heading', { name: 'What was sealed' }).count(), 0)
    await isFit(page)
    await picture(page, 'proof-altered-phone-dark')
    await page.context().close()
  })

  it('pastes a proof that was kept, by keyboard; older than the log of today, it still holds', async () => {
    const kept = await prove(school.db, spent)
    await learner(school.db, 30, 'Somebody new')
    await seal(school.db, signer, hours(6))
    const page = await school.sit(null)
    await page.goto('/proof')
    await isFit(page)
    await picture(page, 'proof-paste-desk')
    await tabTo(page, /The proof/)
    await page.keyboard.insertText(JSON.stringify(kept))
    await tabTo(page, /^ Check this proof/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Entry ${spent} stands in the sealed books` }).waitFor()
    await page.getByText(/begins with the one in the proof/).waitFor()
    assert.match((await page.textContent('main')) ?? '', new RegExp(`${kept.head.size} and `))

    await page.getByLabel('The proof').fill(JSON.stringify({ ...kept, index: kept.index + 1 }))
    await page.getByRole('button', { name: 'Check this proof' }).click()
    await page
      .getByText(/does not lead to the block’s/)
      .first()
      .waitFor()
    await page.getByLabel('The proof').fill('{"transfer": "1.1"}')
    await page.getByRole('button', { name: 'Check this proof' }).click()
    await page.getByText('This is no whole proof: index is missing').waitFor()
    await page.getByLabel('The proof').fill('my receipt')
    await page.getByRole('button', { name: 'Check this proof' }).click()
    await page.getByText('This is no proof: a proof is a text that begins with {').waitFor()
    await isFit(page)
    await page.context().close()
  })

  it('a proof of another Stoa does not hold here, though its own arithmetic does', async () => {
    const kept = (await prove(school.db, spent)) as unknown as Proof
    const now = await log(kept.head.size)
    const other = { ...now.head, root: 'ab'.repeat(32) }
    const found = await check(kept, { head: { ...other, size: now.head.size + 3 }, path: now.path })
    assert.equal(found.verdict, 'fails')
    assert.deepEqual(
      found.steps.filter(({ state }) => state === 'differs').map(({ name }) => name),
      ['today'],
    )
    const shorter = await check(kept, { ...now, head: { ...now.head, size: 1 } })
    assert.match(shorter.steps.at(-1)!.says, /shorter|does not continue/)
    assert.equal((await check(kept, null)).verdict, 'holds')
  })

  it('finds an entry by its number without scripts, and is told when it is not sealed yet', async () => {
    await buy(school.db, school.jonas, 10, hours(7))
    const [fresh] = await school.db<{ id: string }>`
      select max(journal_id) || '.1' as id from ledger.transfer`
    const page = await school.sit(null, { scripts: false })
    await page.goto('/proof')
    await page.getByLabel('Number of the entry').fill(fresh!.id)
    await page.getByRole('button', { name: 'Check this entry' }).click()
    await page.waitForURL(new RegExp(`/proof/${fresh!.id.replace('.', '\\.')}$`))
    await page.getByRole('heading', { name: 'This entry is not sealed yet' }).waitFor()
    await page.goto(`/proof/${spent}`)
    assert.match(await page.content(), /It needs scripts for that/)
    const nowhere = await page.goto('/proof/999999.1')
    assert.equal(nowhere?.status(), 404)
    await page.goto('/proof?entry=something')
    await page.getByText('This is no number of an entry').waitFor()
    await page.context().close()
    const waiting = await school.sit(school.jonas, { phone: true })
    await waiting.goto(`/proof/${fresh!.id}`)
    await isFit(waiting)
    await picture(waiting, 'proof-waiting-phone')
    await waiting.context().close()
  })

  it('a booking that took place shows its entry in the books', async () => {
    const page = await school.sit(school.mira, { phone: true, dark: true })
    await page.goto(`/bookings/${school.booking}`)
    const entries = page.getByRole('table', { name: 'Entries in the books' })
    await entries.getByRole('link', { name: `Proof of entry ${spent}` }).waitFor()
    assert.ok(
      !((await entries.textContent()) ?? '').includes('35'),
      'the educator’s share is theirs',
    )
    await isFit(page)
    await picture(page, 'booking-books-phone-dark')
    await page.context().close()
  })
})

test('what is pasted may be a number, a link, or a proof', () => {
  assert.deepEqual(
    ['1251.2', ' https://stoa.example/proof/7.1#entry=x ', '/proof/7.1', 'x1.1', '{}', '1.2.3'].map(
      transferIn,
    ),
    ['1251.2', '7.1', '7.1', undefined, undefined, undefined],
  )
  assert.ok(NOON)
})

type Path = (string | number)[]

/** The path to every value in a proof. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, inside]) => leavesOf(inside, [...path, name]))
}

/** Makes another one of the value at a path. */
function change(proof: Proof, path: Path, at: number): void {
  let inside = proof as unknown as Record<string | number, unknown>
  for (const name of path.slice(0, -1)) inside = inside[name] as typeof inside
  const last = path.at(-1)!
  const old = inside[last]
  if (typeof old === 'number') inside[last] = old + 1 + (at % 5)
  if (typeof old !== 'string') return
  const place = at % old.replace(/=+$/, '').length
  const letter = old[place] === '1' ? '2' : '1'
  inside[last] = `${old.slice(0, place)}${letter}${old.slice(place + 1)}`
}
