import type { TemplateLife } from '../../../api/contacts.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { APPROVAL } from './words.ts'

/** What providers think of this version. */
export const Approvals = ({ template }: { template: TemplateLife }) => (
  <Panel
    title="At providers"
    note="A WhatsApp template, and an SMS in India, goes out only where its provider has approved it."
  >
    <DataTable
      caption="At providers"
      rows={template.approvals}
      keyOf={({ provider, language }) => `${provider} ${language}`}
      columns={[
        { head: 'Provider', title: true, cell: ({ provider }) => provider },
        { head: 'Language', cell: ({ language }) => language },
        {
          head: 'State',
          cell: ({ state }) => <Tag tone={APPROVAL[state][0]}>{APPROVAL[state][1]}</Tag>,
        },
        { head: 'Its name there', cell: ({ providerTemplate }) => providerTemplate ?? '' },
        { head: 'Why', cell: ({ reason }) => reason ?? '' },
        { head: 'Since', cell: ({ changedAt }) => <Instant at={changedAt} as="short-moment" /> },
      ]}
      empty={<p className="soft">This version is a draft everywhere.</p>}
    />
    {!template.archivedAt && (
      <DeedForm intent="approval" className="stack">
        <input type="hidden" name="version" value={template.version} />
        <div className="columns">
          <TextField name="provider" label="Provider" required maxLength={100} />
          <SelectField name="language" label="Language" data={Object.keys(template.words)} />
          <SelectField
            name="state"
            label="State there"
            data={Object.entries(APPROVAL).map(([value, [, label]]) => ({ value, label }))}
          />
          <TextField name="providerTemplate" label="Its name there" />
          <TextField name="reason" label="Why, where it was rejected or paused" />
        </div>
        <div>
          <DeedButton variant="outline">Write it down</DeedButton>
        </div>
      </DeedForm>
    )}
  </Panel>
)
