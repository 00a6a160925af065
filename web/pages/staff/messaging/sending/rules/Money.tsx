import { Fieldset, SimpleGrid } from '@mantine/core'
import { DataTable } from '../../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../../../components/fields.tsx'
import { Instant } from '../../../../../components/Instant.tsx'
import { Panel } from '../../../../../components/Panel.tsx'
import { WAY } from '../../../../messaging/log/message-words.ts'
import { useMay } from '../../../may.ts'
import { fieldOf } from './rule-deeds.ts'
import {
  changesOf,
  DECISION,
  ENDS,
  exceptionsOf,
  type MoneyRule,
  type Policy,
  REASONS,
  ruleOf,
  WAYS,
  wordsOf,
} from './rule-words.ts'
import { useSetter } from './SetBy.tsx'

type Kinds = { kind: string; name: string }[]

const wayName = (way: MoneyRule['way']) => (way === '*' ? 'Every way' : WAY[way])
const nameOf = (kind: string, kinds: Kinds) => kinds.find((one) => one.kind === kind)?.name ?? kind

/** What a message's end does to its money: the version that counts, its change, and those before. */
export function Money({ policies, kinds }: { policies: Policy[]; kinds: Kinds }) {
  const may = useMay()('finance')
  const newest = policies[0]!
  const exceptions = exceptionsOf(newest.rules)
  return (
    <Panel
      title="What a message’s end does to its money"
      note="Credits are reserved when a message is accepted. When it is over they are taken or given back; at our cost, where the provider charges us all the same."
    >
      <div className="stack">
        <DataTable
          caption="What becomes of the money"
          rows={REASONS}
          keyOf={(reason) => reason}
          columns={[
            { head: 'How it ended', title: true, cell: (reason) => ENDS[reason] },
            ...WAYS.map((way) => ({
              head: WAY[way],
              cell: (reason: MoneyRule['reason']) => wordsOf(ruleOf(newest.rules, reason, way)),
            })),
          ]}
        />
        {exceptions.length > 0 && (
          <DataTable
            caption="Otherwise at some providers"
            rows={exceptions}
            keyOf={fieldOf}
            columns={[
              { head: 'At', title: true, cell: (one) => nameOf(one.providerKind, kinds) },
              { head: 'Way', cell: ({ way }) => wayName(way) },
              { head: 'How it ended', cell: ({ reason }) => ENDS[reason] },
              { head: 'Its money', cell: wordsOf },
            ]}
          />
        )}
        {may ? (
          <NewVersion key={newest.version} of={newest} kinds={kinds} />
        ) : (
          <p>Only finance and administrators change them.</p>
        )}
        <Versions policies={policies} />
      </div>
    </Panel>
  )
}

const choices = (...of: MoneyRule['ifCharged'][]) =>
  of.map((value) => ({ value, label: DECISION[value] }))

function NewVersion({ of: { version, rules }, kinds }: { of: Policy; kinds: Kinds }) {
  return (
    <details>
      <summary>Change them, as a new version</summary>
      <DeedForm intent="money" className="stack">
        <input type="hidden" name="seen" value={version} />
        {REASONS.map((reason) => (
          <Fieldset key={reason} legend={ENDS[reason]}>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
              {WAYS.map((way) => (
                <Decisions key={way} name={WAY[way]} of={{ ...ruleOf(rules, reason, way), way }} />
              ))}
            </SimpleGrid>
          </Fieldset>
        ))}
        {exceptionsOf(rules).map((one) => (
          <Fieldset
            key={fieldOf(one)}
            legend={`At ${nameOf(one.providerKind, kinds)}: ${ENDS[one.reason]}`}
          >
            <input type="hidden" name="exception" value={fieldOf(one)} />
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
              <Decisions name={wayName(one.way)} of={one} />
              <SelectField
                name={`${fieldOf(one)} stays`}
                label="This line"
                data={[
                  { value: 'yes', label: 'stays' },
                  { value: 'no', label: 'goes: as at the others' },
                ]}
              />
            </SimpleGrid>
          </Fieldset>
        ))}
        <NewException kinds={kinds} />
        <TextField
          name="note"
          label="Why"
          required
          minLength={3}
          maxLength={500}
          autoComplete="off"
        />
        <div>
          <DeedButton>Set the new version</DeedButton>
        </div>
      </DeedForm>
    </details>
  )
}

/** What becomes of the money of one end on one way: where the provider charges, and where not. */
function Decisions({ name, of }: { name: string; of: MoneyRule }) {
  const field = fieldOf(of)
  return (
    <div className="stack">
      {of.reason === 'not_taken' ? (
        <input type="hidden" name={`${field} charged`} value={of.ifCharged} />
      ) : (
        <SelectField
          name={`${field} charged`}
          label={`${name}, where it is charged`}
          defaultValue={of.ifCharged}
          data={choices('capture', 'refund')}
        />
      )}
      <SelectField
        name={`${field} free`}
        label={of.reason === 'not_taken' ? name : `${name}, where it is not`}
        defaultValue={of.ifFree}
        data={choices('capture', 'release')}
      />
    </div>
  )
}

function NewException({ kinds }: { kinds: Kinds }) {
  return (
    <Fieldset legend="Otherwise at one kind of provider">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <SelectField
          name="new kind"
          label="At"
          data={[
            { value: '', label: 'No further line' },
            ...kinds.map(({ kind, name }) => ({ value: kind, label: name })),
          ]}
        />
        <SelectField
          name="new way"
          label="On"
          data={(['*', ...WAYS] as const).map((value) => ({ value, label: wayName(value) }))}
        />
        <SelectField
          name="new reason"
          label="How it ended"
          defaultValue="failed"
          data={REASONS.map((value) => ({ value, label: ENDS[value] }))}
        />
        <SelectField
          name="new charged"
          label="Where it is charged"
          data={choices('capture', 'refund')}
        />
        <SelectField
          name="new free"
          label="Where it is not"
          defaultValue="release"
          data={choices('capture', 'release')}
        />
      </SimpleGrid>
    </Fieldset>
  )
}

function Versions({ policies }: { policies: Policy[] }) {
  const setter = useSetter()
  const rows = policies.map((policy, at) => ({ policy, before: policies[at + 1] }))
  return (
    <DataTable
      caption="Versions, the newest first; it counts"
      rows={rows}
      keyOf={({ policy }) => String(policy.version)}
      columns={[
        { head: 'Version', title: true, cell: ({ policy }) => `Version ${policy.version}` },
        { head: 'From', cell: ({ policy }) => <Instant at={policy.setAt} as="short-moment" /> },
        { head: 'By', cell: ({ policy }) => setter(policy.setBy) },
        { head: 'Why', cell: ({ policy }) => policy.note ?? '–' },
        {
          head: 'What changed',
          cell: ({ policy, before }) => {
            if (!before) return 'The first'
            const lines = changesOf(policy, before, wayName)
            return lines.length === 0 ? (
              'Nothing'
            ) : (
              <ul className="plain-list">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )
          },
        },
      ]}
    />
  )
}
