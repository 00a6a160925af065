import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { test } from 'node:test'

/** What the API asks an Idempotency-Key for: `POST /api/…/{}`, from the types that are made of it. */
function deedsOf(schema: string): { deeds: Set<string>; others: Set<string> } {
  const deeds = new Set<string>()
  const others = new Set<string>()
  let path = ''
  let method = ''
  for (const line of schema.split('\n')) {
    path = /^ {2}'(\/api\/[^']*)': \{/.exec(line)?.[1] ?? path
    const begun = /^ {4}(post|put|patch|delete): \{/.exec(line)?.[1]
    if (begun) method = begun
    if (!method || !line.includes('parameters:')) continue
    const kind = line.includes("header: { 'Idempotency-Key'") ? deeds : others
    kind.add(`${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`)
    method = ''
  }
  return { deeds, others }
}

/** Calls of the API in a page that name their address in full: how, and where. */
function callsIn(text: string): { verb: string; path: string }[] {
  const pattern =
    /\.\s*(post|put|patch|delete|deed)(?:<[^()]*?>)?\(\s*(?:'(\/api\/[^']*)'|`(\/api\/[^`]*)`)/g
  return [...text.matchAll(pattern)].map(([, verb, plain, woven]) => ({
    verb: verb!,
    path: (plain ?? woven)!.replace(/\$\{[^}]*\}/g, '{}').replace(/\?.*$/, ''),
  }))
}

test('pages send a key with every deed, and with nothing else', async () => {
  const { deeds, others } = deedsOf(readFileSync('web/api/schema.d.ts', 'utf8'))
  assert.ok(deeds.size > 40 && others.size > 40, `${deeds.size} deeds, ${others.size} others`)
  const wrong: string[] = []
  let looked = 0
  for (const file of (await Array.fromAsync(glob('web/**/*.{ts,tsx}'))).sort()) {
    if (file.startsWith('web/build')) continue
    for (const { verb, path } of callsIn(readFileSync(file, 'utf8'))) {
      looked += 1
      if (verb === 'deed') {
        const like = new RegExp(`^[A-Z]+ ${path.replaceAll('{}', '[^/]+')}$`)
        if (![...deeds].some((one) => like.test(one))) wrong.push(`${file}: ${path} takes no key`)
      } else if (deeds.has(`${verb.toUpperCase()} ${path}`))
        wrong.push(`${file}: ${verb} ${path} needs a key`)
    }
  }
  assert.ok(looked > 100, `only ${looked} calls were found`)
  assert.deepEqual(wrong, [])
})
