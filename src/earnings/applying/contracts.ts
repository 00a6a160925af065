import { newId, type Query, raw, record, type Tx } from '#base'
import { refuse } from './problems.ts'

/** Who agrees: a person on their own account, or one who teaches for an institution. */
export type PayeeKind = 'independent' | 'institution'

/** A version of the agreement with those who teach. */
export type Contract = {
  id: string
  payeeKind: PayeeKind
  /** Null: every country that has none of its own. */
  country: string | null
  version: number
  title: string
  words: string
  /** SHA-256 of the words, in hexadecimal. */
  hash: string
  state: 'draft' | 'in_force' | 'superseded'
  acceptBy: Temporal.Instant | null
  writtenBy: string
  writtenAt: Temporal.Instant
  inForceAt: Temporal.Instant | null
  supersededAt: Temporal.Instant | null
}

const CONTRACT = raw(`
  c.id, c.payee_kind as "payeeKind", c.country, c.version, c.title, c.words, c.hash, c.state,
  c.accept_by as "acceptBy", c.written_by as "writtenBy", c.written_at as "writtenAt",
  c.in_force_at as "inForceAt", c.superseded_at as "supersededAt"`)

export type ContractRow = Omit<Contract, 'words'> & { accepted: bigint; asked: bigint }

/** All versions, those that count first; with how many of those who are asked have accepted. */
export async function listContracts(q: Query): Promise<ContractRow[]> {
  return q<ContractRow>`
    select ${CONTRACT}, coalesce(f.asked, 0) as asked,
      (select count(*) from earnings.contract_acceptance x where x.contract_id = c.id) as accepted
    from earnings.contract c
    left join (select id, count(*) as asked from earnings.contract_for_view group by id) f on f.id = c.id
    order by c.state = 'in_force' desc, c.state = 'draft' desc, c.payee_kind, c.country nulls first, c.version desc`
}

/** One version. Refusal: unknown_contract. */
export async function oneContract(q: Query, id: string): Promise<Contract> {
  const [row] = await q<Contract>`select ${CONTRACT} from earnings.contract c where c.id = ${id}`
  if (!row) throw refuse('unknown_contract', { id })
  return row
}

/** Writes the next version as a draft; there is one draft at a time, so writing again changes it. */
export async function draftContract(
  tx: Tx,
  draft: { payeeKind: PayeeKind; country: string | null; title: string; words: string },
  by: string,
  now: Temporal.Instant,
): Promise<Contract> {
  const { payeeKind, country, title, words } = draft
  await tx`select pg_advisory_xact_lock(hashtextextended(${`contract ${payeeKind} ${country}`}, 23))`
  const [there] = await tx<{ id: string }>`
    update earnings.contract set title = ${title}, words = ${words}, written_by = ${by}, written_at = ${now}
    where payee_kind = ${payeeKind} and country is not distinct from ${country} and state = 'draft' returning id`
  if (there) return oneContract(tx, there.id)
  const id = newId()
  await tx`
    insert into earnings.contract (id, payee_kind, country, version, title, words, state, written_by, written_at)
    select ${id}, ${payeeKind}, ${country}, coalesce(max(version), 0) + 1, ${title}, ${words}, 'draft', ${by}, ${now}
    from earnings.contract where payee_kind = ${payeeKind} and country is not distinct from ${country}`
  return oneContract(tx, id)
}

/**
 * Puts a draft in force in the place of the version before it. Whom it counts for and who teaches already is asked
 * (`contract.asked`, one fact each) to accept it by a day; who comes later accepts it first.
 * Refusals, in order: unknown_contract, contract_stands, contract_changed (`seen` is not what it says),
 * accept_by_past.
 */
