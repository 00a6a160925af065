import { SimpleGrid } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { nameIn, namesOf } from '../../../api/names.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm, useDeed } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, LongField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { byWords } from '../../../format/books.ts'
import { startOf } from '../../../format/periods.ts'
import { counted } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'
import { useMay } from '../may.ts'
import { LadderTable } from './LadderTable.tsx'
import {
  KINDS,
  type Ladders,
  NUMBER_WORDS,
  type Preview,
  typed,
  wantedFrom,
} from './ladder-form.ts'
import { PreviewTable } from './PreviewTable.tsx'
import { RungFields } from './RungFields.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Ladders of tiers · Stoa' }]

export async function loader({ context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const ladders = await api.get<Ladders>('/api/ladders')
  const names = await namesOf(
    api,
    ladders.versions.map(({ setBy }) => setBy),
  )
  return { ladders, names }
}

type Shown = { preview: Preview; of: string }

/** First shows who would change; saves what was shown, and only that. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const { zone } = await personOf(context)
  const form = await request.formData()
  const intent = text(form, 'intent')
  return attempt<Shown>(intent, async () => {
    if (intent === 'withdraw') {
      await api.delete(`/api/ladders/${text(form, 'version')}`)
      return { said: 'Withdrawn. What counts now goes on.' }
    }
    const wanted = wantedFrom(form)
    const of = JSON.stringify(wanted)
    if (text(form, 'then') !== 'save' || text(form, 'previewed') !== of) {
      return { result: { preview: await api.post<Preview>('/api/ladders/preview', wanted), of } }
    }
    const day = text(form, 'from')
    await api.post('/api/ladders', {
      ...wanted,
      seen: Number(text(form, 'seen')),
      from: day ? startOf(day, zone) : null,
      why: text(form, 'why'),
    })
    return { said: day ? 'Kept. It begins on its day.' : 'Kept. Everybody is looked at now.' }
  })
}

export default function LaddersPage() {
  const { ladders, names } = useLoaderData<typeof loader>()
  const may = useMay()
  const planned = ladders.versions.find(({ begunAt, withdrawnAt }) => !begunAt && !withdrawnAt)
  return (
    <>
      <PageHead
        title="Ladders of tiers"
        lead="What educators keep of each booking, what each rung asks for, and what it opens. A change is a version of its own: what was booked before keeps its rate."
      />
      <div className="stack-wide">
        {planned && (
          <Panel
            title={
              <>
                Version {planned.version} begins on <Instant at={planned.from} as="day" />
              </>
            }
            note={planned.why}
          >
            <div className="stack">
              {KINDS.map(({ kind, who }) => (
                <LadderTable key={kind} who={who} rungs={planned.ladders[kind]} all={ladders} />
              ))}
              {may() && (
                <DeedForm intent="withdraw">
                  <input type="hidden" name="version" value={planned.version} />
                  <DeedButton variant="outline">Withdraw it</DeedButton>
                </DeedForm>
              )}
            </div>
          </Panel>
        )}
        {may('finance') && !planned ? (
          <Editor key={ladders.newest} ladders={ladders} mayKeep={may()} />
        ) : (
          KINDS.map(({ kind, who }) => (
            <Panel key={kind} title={who}>
              <LadderTable who={who} rungs={ladders.ladders[kind]} all={ladders} />
            </Panel>
          ))
        )}
        <Panel title="Versions">
          <DataTable
            caption="Versions"
            rows={ladders.versions}
            keyOf={({ version }) => String(version)}
            columns={[
              { head: 'Version', cell: ({ version }) => version, title: true },
              { head: 'From', cell: ({ from }) => <Instant at={from} /> },
              { head: 'Why', cell: ({ why }) => why },
              { head: 'By', cell: ({ setBy }) => byWords(setBy, nameIn(names, setBy)) },
              {
                head: 'State',
                cell: (one) =>
                  one.withdrawnAt ? (
                    <Tag>Withdrawn</Tag>
                  ) : one.begunAt ? (
                    <Tag tone="good">Begun</Tag>
                  ) : (
                    <Tag tone="attention">Waits for its day</Tag>
                  ),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Editor({ ladders, mayKeep }: { ladders: Ladders; mayKeep: boolean }) {
  return (
    <DeedForm intent="ladders" className="stack-wide">
      <input type="hidden" name="seen" value={ladders.newest} />
      {KINDS.map(({ kind, who, note }) => (
        <Panel key={kind} title={who} note={note}>
          <RungFields kind={kind} ladders={ladders} />
        </Panel>
      ))}
      <Panel title="What judges" note="The same for both ladders.">
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
          {NUMBER_WORDS.map(({ name, says, unit }) => (
            <TextField
              key={name}
              name={`n.${name}`}
              label={says}
              description={`${unit}, ${ladders.bounds[name]!.map((bound) => typed(bound, unit)).join(' to ')}`}
              inputMode="decimal"
              defaultValue={typed(ladders.numbers[name], unit)}
              required
            />
          ))}
        </SimpleGrid>
      </Panel>
      <Before mayKeep={mayKeep} />
    </DeedForm>
  )
}

/** Who would change; then, for an admin, keeping it. */
function Before({ mayKeep }: { mayKeep: boolean }) {
  const { outcome } = useDeed()
  const shown = outcome?.ok ? (outcome.result as Shown | undefined) : undefined
  return (
    <Panel
      title={
        shown
          ? shown.preview.changing === 0
            ? 'Nobody would change'
            : `${counted(shown.preview.changing, 'standing')} would change`
          : 'Before anything is kept'
      }
      note={
        shown
          ? `Of ${counted(shown.preview.looked, 'standing')}, judged as they are now. Money is what the commissions of the last ${shown.preview.days} days would have been more or less.`
          : 'See who would rise, be warned or keep another share. Nothing changes until you keep it.'
      }
    >
      <div className="stack">
        {shown && <PreviewTable preview={shown.preview} />}
        {shown && <input type="hidden" name="previewed" value={shown.of} />}
        {shown && mayKeep && (
          <>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextField
                name="from"
                type="date"
                label="From the beginning of"
                description="Empty: at once"
              />
            </SimpleGrid>
            <LongField name="why" label="Why" required minLength={3} maxLength={500} />
          </>
        )}
        <div className="row">
          <DeedButton
            name="then"
            value="preview"
            variant={shown ? 'outline' : 'filled'}
            formNoValidate
          >
            {shown ? 'Look again' : 'Show who would change'}
          </DeedButton>
          {shown && mayKeep && (
            <DeedButton name="then" value="save">
              Keep it
            </DeedButton>
          )}
        </div>
        {shown && !mayKeep && <p className="soft">An admin can keep it.</p>}
      </div>
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError />
