import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { ContractDetail } from '../../../api/applying.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FactList } from '../../../components/FactList.tsx'
import { DeedButton, LongField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { titled } from '../../../components/meta.ts'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { countries, countryName } from '../../../format/countries.ts'
import { startOf } from '../../../format/periods.ts'
import { personOf } from '../../../visitor.ts'
import styles from '../../applying/applying.module.css'
import { useMay } from '../may.ts'

export const clientAction = keepOnFailure
export const meta = titled('An agreement')

export async function loader({ context, params }: LoaderFunctionArgs) {
  const found = await context.get(apiOf).get<ContractDetail>(`/api/contracts/${params.id}`)
  return { ...found, countries: countries() }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    if (intent === 'in force') {
      await api.post(`/api/contracts/${params.id}/in-force`, {
        acceptBy: startOf(text(form, 'until'), zone, 1),
        hash: text(form, 'hash'),
      })
      return { said: 'It is in force. Those who teach are asked to accept it.' }
    }
    const { contract } = await api.get<ContractDetail>(`/api/contracts/${params.id}`)
    await api.post('/api/contracts', {
      payeeKind: contract.payeeKind,
      country: contract.country,
      title: text(form, 'title'),
      words: text(form, 'words').replaceAll('\r\n', '\n'),
    })
    return { said: 'The draft is kept.' }
  })
}

/** One version: its words, who accepted it, and what can be done with a draft. */
export default function AgreementVersion() {
  const { contract, acceptances, countries: list } = useLoaderData<typeof loader>()
  const may = useMay()
  const { state, acceptBy, inForceAt } = contract
  const drafted = state === 'draft' && may('admin')
  return (
    <>
      <PageHead
        title={`${contract.title}, version ${contract.version}`}
        deeds={<Link to="/operate/agreements">All agreements</Link>}
      />
      <div className="stack-wide">
        <Panel>
          <FactList
            facts={[
              [
                'For',
                contract.payeeKind === 'independent'
                  ? 'people on their own account'
                  : 'people who teach for an institution',
              ],
              [
                'In',
                contract.country ? countryName(contract.country, list) : 'every other country',
              ],
              ['In force since', inForceAt ? <Instant key="since" at={inForceAt} /> : 'not yet'],
              ['To be accepted by', acceptBy ? <Instant key="by" at={acceptBy} /> : ''],
              ['Fingerprint of its text', <code key="hash">{contract.hash.slice(0, 16)}…</code>],
            ]}
          />
        </Panel>
        {drafted ? (
          <>
            <Panel title="The draft">
              <DeedForm intent="draft" className="stack" key={contract.hash}>
                <TextField
                  name="title"
                  label="Title"
                  defaultValue={contract.title}
                  required
                  minLength={3}
                  maxLength={160}
                />
                <LongField
                  name="words"
                  label="Its words"
                  defaultValue={contract.words}
                  required
                  minLength={20}
                  maxLength={100_000}
                  minRows={8}
                  maxRows={24}
                />
                <div>
                  <DeedButton variant="outline">Keep the draft</DeedButton>
                </div>
              </DeedForm>
            </Panel>
            <Panel
              title="Put it in force"
              note="It takes the place of the version before it, as it was last kept. Who applies from now on accepts it before they publish anything."
            >
              <DeedForm intent="in force" className="stack">
                <input type="hidden" name="hash" value={contract.hash} />
                <TextField
                  name="until"
                  type="date"
                  label="Last day on which those who teach already may accept it"
                  required
                />
                <div>
                  <DeedButton>Put it in force</DeedButton>
                </div>
              </DeedForm>
            </Panel>
          </>
        ) : (
          <Panel title="Its words">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
            <section className={styles.agreement} tabIndex={0} aria-label={contract.title}>
              {contract.words}
            </section>
          </Panel>
        )}
        {state !== 'draft' && (
          <Panel title="Accepted by">
            <DataTable
              caption="Who accepted it"
              rows={acceptances}
              keyOf={({ person }) => person.id}
              columns={[
                {
                  head: 'Name',
                  title: true,
                  cell: ({ person }) => (
                    <Link to={`/operate/educators/${person.id}`}>{person.name}</Link>
                  ),
                },
                { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
                { head: 'From', cell: ({ ip }) => <code>{ip}</code> },
                { head: 'Text', cell: ({ hash }) => <code>{hash.slice(0, 12)}…</code> },
              ]}
              empty={
                <EmptyState title="Nobody yet">
                  Each acceptance stands here with its time and address.
                </EmptyState>
              }
            />
          </Panel>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="reviewers, support and finance" />
