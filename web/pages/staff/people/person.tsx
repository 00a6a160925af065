import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
} from 'react-router'
import { ifAllowed } from '../../../api/allowed.ts'
import { apiOf } from '../../../api/context.ts'
import type { AuditEntry, PersonRow } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords, plain } from '../../../format/books.ts'
import { place } from '../../../format/time.ts'
import { useMay } from '../may.ts'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `${loaderData?.person.name ?? 'Person'} · Stoa` },
]

const ROLES = ['admin', 'finance', 'support', 'moderator', 'reviewer']

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const id = params.id ?? ''
  const person = await api.get<PersonRow>(`/api/people/${encodeURIComponent(id)}`)
  // The log is open to fewer roles than the person is: without it the page still stands.
  const log = await ifAllowed(api.get<Page<AuditEntry>>('/api/audit', { about: id, limit: 10 }))
  return { person, log: log?.items ?? null }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const intent = text(form, 'intent')
  const role = text(form, 'role')
  const path = `/api/people/${encodeURIComponent(params.id ?? '')}/staff-roles/${role}`
  return attempt(intent, async () => {
    const give = intent.startsWith('give')
    await api.deed(path, text(form, 'key'), undefined, give ? 'PUT' : 'DELETE')
    return { said: give ? `${plain(role)} given.` : `${plain(role)} taken away.` }
  })
}

export default function Person() {
  const { person, log } = useLoaderData<typeof loader>()
  const may = useMay()
  return (
    <>
      <PageHead
        title={person.name}
        lead={person.email}
        tags={person.staffRoles.map((role) => (
          <Tag key={role} tone="accent">
            {plain(role)}
          </Tag>
        ))}
      />
      <div className="stack-wide">
        <div className="columns">
          <Panel title="Who this is">
            <FactList
              facts={[
                ['Joined', <Instant key="at" at={person.joinedAt} as="day" />],
                ['E-mail', person.emailVerified ? 'confirmed' : 'not confirmed yet'],
                ['Lives by', `${place(person.zone)} time`],
                ['Reads', person.locale],
                ...person.memberships.map(({ organization, role }): [string, string] => [
                  organization,
                  role,
                ]),
              ]}
            />
          </Panel>
          <Panel title="What belongs to them">
            <ul className="plain-list stack">
              {may('finance', 'support') && (
                <li>
                  <Link to={`/operate/orders?person=${person.id}`}>Orders</Link>
                </li>
              )}
              {may('finance') && (
                <li>
                  <Link to={`/operate/books/accounts/person:${person.id}/wallet/CREDIT`}>
                    Credits, as the books have them
                  </Link>
                </li>
              )}
              {may('support') && (
                <li>
                  <Link to={`/operate/educators/new?person=${person.id}`}>
                    Make them an educator
                  </Link>
                </li>
              )}
              {may('finance', 'support') && (
                <li>
                  <Link to={`/operate/audit?by=person:${person.id}`}>What they did as staff</Link>
                </li>
              )}
            </ul>
          </Panel>
        </div>
        {may() && <Roles person={person} />}
        {log && log.length > 0 && (
          <Panel title="What was done to this account">
            <DataTable
              caption="Latest entries of the audit log about this person"
              rows={log}
              keyOf={(entry) => entry.id}
              columns={[
                { head: 'When', cell: (entry) => <Instant at={entry.at} as="short-moment" /> },
                { head: 'What', title: true, cell: (entry) => plain(entry.deed) },
                { head: 'Who', cell: (entry) => byWords(entry.by, entry.byName) },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}

/** Staff roles, given and taken by administrators only; each change is in the audit log. */
function Roles({ person }: { person: PersonRow }) {
  return (
    <Panel
      title="Staff roles"
      note="What they may do here. Every change is written in the audit log."
    >
      <div className="row">
        {ROLES.map((role) => {
          const has = (person.staffRoles as readonly string[]).includes(role)
          return (
            <DeedForm key={role} intent={`${has ? 'take' : 'give'} ${role}`}>
              <input type="hidden" name="role" value={role} />
              <DeedButton variant={has ? 'light' : 'outline'} size="sm">
                {has ? `Take away ${role}` : `Give ${role}`}
              </DeedButton>
            </DeedForm>
          )
        })}
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError />
