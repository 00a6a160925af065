import { Alert } from '@mantine/core'
import type { TemplateLife } from '../../../api/contacts.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { APPROVAL } from './words.ts'

type Approval = TemplateLife['approvals'][number]

/** Nothing is sent there by these words until somebody says so. */
function Paused({ version, at }: { version: number; at: Approval }) {
  const { provider, language, providerTemplate, reason } = at
  return (
    <Alert
      color="bad"
      variant="light"
      title={`Paused at ${provider} (${language}) since it was refused there`}
    >
      <p>
        {reason} Messages go by other providers; where there is none, they wait or run out. Write a
        new version where the words are at fault. Where they are not, let it go on: what waits
        leaves within two minutes.
      </p>
      <DeedForm intent="approval">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="provider" value={provider} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="state" value={providerTemplate ? 'approved' : 'draft'} />
        <DeedButton variant="outline">Let it go on</DeedButton>
      </DeedForm>
    </Alert>
  )
}

/** Who carries each way; what one of them approves counts at all accounts that this Stoa has there. */
const CARRIERS: Record<TemplateLife['way'], Record<string, string>> = {
  sms: { msg91: 'MSG91', twilio: 'Twilio', sandbox: 'Sandbox' },
  whatsapp: {
    gupshup: 'Gupshup',
    whatsapp_cloud: 'WhatsApp Cloud API',
    twilio: 'Twilio',
    sandbox: 'Sandbox',
  },
  email: { sendgrid: 'SendGrid', ses: 'Amazon SES', smtp: 'A mail server', sandbox: 'Sandbox' },
}

/** What providers think of this version. */
export function Approvals({ template }: { template: TemplateLife }) {
  const named = CARRIERS[template.way]
  return (
    <Panel
      title="At providers"
      note="A WhatsApp template, and an SMS in India, goes out only where its provider has approved it."
    >
      {!template.archivedAt &&
        template.approvals
          .filter(({ state }) => state === 'paused')
          .map((at) => (
            <Paused key={`${at.provider} ${at.language}`} version={template.version} at={at} />
          ))}
      <DataTable
        caption="At providers"
        rows={template.approvals}
        keyOf={({ provider, language }) => `${provider} ${language}`}
        columns={[
          {
            head: 'Provider',
            title: true,
            cell: ({ provider }) => named[provider] ?? provider,
          },
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
            <SelectField
              name="provider"
              label="Provider"
              data={Object.entries(named).map(([value, label]) => ({ value, label }))}
            />
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
}