export async function putContractInForce(
  tx: Tx,
  id: string,
  given: { acceptBy: Temporal.Instant; seen: string },
  by: string,
  now: Temporal.Instant,
): Promise<Contract> {
  const [draft] = await tx<Contract>`
    select ${CONTRACT} from earnings.contract c where c.id = ${id} for update`
  if (!draft) throw refuse('unknown_contract', { id })
  if (draft.state !== 'draft') throw refuse('contract_stands')
  if (draft.hash !== given.seen) throw refuse('contract_changed')
  if (Temporal.Instant.compare(given.acceptBy, now) <= 0) throw refuse('accept_by_past')
  const { payeeKind, country } = draft
  await tx`
    update earnings.contract set state = 'superseded', superseded_at = ${now}
    where payee_kind = ${payeeKind} and country is not distinct from ${country} and state = 'in_force'`
  await tx`
    update earnings.contract set state = 'in_force', in_force_by = ${by}, in_force_at = ${now},
      accept_by = ${given.acceptBy} where id = ${id}`
  const asked = await tx<{ educator: string }>`
    select educator_id as educator from earnings.contract_for_view where id = ${id} order by educator_id`
  for (const { educator } of asked) {
    const data = {
      educatorId: educator,
      contractId: id,
      title: draft.title,
      until: given.acceptBy.toString(),
    }
    const about = { type: 'person', id: educator }
    await record(tx, { kind: 'contract.asked', about, at: now, data })
  }
  return oneContract(tx, id)
}

/** The agreement in force for a kind of payee in a country: its own, else that of all others. */
export async function contractFor(
  q: Query,
  payeeKind: PayeeKind,
  country: string | null,
): Promise<Contract | undefined> {
  const [row] = await q<Contract>`
    select ${CONTRACT} from earnings.contract c
    where c.state = 'in_force' and c.payee_kind = ${payeeKind} and (c.country is null or c.country = ${country})
    order by c.country nulls last limit 1`
  return row
}

/** What an educator is to agree to, and whether they have. */
export type OwnContract = Contract & {
  acceptedAt: Temporal.Instant | null
  /** Until then they teach as before; null: they accept it before they publish anything. */
  until: Temporal.Instant | null
}

/** The agreement that counts for an educator; undefined: there is none. */
export async function ownContract(q: Query, educator: string): Promise<OwnContract | undefined> {
  const [row] = await q<OwnContract>`
    select ${CONTRACT}, c.accepted_at as "acceptedAt",
      case when c.enrolled_at < c.in_force_at then c.accept_by end as until
    from earnings.contract_for_view c where c.educator_id = ${educator}`
  return row
}

/** Whoever has not accepted the agreement that counts for them publishes nothing new. Refusal: contract_needed. */
export async function agreed(q: Query, educator: string, now: Temporal.Instant): Promise<void> {
  const own = await ownContract(q, educator)
  if (!own || own.acceptedAt) return
  if (own.until && Temporal.Instant.compare(own.until, now) > 0) return
  throw refuse('contract_needed', { contract: own.id })
}

export type Acceptance = {
  contractId: string
  personId: string
  version: number
  hash: string
  ip: string
  at: Temporal.Instant
}

/**
 * An educator accepts the agreement that counts for them: which text, when and from where is kept as proof.
 * Accepting it again changes nothing. Refusals, in order: unknown_contract (there is none for them),
 * contract_changed (another version, or another text than they were shown).
 */
export async function acceptContract(
  tx: Tx,
  educator: string,
  accepted: { contractId: string; hash: string; ip: string },
  now: Temporal.Instant,
): Promise<OwnContract> {
  // No new version comes into force between what was read and what is written.
  await tx`select 1 as one from earnings.contract where id = ${accepted.contractId} for share`
  const own = await ownContract(tx, educator)
  if (!own) throw refuse('unknown_contract')
  if (own.id !== accepted.contractId || own.hash !== accepted.hash) throw refuse('contract_changed')
  if (own.acceptedAt) return own
  const { id, version, hash } = own
  await tx`
    insert into earnings.contract_acceptance (contract_id, person_id, version, hash, ip, at)
    values (${id}, ${educator}, ${version}, ${hash}, ${accepted.ip}, ${now})
    on conflict (contract_id, person_id) do nothing`
  const data = { educatorId: educator, contractId: id, version }
  await record(tx, {
    kind: 'contract.accepted',
    about: { type: 'person', id: educator },
    at: now,
    data,
  })
  return { ...own, acceptedAt: now }
}

/** Who accepted a version, newest first; or what a person accepted. */
export async function acceptancesOf(
  q: Query,
  of: { contract?: string | undefined; person?: string | undefined },
  limit = 200,
): Promise<Acceptance[]> {
  return q<Acceptance>`
    select contract_id as "contractId", person_id as "personId", version, hash, host(ip) as ip, at
    from earnings.contract_acceptance
    where (${of.contract}::uuid is null or contract_id = ${of.contract})
      and (${of.person}::uuid is null or person_id = ${of.person})
    order by at desc, person_id limit ${limit}`
}
