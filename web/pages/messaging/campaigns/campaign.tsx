import { Alert } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type {
  Campaign,
  CampaignLife,
  CampaignQuote,
  CampaignReceivers,
} from '../../../api/campaigns.ts'
import { ApiProblem } from '../../../api/client.ts'
import { apiOf } from '../../../api/context.ts'
import type { ProblemBody } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useRereading } from '../../../components/rereading.ts'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { WAY_NAME } from '../wallet/units.tsx'
import { reasonOf, STATES } from './campaign-words.ts'
import { Progress } from './Progress.tsx'
import { QuotePanel } from './QuotePanel.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Campaign · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/organizations/${params.organizationId}/campaigns/${params.id}`
  const life = await api.get<CampaignLife>(at)
  const draft = life.campaign.state === 'draft'
  const [quoted, missed] = await Promise.all([
    draft ? quoteAt(() => api.get<CampaignQuote>(`${at}/quote`)) : undefined,
    draft ? undefined : api.get<CampaignReceivers>(`${at}/receivers`, { missed: true, limit: 10 }),
  ])
  const base = `/institution/${params.organizationId}/messaging`
  return { ...life, ...quoted, missed: missed?.items ?? [], file: `${at}/receivers.csv`, base }
}

/** A draft that lacks something has no quote, and says what. */
async function quoteAt(
  ask: () => Promise<CampaignQuote>,
): Promise<{ quote?: CampaignQuote; lacks?: ProblemBody }> {
  try {
    return { quote: await ask() }
  } catch (error) {
    if (error instanceof ApiProblem && error.data.status < 500 && error.data.status !== 403)
      return { lacks: error.data }
    throw error
  }
}

const SAID: Record<string, string> = {
  unschedule: 'It is a draft again.',
  pause: 'Paused. What had not left was called back.',
  resume: 'It goes on.',
  cancel: 'Cancelled. What was reserved is free again.',
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const form = await request.formData()
  const list = `/institution/${params.organizationId}/messaging/campaigns`
  const at = `/api/organizations/${params.organizationId}/campaigns/${params.id}`
  const intent = text(form, 'intent')
  const key = text(form, 'key')
  const version = Number(text(form, 'version'))
  let to = ''
  const outcome = await attempt(intent, async () => {
    const [deed = '', label] = intent.split(':')
    if (deed === 'drop') {
      await api.delete(`${at}?version=${version}`)
      to = list
      return undefined
    }
    if (deed === 'duplicate') {
      const copy = await api.post<Campaign>(`${at}/duplicate`, { name: text(form, 'name') })
      to = `${list}/${copy.id}/edit`
      return undefined
    }
    if (deed.startsWith('schedule')) {
      await api.deed(`${at}/schedule`, key, { version, shortfall: text(form, 'shortfall') })
      return { said: 'Confirmed. It begins by itself.' }
    }
    if (deed === 'choose') {
      await api.deed(`${at}/choose`, key, { label })
      return { said: `The rest gets text ${label}.` }
    }
    await api.deed(`${at}/${deed}`, key)
    return { said: SAID[deed] ?? 'Done.' }
  })
  if (to) throw redirect(to)
  return outcome
}

const DEEDS: Record<string, string> = {
  unschedule: 'Take it back to change it',
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel it',
}

/** One campaign: what it takes while it is a draft, how far it is once it has begun. */
export default function CampaignPage() {
  const { campaign, figures, history, quote, lacks, missed, file, base } =
    useLoaderData<typeof loader>()
  const { state, name, way, words, dueAt } = campaign
  useRereading(5, ['scheduled', 'reserving', 'sending'].includes(state))
  const [tone, label] = STATES[state]
  return (
    <>
      <PageHead
        title={name}
        tags={
          <>
            <Tag tone={tone}>{label}</Tag>
            {way && <Tag>{WAY_NAME[way]}</Tag>}
          </>
        }
        deeds={<Link to={`${base}/campaigns`}>All campaigns</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        {state === 'paused' && (
          <Alert color="attention" variant="light" title="It is paused">
            {words ? `${words} ` : ''}Nobody is written to, and nothing is reserved for it, until
            you go on.
          </Alert>
        )}
        {state === 'scheduled' && dueAt && (
          <Alert color="accent" variant="light" title="It is planned">
            It begins <Instant at={dueAt} />
            {campaign.when.timing === 'local'
              ? ', where that hour comes first, and goes on from place to place.'
              : '.'}
          </Alert>
        )}
        {lacks && (
          <Alert color="attention" variant="light" title="It cannot be sent yet">
            {lacks.detail ?? lacks.title}
          </Alert>
        )}
        {quote && <QuotePanel quote={quote} campaign={campaign} buy={`${base}/buy`} />}
        <div className="row">
          {state === 'draft' && (
            <>
              <Link to={`${base}/campaigns/${campaign.id}/edit`}>Change it</Link>
              <DeedForm intent="drop">
                <input type="hidden" name="version" value={campaign.version} />
                <DeedButton variant="subtle" color="bad">
                  Throw the draft away
                </DeedButton>
              </DeedForm>
            </>
          )}
          {campaign.deeds
            .filter((deed) => DEEDS[deed])
            .map((deed) => (
              <DeedForm key={deed} intent={deed}>
                <DeedButton
                  variant={deed === 'resume' ? 'filled' : 'outline'}
                  {...(deed === 'cancel' ? { color: 'bad' } : {})}
                >
                  {DEEDS[deed]}
                </DeedButton>
              </DeedForm>
            ))}
          <DeedForm intent="duplicate">
            <input type="hidden" name="name" value={`${name.slice(0, 110)} (again)`} />
            <DeedButton variant="subtle">Write another like it</DeedButton>
          </DeedForm>
          {state !== 'draft' && <a href={file}>All receivers as CSV</a>}
        </div>
        {state !== 'draft' && state !== 'scheduled' && (
          <Progress campaign={campaign} figures={figures} />
        )}
        {missed.length > 0 && (
          <Panel
            title="Who was not reached"
            side={<a href={`${file}?missed=true`}>As CSV</a>}
            note="The first ten; all are in the file."
          >
            <DataTable
              caption="Who was not reached"
              rows={missed}
              keyOf={({ contact }) => contact}
              columns={[
                { head: 'Name', title: true, cell: (one) => one.name || 'Forgotten since' },
                { head: 'Address', cell: ({ address }) => address },
                { head: 'Because', cell: (one) => reasonOf(one.refusal ?? one.reason ?? 'failed') },
                { head: 'Provider said', wideOnly: true, cell: ({ said }) => said ?? '' },
              ]}
            />
          </Panel>
        )}
        <Panel title="What happened to it">
          <DataTable
            caption="What happened to it"
            rows={history}
            keyOf={({ at, deed }) => `${at}${deed}`}
            columns={[
              {
                head: 'When',
                title: true,
                cell: ({ at }) => <Instant at={at} as="short-moment" />,
              },
              { head: 'It became', cell: ({ to }) => STATES[to][1] },
              { head: 'By', cell: ({ by }) => (by === 'schedule' ? 'itself' : by) },
              { head: 'Because', cell: (one) => one.words ?? '' },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => (
  <PageError who="owners, administrators and managers of the organization" />
)
