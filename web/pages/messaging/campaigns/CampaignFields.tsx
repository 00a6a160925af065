import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Campaign, GroupChoice, TemplateChoice } from '../../../api/campaigns.ts'
import { LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { WAY_NAME } from '../wallet/units.tsx'
import { linesOf, restOf } from './campaign-words.ts'

/** What is said, to whom, when, and whether two texts are tried against each other. */
export function CampaignFields({
  campaign,
  templates,
  groups,
  at,
}: {
  campaign?: Campaign | undefined
  templates: TemplateChoice[]
  groups: GroupChoice[]
  /** Its moment, on the reader's clock. */
  at: string
}) {
  const [timing, setTiming] = useState<string>(campaign?.when.timing ?? 'now')
  const [a, b] = campaign?.texts ?? []
  const [second, setSecond] = useState(b?.template ?? '')
  const choices = templates.map(({ id, name, way }) => ({
    value: id,
    label: `${name} · ${WAY_NAME[way]}`,
  }))
  return (
    <>
      <Panel title="1. What it says">
        <div className="stack">
          <TextField
            name="name"
            label="Name"
            description="For you; receivers do not see it"
            required
            maxLength={120}
            defaultValue={campaign?.name ?? ''}
          />
          <SelectField
            name="templateA"
            label="Text"
            data={[{ value: '', label: 'Choose later' }, ...choices]}
            defaultValue={a?.template ?? ''}
          />
          <LongField
            name="said"
            label="What everybody reads alike"
            description="For what the text leaves open and contacts do not have, one a line: day = Sunday"
            defaultValue={linesOf(a?.said)}
          />
          <SelectField
            name="links"
            label="Addresses in the text"
            data={[
              { value: 'none', label: 'stay as they are' },
              { value: 'shared', label: 'become short; clicks are counted' },
              { value: 'own', label: 'become short, one for each; who clicked is counted' },
            ]}
            defaultValue={campaign?.links ?? 'none'}
          />
        </div>
      </Panel>
      <Panel
        title="2. Who is written to"
        note="Whoever may not be written to is left out, and you see how many and why before anything is sent."
      >
        <input type="hidden" name="rest" value={restOf(campaign?.audience)} />
        <SelectField
          name="group"
          label="Group"
          data={[
            { value: '', label: 'All contacts' },
            ...groups.map(({ id, name, members }) => ({
              value: id,
              label: `${name} (${members})`,
            })),
          ]}
          defaultValue={campaign?.audience.groups?.[0] ?? ''}
        />
      </Panel>
      <Panel title="3. When">
        <div className="stack">
          <SelectField
            name="timing"
            label="Begins"
            data={[
              { value: 'now', label: 'as soon as it is confirmed' },
              { value: 'at', label: 'at one moment for all' },
              { value: 'local', label: 'at the same hour on everybody’s own clock' },
            ]}
            value={timing}
            onChange={(event) => setTiming(event.currentTarget.value)}
          />
          <TextField
            name="at"
            type="datetime-local"
            label="Day and hour"
            defaultValue={at}
            disabled={timing === 'now'}
          />
          <TextField
            name="perMinute"
            label="At most so many a minute"
            inputMode="numeric"
            pattern="[0-9]*"
            defaultValue={campaign?.perMinute?.toString() ?? ''}
            description="Empty: as fast as they leave"
          />
          <Checkbox
            name="quiet"
            label="Nobody is written to between 21:00 and 9:00 where they are"
            defaultChecked={campaign?.quiet ?? true}
          />
        </div>
      </Panel>
      <Panel
        title="4. Try two texts"
        note="A part of the audience gets one of both; the rest gets the better one. Leave it empty for one text."
      >
        <div className="stack">
          <SelectField
            name="templateB"
            label="Other text"
            data={[{ value: '', label: 'None' }, ...choices]}
            value={second}
            onChange={(event) => setSecond(event.currentTarget.value)}
          />
          <TextField
            name="subjectA"
            label="Subject of the first, for e-mails"
            maxLength={200}
            defaultValue={a?.subject ?? ''}
          />
          <TextField
            name="subjectB"
            label="Subject of the other, for e-mails"
            maxLength={200}
            defaultValue={b?.subject ?? ''}
          />
          <TextField
            name="percent"
            label="Part of the audience that is in the test, %"
            inputMode="numeric"
            disabled={second === ''}
            defaultValue={campaign?.test?.percent.toString() ?? '20'}
          />
          <SelectField
            name="rule"
            label="The better one is"
            disabled={second === ''}
            data={[
              { value: 'delivered', label: 'the one that arrives more often' },
              { value: 'clicks', label: 'the one that is clicked more often' },
              { value: 'opens', label: 'the one that is read more often' },
              { value: 'by_hand', label: 'chosen by hand' },
            ]}
            defaultValue={campaign?.test?.rule ?? 'delivered'}
          />
          <TextField
            name="hours"
            label="Decided after, hours"
            inputMode="numeric"
            disabled={second === ''}
            defaultValue={campaign?.test?.minutes ? `${campaign.test.minutes / 60}` : '4'}
          />
        </div>
      </Panel>
    </>
  )
}
