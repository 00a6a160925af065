import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { OwnInstitution } from '../../api/joining.ts'
import { Amount } from '../../components/Amount.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure } from '../../components/deeds.ts'
import { FactList } from '../../components/FactList.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { percent } from '../../format/money.ts'
import { useReader } from '../../format/reader.tsx'
import { DayName, Months } from '../institution/Months.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Where you belong · Stoa' }]

const PLATFORM_CREATORS = '00000000-0000-8000-8000-000000000001'

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<OwnInstitution>('/api/educator/institution')

export const action = ({ context }: ActionFunctionArgs) =>
  attempt('leave', async () => {
    await context.get(apiOf).post('/api/educator/institution/leave')
    return { said: 'You belong to Platform Creators now.' }
  })

const HOW = {
  enrolled: 'You began here',
  accepted: 'You accepted an invitation',
  moved: 'You were moved here',
  left: 'You left for here',
  'let go': 'You were let go to here',
} as const

/** Where an educator belongs, how their seats are shared, and what they are guaranteed. */
export default function OwnInstitutionPage() {
  const { organization, agreement, belonging, transitions } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  const independent = organization.id === PLATFORM_CREATORS
  return (
    <>
      <PageHead
        title={independent ? 'You teach independently' : `You teach for ${organization.name}`}
        lead={
          independent
            ? 'You belong to Platform Creators, the house of independent educators: your tier decides what you earn.'
            : 'Every seat that is booked is shared as it is agreed with them; what was booked before keeps its shares.'
        }
        deeds={<Link to="/teach-with-us/invitations">Invitations</Link>}
      />
      <div className="stack-wide">
        {transitions.map((one) => (
          <Panel
            key={one.id}
            title={
              <>
                You are guaranteed <Amount value={one.minimum} /> a month
              </>
            }
            note={
              <>
                From <DayName of={one.startsOn} /> until before <DayName of={one.endsOn} />. Parts
                of a month count by their days; after that you earn your commissions alone.
                {one.endReason && ` It was ended early: ${one.endReason}`}
              </>
            }
          >
            <Months transition={one} />
            {one.months.length === 0 && !one.soFar && <p>No month of it is over yet.</p>}
          </Panel>
        ))}
        {!independent && (
          <Panel title="How a seat is shared">
            {agreement ? (
              <FactList
                facts={[
                  ['You get', percent(agreement.educator, locale, 2)],
                  [`${organization.name} gets`, percent(agreement.institution, locale, 2)],
                  ['The platform keeps', percent(agreement.platform, locale, 2)],
                  ['Since', <Instant key="from" at={agreement.from} as="short-day" />],
                ]}
              />
            ) : (
              <p>Nothing is agreed with {organization.name} now: you earn by your tier.</p>
            )}
          </Panel>
        )}
        <Panel title="Where you belonged">
          <DataTable
            caption="Where you belonged"
            rows={belonging}
            keyOf={({ since }) => since}
            columns={[
              { head: 'Where', title: true, cell: (one) => one.organization.name },
              { head: 'Since', cell: ({ since }) => <Instant at={since} as="short-day" /> },
              { head: 'How', cell: ({ how }) => HOW[how] },
            ]}
          />
        </Panel>
        {!independent && (
          <Panel
            title={`Leave ${organization.name}`}
            note="You teach independently from then on. What is booked until then is still shared as before; a guaranteed minimum goes on until its end."
          >
            <DeedForm intent="leave">
              <DeedButton variant="outline">Leave</DeedButton>
            </DeedForm>
          </Panel>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
