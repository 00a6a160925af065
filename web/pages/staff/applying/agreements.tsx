import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type { ContractVersion } from '../../../api/applying.ts'
import { apiOf } from '../../../api/context.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { countries, countryName } from '../../../format/countries.ts'
import { useMay } from '../may.ts'

export const clientAction = keepOnFailure
export const meta = titled('Agreements')

export async function loader({ context }: LoaderFunctionArgs) {
  const { items } = await context.get(apiOf).get<Page<ContractVersion>>('/api/contracts')
  return { versions: items, countries: countries() }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  let id = ''
  const outcome = await attempt('draft', async () => {
    const made = await context.get(apiOf).post<{ id: string }>('/api/contracts', {
      payeeKind: text(form, 'payeeKind'),
      country: text(form, 'country') || null,
      title: text(form, 'title'),
      words: text(form, 'words').replaceAll('\r\n', '\n'),
    })
    id = made.id
    return undefined
  })
  if (id) throw redirect(`/operate/agreements/${id}`)
  return outcome
}

const STATES = {
  draft: ['Draft', 'attention'],
  in_force: ['In force', 'good'],
  superseded: ['Was in force', 'plain'],
} as const

/** The versions of the agreement with those who teach. */
export default function Agreements() {
  const { versions, countries: list } = useLoaderData<typeof loader>()
  const may = useMay()
  const whose = ({ payeeKind, country }: ContractVersion) =>
    `${payeeKind === 'independent' ? 'On their own account' : 'For an institution'}, ${country ? countryName(country, list) : 'every other country'}`
  return (
    <>
      <PageHead
        title="Agreements"
        lead="What those who teach agree to. One text is in force for each kind of payee and country; one for every other country covers the rest."
        deeds={<Link to="/operate/applications">Applications</Link>}
      />
      <div className="stack-wide">
        <Panel>
          <DataTable
            caption="Versions of the agreement"
            rows={versions}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Agreement',
                title: true,
                cell: ({ id, title, version }) => (
                  <Link to={`/operate/agreements/${id}`}>
                    {title}, version {version}
                  </Link>
                ),
              },
              { head: 'For', cell: whose },
              {
                head: 'State',
                cell: ({ state }) => {
                  const [word, tone] = STATES[state]
                  return <Tag tone={tone}>{word}</Tag>
                },
              },
              {
                head: 'Since',
                cell: ({ inForceAt }) => inForceAt && <Instant at={inForceAt} as="short-day" />,
              },
              {
                head: 'Accepted by',
                numeric: true,
                cell: ({ accepted, asked, state }) =>
                  state === 'in_force' ? `${accepted} of ${asked}` : accepted,
              },
            ]}
            empty={
              <EmptyState title="There is no agreement yet">
                Nobody can be approved until one is in force. Write the first below.
              </EmptyState>
            }
          />
        </Panel>
        {may('admin') && (
          <Panel
            title="Write the next version"
            note="It is a draft until you put it in force. A draft for the same payees is changed, not doubled."
          >
            <DeedForm intent="draft" className="stack">
              <SelectField
                name="payeeKind"
                label="For people who teach"
                data={[
                  { value: 'independent', label: 'On their own account' },
                  { value: 'institution', label: 'For an institution' },
                ]}
              />
              <SelectField
                name="country"
                label="In"
                data={[{ value: '', label: 'Every other country' }, ...list]}
              />
              <TextField name="title" label="Title" required minLength={3} maxLength={160} />
              <LongField
                name="words"
                label="Its words"
                required
                minLength={20}
                maxLength={100_000}
                minRows={8}
                maxRows={24}
              />
              <div>
                <DeedButton>Keep as a draft</DeedButton>
              </div>
            </DeedForm>
          </Panel>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="reviewers, support and finance" />
