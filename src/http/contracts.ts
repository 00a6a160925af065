import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  acceptancesOf,
  acceptContract,
  type Contract,
  draftContract,
  listContracts,
  type OwnContract,
  oneContract,
  ownContract,
  putContractInForce,
} from '#earnings'
import { audit, personCards } from '#people'
import { CountrySchema } from './applying-shapes.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['applying']

const PayeeKindSchema = Type.Enum(['independent', 'institution'], {
  description: 'On their own account, or for an institution',
})
const HashSchema = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256 of the words as they were read',
})
const head = {
  id: IdSchema,
  payeeKind: PayeeKindSchema,
  country: orNull(Type.String({ description: 'Null: every country that has none of its own' })),
  version: Type.Integer(),
  title: Type.String(),
  hash: HashSchema,
  state: Type.Enum(['draft', 'in_force', 'superseded']),
  acceptBy: orNull(InstantSchema),
  writtenAt: InstantSchema,
  inForceAt: orNull(InstantSchema),
  supersededAt: orNull(InstantSchema),
}
const ContractSchema = Type.Object({ ...head, words: Type.String() }, thing)
const OwnContractSchema = Type.Object(
  {
    contract: orNull(
      Type.Object(
        {
          ...head,
          words: Type.String(),
          acceptedAt: orNull(InstantSchema),
          until: orNull(InstantSchema),
        },
        thing,
      ),
    ),
    accepted: Type.Array(
      Type.Object(
        {
          contractId: IdSchema,
          title: Type.String(),
          version: Type.Integer(),
          hash: HashSchema,
          at: InstantSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

const momentsOf = ({
  acceptBy,
  writtenAt,
  inForceAt,
  supersededAt,
}: Pick<Contract, 'acceptBy' | 'writtenAt' | 'inForceAt' | 'supersededAt'>) => ({
  acceptBy: acceptBy?.toString() ?? null,
  writtenAt: writtenAt.toString(),
  inForceAt: inForceAt?.toString() ?? null,
  supersededAt: supersededAt?.toString() ?? null,
})

function shown(contract: Contract): Static<typeof ContractSchema> {
  const { writtenBy: _, ...rest } = contract
  return { ...rest, ...momentsOf(contract) }
}

/** The agreement with those who teach: its versions for staff, one's own for educators. */
export const contractRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(versionRoutes(deps))
    await app.register(ownRoutes(deps))
  }

const versionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const reads = { staff: ['reviewer', 'support', 'finance'] } as const
    const writes = { staff: ['admin'] } as const
    app.get(
      '/contracts',
      {
        config: { needs: reads },
        schema: {
          summary: 'Every version of the agreement, those in force first',
          tags,
          response: {
            200: page(
              Type.Object({ ...head, asked: Type.Integer(), accepted: Type.Integer() }, thing),
            ),
          },
        },
      },
      async () => {
        const rows = await listContracts(deps.db)
        const items = rows.map(({ writtenBy: _, asked, accepted, ...row }) => ({
          ...row,
          ...momentsOf(row),
          asked: Number(asked),
          accepted: Number(accepted),
        }))
        return { items, next: null }
      },
    )
    app.get(
      '/contracts/:id',
      {
        config: { needs: reads },
        schema: {
          summary: 'One version, and who accepted it when and from where',
          tags,
          params: IdParams,
          response: {
            200: Type.Object(
              {
                contract: ContractSchema,
                acceptances: Type.Array(
                  Type.Object(
                    {
                      person: Type.Object({ id: IdSchema, name: Type.String() }, thing),
                      hash: HashSchema,
                      ip: Type.String(),
                      at: InstantSchema,
                    },
                    thing,
                  ),
                ),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { id } = request.params
        const [contract, acceptances] = await Promise.all([
          oneContract(deps.db, id),
          acceptancesOf(deps.db, { contract: id }),
        ])
        const cards = await personCards(
          deps.db,
          acceptances.map(({ personId }) => personId),
        )
        const names = new Map(cards.map((card) => [card.id, card.name]))
        return {
          contract: shown(contract),
          acceptances: acceptances.map(({ personId, hash, ip, at }) => ({
            person: { id: personId, name: names.get(personId) ?? '' },
            hash,
            ip,
            at: at.toString(),
          })),
        }
      },
    )
    app.post(
      '/contracts',
      {
        config: { needs: writes },
        schema: {
          summary: 'Write the next version as a draft, or change the draft',
          tags,
          body: Type.Object(
            {
              payeeKind: PayeeKindSchema,
              country: orNull(CountrySchema),
              title: Type.String({ minLength: 3, maxLength: 160 }),
              words: Type.String({ minLength: 20, maxLength: 100_000 }),
            },
            thing,
          ),
          response: { 200: ContractSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const drafted = await draftContract(tx, request.body, by, now)
          const about = { type: 'contract', id: drafted.id }
          const after = { version: drafted.version, hash: drafted.hash }
          await audit(tx, { by, deed: 'contract.drafted', about, after, from: request.ip }, now)
          return shown(drafted)
        }),
    )
    app.post(
      '/contracts/:id/in-force',
      {
        config: { needs: writes },
        schema: {
          summary: 'Put a draft in force; who teaches already is asked to accept it by a day',
          tags,
          params: IdParams,
          body: Type.Object({ acceptBy: InstantSchema, hash: HashSchema }, thing),
          response: { 200: ContractSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const { acceptBy, hash: seen } = request.body
          const given = { acceptBy: Temporal.Instant.from(acceptBy), seen }
          const put = await putContractInForce(tx, request.params.id, given, by, now)
          const about = { type: 'contract', id: put.id }
          const after = { version: put.version, hash: put.hash, acceptBy }
          await audit(tx, { by, deed: 'contract.in_force', about, after, from: request.ip }, now)
          return shown(put)
        }),
    )
  }

async function own(deps: Deps, educator: string): Promise<Static<typeof OwnContractSchema>> {
  const [found, accepted] = await Promise.all([
    ownContract(deps.db, educator),
    acceptancesOf(deps.db, { person: educator }),
  ])
  const titles = new Map<string, string>()
  for (const { contractId } of accepted) {
    titles.set(contractId, (await oneContract(deps.db, contractId)).title)
  }
  return {
    contract: found ? ownShown(found) : null,
    accepted: accepted.map(({ contractId, version, hash, at }) => ({
      contractId,
      title: titles.get(contractId) ?? '',
      version,
      hash,
      at: at.toString(),
    })),
  }
}

function ownShown({ acceptedAt, until, ...contract }: OwnContract) {
  return {
    ...shown(contract),
    acceptedAt: acceptedAt?.toString() ?? null,
    until: until?.toString() ?? null,
  }
}

const ownRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educator/contract',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'The agreement that counts for me, and what I accepted',
          tags,
          response: { 200: OwnContractSchema },
        },
      },
      (request) => own(deps, actorOf(request).id),
    )
    app.post(
      '/educator/contract/accept',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Accept the agreement',
          description: 'Which text, when and from which address is kept as proof.',
          tags,
          body: Type.Object({ contractId: IdSchema, hash: HashSchema }, thing),
          response: { 200: OwnContractSchema },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, { id }) =>
          acceptContract(tx, id, { ...request.body, ip: request.ip }, now),
        )
        return own(deps, actorOf(request).id)
      },
    )
  }
