import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type {
  Imports,
  Institution,
  Invitations,
  SharedOut,
  TheirEducators,
} from '../../../api/joining.ts'
import type { Answer } from '../../../api/types.ts'
import { Amount } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { keepOnFailure } from '../../../components/deeds.ts'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { useReader } from '../../../format/reader.tsx'
import { personOf } from '../../../visitor.ts'
import { Agreements } from '../../institution/Agreements.tsx'
import { InviteForm } from '../../institution/InviteForm.tsx'
import { Educators, Invited, Sums } from '../../institution/Parts.tsx'
import styles from '../money/prices.module.css'
import { basisPoints, institutionDeed } from './deeds.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Institution · Stoa' }]

const PLATFORM_CREATORS = '00000000-0000-8000-8000-000000000001'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const person = await personOf(context)
  const asked = new URL(request.url).searchParams
  const at = `/api/institutions/${params.id}`
  const [institution, educators, invitations, imports] = await Promise.all([
    api.get<Institution>(at),
    api.get<TheirEducators>(`${at}/educators`, { cursor: asked.get('cursor'), limit: 40 }),
    api.get<Invitations>(`${at}/invitations`, { limit: 20 }),
    api.get<Imports>(`${at}/imports`),
  ])
  const rates = [asked.get('educator') ?? '60', asked.get('institution') ?? '20'] as const
  const [educatorRate, institutionRate] = rates.map(basisPoints) as [number, number]
  const shares =
    educatorRate >= 0 && institutionRate >= 0 && educatorRate + institutionRate <= 10_000
      ? await api.get<SharedOut>('/api/institution-shares', { educatorRate, institutionRate })
      : null
  const sets = person.staffRoles.some((role) => role === 'admin' || role === 'finance')
  return { institution, educators, invitations, imports: imports.items, rates, shares, sets }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return institutionDeed(context.get(apiOf), params.id!, await request.formData())
}

/** One institution, as staff see it. */
export default function InstitutionPage() {
  const { institution, educators, invitations, imports, sets } = useLoaderData<typeof loader>()
  const { zone } = useReader()
  const house = institution.id === PLATFORM_CREATORS
  return (
    <>
      <PageHead
        title={institution.name}
        lead={
          house
            ? 'The house of independent educators: they earn by their tiers, and it has no part of its own.'
            : 'Who teaches for it, and how what their seats bring is shared.'
        }
        deeds={
          <Button
            component={Link}
            to={`/operate/institutions/${institution.id}/import`}
            variant="outline"
          >
            Import instructors
          </Button>
        }
      />
      <div className="stack-wide">
        {!house && <Sums sums={institution.sums} />}
        {!house && <AgreementPanel agreements={institution.agreements} sets={sets} />}
        {!house && sets && <NewAgreement />}
        <Panel
          title={`Educators (${institution.educators})`}
          note="Seats and earnings are those of the last 30 days."
        >
          <Educators
            educators={educators.items}
            to={({ id, name }) => <Link to={`/operate/educators/${id}`}>{name}</Link>}
            {...(house
              ? {}
              : {
                  deed: ({ id, name }) => (
                    <DeedForm intent={`let-go:${id}`}>
                      <input type="hidden" name="educator" value={id} />
                      <DeedButton variant="subtle" size="compact-sm" aria-label={`Let go: ${name}`}>
                        Let go
                      </DeedButton>
                    </DeedForm>
                  ),
                })}
          />
          <Pager next={educators.next} />
        </Panel>
        <Panel title="Invitations" note="They are answered by whoever has the address.">
          <div className="stack">
            <Invited
              invitations={invitations.items}
              deed={({ id, name, state }) =>
                state === 'open' && (
                  <DeedForm intent={`withdraw:${id}`}>
                    <input type="hidden" name="invitation" value={id} />
                    <DeedButton
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`Withdraw the invitation of ${name}`}
                    >
                      Withdraw
                    </DeedButton>
                  </DeedForm>
                )
              }
            />
            <h3>Invite somebody</h3>
            <InviteForm zone={zone} />
          </div>
        </Panel>
        {imports.length > 0 && <Files imports={imports} />}
        {!house && <Paid institution={institution} />}
      </div>
    </>
  )
}

