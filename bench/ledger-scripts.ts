/**
 * What pgbench plays: the statements that the ledger sends for these deeds, with random parties.
 * pgbench takes every colon for a variable, so addresses are put together with chr(58).
 */

const person = (variable: string, purpose: string) =>
  `'person' || chr(58) || 'p' || (:${variable})::int || '/${purpose}'`
const ours = (purpose: string) => `'platform' || chr(58) || 'stoa/${purpose}'`
const HASH = "decode(repeat('00', 32), 'hex')"
const USD = 1
const AT = "timestamptz '2026-11-22'"
const NOTHING = 'array[0::bigint]'

function post(parts: {
  kind: string
  accounts: string[]
  assets: string
  bounded: string
  changes: string
  unheld: string
  lots: string
}): string {
  return `select ledger.post(gen_random_uuid()::text, ${HASH}, '${parts.kind}', 'bench', 'bench', 'bench', ${AT}, null, null,
  false, array[${parts.accounts.join(', ')}], ${parts.assets}, array[${parts.bounded}], array[${parts.changes}]::bigint[],
  array[${parts.unheld}]::bigint[], array[2], array[1], array[1::bigint], ${NOTHING}, ${NOTHING}, ${parts.lots});`.replaceAll(
    '\n',
    ' ',
  )
}

/** One transfer in a transaction of its own: between two bounded accounts, or with a hot platform account. */
export function transferScript(hot: boolean): string {
  const accounts = hot
    ? [person('a', 'educator_available'), ours('payout_fees')]
    : [person('a', 'educator_available'), person('b', 'educator_available')]
  const assets = `array[${USD}, ${USD}]::smallint[]`
  // Money leaves the first account: the credit side of a liability grows, so its debit is leg one's second place.
  const text = post({
    kind: 'bench.transfer',
    accounts,
    assets,
    bounded: hot ? 'true, false' : 'true, true',
    changes: '-1, 1',
    unheld: '0, 0',
    lots: 'null',
  })
  const sides = text.replace(
    'array[2], array[1], array[1::bigint]',
    'array[1], array[2], array[1::bigint]',
  )
  return `\\set a random(0, 4999)\n\\set b random(5000, 9999)\n${sides}\n`
}

const CREDIT = "(select id from ledger.asset where code = 'CREDIT')"
const hold = `select (ledger.hold_units(gen_random_uuid()::text, ${HASH}, ${person('a', 'wallet')}, 'CREDIT', 1, null, 'bench', 'bench', 'bench', ${AT}, null) ->> 'id') as hold \\gset`
const capture = post({
  kind: 'bench.capture',
  accounts: [person('a', 'wallet'), ours('redeemed')],
  assets: `array[${CREDIT}, ${CREDIT}]`,
  bounded: 'true, false',
  changes: '-1, 1',
  unheld: '1, 0',
  lots: `jsonb_build_array(jsonb_build_object('leg', 1, 'do', 'capture', 'hold', (:hold)::bigint, 'units', 1))`,
})

/** One unit spent over lots in one transaction: reserved and taken. */
export const spendScript = `\\set a random(0, 999)\nbegin;\n${hold}\n${capture}\ncommit;\n`

/** A hold and its capture, each a transaction. */
export const pairScript = `\\set a random(0, 999)\n${hold}\n${capture}\n`
