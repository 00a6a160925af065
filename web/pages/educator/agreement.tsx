import { Checkbox } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { OwnContract } from '../../api/applying.ts'
import { apiOf } from '../../api/context.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { titled } from '../../components/meta.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { Tag } from '../../components/Tag.tsx'
import styles from '../applying/applying.module.css'

export const clientAction = keepOnFailure
export const meta = titled('The agreement')

export const loader = ({ context }: LoaderFunctionArgs) =>
  context.get(apiOf).get<OwnContract>('/api/educator/contract')

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('accept', async () => {
    await context.get(apiOf).post('/api/educator/contract/accept', {
      contractId: text(form, 'contract'),
      hash: text(form, 'hash'),
    })
    return { said: 'The agreement is accepted.' }
  })
}

/** The agreement that counts for an educator: its words, and the button that accepts them. */
export default function Agreement() {
  const { contract, accepted } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="The agreement"
        lead={contract ? `${contract.title}, version ${contract.version}` : undefined}
        {...(contract?.acceptedAt ? { tags: <Tag tone="good">Accepted</Tag> } : {})}
        deeds={<Link to="/teach/welcome">First steps</Link>}
      />
      <div className="stack-wide">
        {contract ? (
          <Panel>
            <div className="stack">
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
              <section className={styles.agreement} tabIndex={0} aria-label={contract.title}>
                {contract.words}
              </section>
              {contract.acceptedAt ? (
                <p>
                  You accepted it on <Instant at={contract.acceptedAt} />.
                </p>
              ) : (
                <DeedForm intent="accept" className="stack">
                  <input type="hidden" name="contract" value={contract.id} />
                  <input type="hidden" name="hash" value={contract.hash} />
                  <p>
                    {contract.until ? (
                      <>
                        Please accept it by <Instant at={contract.until} />. After that you can
                        publish nothing new until you have; what is booked goes on.
                      </>
                    ) : (
                      'You can publish sessions as soon as you have accepted it.'
                    )}{' '}
                    The day, the version and the address of your connection are kept as proof.
                  </p>
                  <Checkbox name="read" value="yes" label="I have read it and agree" required />
                  <div>
                    <DeedButton>Accept the agreement</DeedButton>
                  </div>
                </DeedForm>
              )}
            </div>
          </Panel>
        ) : (
          <Panel>
            <EmptyState title="There is no agreement to accept">
              Once there is one for you, it stands here, and you are told.
            </EmptyState>
          </Panel>
        )}
        {accepted.length > 0 && (
          <Panel title="What you accepted">
            <DataTable
              caption="Agreements you accepted"
              rows={accepted}
              keyOf={({ contractId }) => contractId}
              columns={[
                { head: 'Agreement', title: true, cell: ({ title }) => title },
                { head: 'Version', numeric: true, cell: ({ version }) => version },
                { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
                {
                  head: 'Fingerprint of its text',
                  cell: ({ hash }) => <code>{hash.slice(0, 12)}…</code>,
                },
              ]}
              empty={null}
            />
          </Panel>
        )}
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="educators" />