function AgreementPanel({
  agreements,
  sets,
}: {
  agreements: Institution['agreements']
  sets: boolean
}) {
  return (
    <Panel
      title="Agreements"
      note="Of the price of each seat. What was booked keeps the shares of its day."
    >
      <Agreements
        agreements={agreements}
        {...(sets
          ? {
              deed: ({ id, state }) =>
                (state === 'running' || state === 'planned') && (
                  <DeedForm intent={`end:${id}`}>
                    <input type="hidden" name="agreement" value={id} />
                    <DeedButton variant="subtle" size="compact-sm">
                      {state === 'planned' ? 'Withdraw' : 'End now'}
                    </DeedButton>
                  </DeedForm>
                ),
            }
          : {})}
      />
    </Panel>
  )
}

function NewAgreement() {
  const { rates, shares } = useLoaderData<typeof loader>()
  return (
    <Panel
      title="A new agreement"
      note="First look at what it gives each; what runs then ends where this one begins."
    >
      <div className="stack">
        <form method="get" className="stack">
          <div className={styles.fields}>
            <TextField
              name="educator"
              label="Educator, %"
              inputMode="decimal"
              defaultValue={rates[0]}
              required
            />
            <TextField
              name="institution"
              label="Institution, %"
              inputMode="decimal"
              defaultValue={rates[1]}
              required
            />
          </div>
          <div>
            <Button type="submit" variant="outline">
              Show what each gets
            </Button>
          </div>
        </form>
        {shares ? (
          <Preview shares={shares} />
        ) : (
          <p role="alert">The two shares together are more than the whole price.</p>
        )}
        {shares && (
          <DeedForm intent="agree" className="stack">
            <input type="hidden" name="educator" value={rates[0]} />
            <input type="hidden" name="institution" value={rates[1]} />
            <div className={styles.fields}>
              <TextField
                name="from"
                type="date"
                label="From"
                description="At once, if left empty"
              />
              <TextField
                name="until"
                type="date"
                label="Until"
                description="No end, if left empty"
              />
            </div>
            <div>
              <DeedButton>
                Agree on {rates[0]} % and {rates[1]} %
              </DeedButton>
            </div>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}

function Preview({ shares: { price, credits, card } }: { shares: SharedOut }) {
  const rows = [
    { way: 'Paid with credits', ...credits },
    { way: 'Paid by card', ...card },
  ]
  return (
    <DataTable
      caption="What one seat gives each"
      rows={rows}
      keyOf={({ way }) => way}
      columns={[
        {
          head: 'One seat',
          title: true,
          cell: ({ way }) => (
            <>
              {way}: <Amount value={price} />
            </>
          ),
        },
        { head: 'Educator', numeric: true, cell: (one) => <Amount value={one.educator} /> },
        { head: 'Institution', numeric: true, cell: (one) => <Amount value={one.institution} /> },
        { head: 'Platform', numeric: true, cell: (one) => <Amount value={one.platform} /> },
        { head: 'Card’s fee', numeric: true, cell: (one) => <Amount value={one.cardFee} /> },
      ]}
    />
  )
}

function Files({ imports }: { imports: Imports['items'] }) {
  return (
    <Panel
      title="Files of instructors"
      note="Rows are forgotten after 30 days; the invitations stay."
    >
      <DataTable
        caption="Files"
        rows={imports}
        keyOf={({ id }) => id}
        columns={[
          {
            head: 'File',
            title: true,
            cell: ({ id, fileName }) => <Link to={`/operate/imports/${id}`}>{fileName}</Link>,
          },
          {
            head: 'Handed in',
            cell: ({ uploadedAt }) => <Instant at={uploadedAt} as="short-moment" />,
          },
          { head: 'Rows', numeric: true, cell: ({ rows }) => rows },
          { head: 'Invited', numeric: true, cell: ({ invited }) => invited ?? 'not imported' },
        ]}
      />
    </Panel>
  )
}

const PAYEE = {
  none: 'It has not said where its bank account is: what it has earned waits.',
  opening: 'Its account at the payment provider is being opened.',
  restricted: 'The payment provider wants to know more before it pays out.',
  ready: 'It can be paid out.',
} as const

function Paid({ institution }: { institution: Answer<'/api/institutions/{organizationId}'> }) {
  return (
    <Panel title="Its payouts">
      <p>{PAYEE[institution.payee]} Its owners see to that on their own page of the institution.</p>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
