import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type {
  ContactField,
  ContactFields,
  ContactGroup,
  ContactGroups,
} from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Groups of contacts · Stoa' }]

const TESTS: Record<string, string> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  over: 'is over',
  under: 'is under',
  known: 'is known',
  unknown: 'is not known',
}
const KINDS: Record<ContactField['kind'], string> = {
  text: 'Text',
  number: 'A number',
  date: 'A day',
  choice: 'One of several',
  yes_no: 'Yes or no',
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const organization = `/api/organizations/${params.organizationId}`
  const [groups, fields] = await Promise.all([
    api.get<ContactGroups>(`${organization}/contact-groups`),
    api.get<ContactFields>(`${organization}/contact-fields`),
  ])
  const at = `/institution/${params.organizationId}/messaging/contacts`
  return { groups: groups.items, fields: fields.items, at }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const organization = `/api/organizations/${params.organizationId}`
  const intent = text(form, 'intent')
  return attempt(intent, async () => {
    switch (intent.split(':')[0]) {
      case 'fixed':
        await api.post(`${organization}/contact-groups`, { name: text(form, 'name') })
        return { said: 'The group is there. Add contacts on their pages, or with a file.' }
      case 'ruled':
        await api.post(`${organization}/contact-groups`, {
          name: text(form, 'name'),
          rule: ruleFrom(form),
        })
        return { said: 'The group is there: whoever the rule is true of is in it.' }
      case 'remove':
        await api.delete(`${organization}/contact-groups/${text(form, 'group')}`)
        return { said: 'The group is gone; its contacts stay.' }
      case 'field':
        await api.post(`${organization}/contact-fields`, {
          name: text(form, 'name'),
          label: text(form, 'label'),
          kind: text(form, 'kind'),
          choices: text(form, 'choices')
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean),
        })
        return { said: 'The field is there.' }
      default:
        await api.delete(`${organization}/contact-fields/${text(form, 'name')}`)
        return { said: 'The field is gone, and what was kept in it.' }
    }
  })
}

function ruleFrom(form: FormData) {
  const conditions = [1, 2, 3].flatMap((n) => {
    const field = text(form, `field${n}`)
    if (!field) return []
    const value = text(form, `value${n}`)
    return [{ field, test: text(form, `test${n}`), ...(value ? { value } : {}) }]
  })
  return { match: text(form, 'match') || 'all', conditions }
}

const fieldNames = (fields: ContactField[]) => [
  { value: '', label: 'Nothing' },
  { value: 'name', label: 'Name' },
  { value: 'reference', label: 'Member’s number' },
  { value: 'language', label: 'Language' },
  { value: 'country', label: 'Country of the number' },
  ...fields.map(({ name, label }) => ({ value: `fields.${name}`, label })),
]

function inWords({ rule }: ContactGroup, fields: ContactField[]): string {
  if (!rule) return 'Named one by one'
  const labels = new Map(fieldNames(fields).map(({ value, label }) => [value, label]))
  if (rule.conditions.length === 0) return 'Everybody'
  return rule.conditions
    .map(({ field, test, value }) =>
      [labels.get(field) ?? field, TESTS[test], value].filter(Boolean).join(' '),
    )
    .join(rule.match === 'all' ? ' and ' : ' or ')
}

/** Contacts under one name, and what is kept of each beside name and addresses. */
export default function GroupsPage() {
  const { groups, fields, at } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Groups and fields"
        lead="A group is named one by one, or made by a rule: then it is always whoever the rule is true of."
        deeds={<Link to={at}>All contacts</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        <Panel title="Groups">
          <DataTable
            caption="Groups"
            rows={groups}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Group',
                title: true,
                cell: ({ id, name }) => <Link to={`${at}?group=${id}`}>{name}</Link>,
              },
              { head: 'Who is in it', cell: (group) => inWords(group, fields) },
              { head: 'Contacts', numeric: true, cell: ({ members }) => members },
              {
                head: 'Deeds',
                cell: ({ id, name }) => (
                  <DeedForm intent={`remove:${id}`}>
                    <input type="hidden" name="group" value={id} />
                    <DeedButton variant="subtle" size="compact-sm" aria-label={`Take ${name} away`}>
                      Take away
                    </DeedButton>
                  </DeedForm>
                ),
              },
            ]}
            empty={
              <EmptyState title="No groups yet">
                A batch, a shift, those who owe a fee: whoever you write to together.
              </EmptyState>
            }
          />
        </Panel>
        <Panel title="A group named one by one">
          <DeedForm intent="fixed" className="stack">
            <TextField name="name" label="Name of the group" required maxLength={80} />
            <div>
              <DeedButton variant="outline">Make the group</DeedButton>
            </div>
          </DeedForm>
        </Panel>
        <Panel title="A group by a rule">
          <RuleForm fields={fields} />
        </Panel>
        <Panel title="Fields" note="What you keep of contacts beside name and addresses.">
          <div className="stack-wide">
            <FieldList fields={fields} />
            <FieldForm />
          </div>
        </Panel>
      </div>
    </>
  )
}

const RuleForm = ({ fields }: { fields: ContactField[] }) => (
  <DeedForm intent="ruled" className="stack">
    <div className="columns">
      <TextField name="name" label="Name of the group" required maxLength={80} />
      <SelectField
        name="match"
        label="Of these is true"
        data={[
          { value: 'all', label: 'All' },
          { value: 'any', label: 'At least one' },
        ]}
      />
    </div>
    {[1, 2, 3].map((n) => (
      <div className="row" key={n}>
        <SelectField
          name={`field${n}`}
          label={`Field ${n}`}
          // A rule without any condition would be true of everybody.
          data={fieldNames(fields).slice(n === 1 ? 1 : 0)}
        />
        <SelectField
          name={`test${n}`}
          label={`Test ${n}`}
          data={Object.entries(TESTS).map(([value, label]) => ({ value, label }))}
        />
        <TextField name={`value${n}`} label={`Value ${n}`} autoComplete="off" />
      </div>
    ))}
    <div>
      <DeedButton variant="outline">Make the group</DeedButton>
    </div>
  </DeedForm>
)

const FieldList = ({ fields }: { fields: ContactField[] }) => (
  <DataTable
    caption="Fields"
    rows={fields}
    keyOf={({ name }) => name}
    columns={[
      { head: 'Field', title: true, cell: ({ label }) => label },
      { head: 'In templates', cell: ({ name }) => <code>{`{{${name}}}`}</code> },
      {
        head: 'It keeps',
        cell: ({ kind, choices }) =>
          kind === 'choice' ? `One of: ${choices.join(', ')}` : KINDS[kind],
      },
      {
        head: 'Deeds',
        cell: ({ name, label }) => (
          <DeedForm intent={`unfield:${name}`}>
            <input type="hidden" name="name" value={name} />
            <DeedButton variant="subtle" size="compact-sm" aria-label={`Take ${label} away`}>
              Take away
            </DeedButton>
          </DeedForm>
        ),
      },
    ]}
    empty={<p className="soft">None yet.</p>}
  />
)

const FieldForm = () => (
  <DeedForm intent="field" className="stack">
    <h3>Another field</h3>
    <div className="columns">
      <TextField name="label" label="What people call it" required maxLength={80} />
      <TextField
        name="name"
        label="Its name in templates"
        description="Small letters, digits and _"
        pattern="[a-z][a-z0-9_]*"
        required
        maxLength={40}
      />
      <SelectField
        name="kind"
        label="It keeps"
        data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
      />
      <TextField name="choices" label="To choose from, with commas" />
    </div>
    <div>
      <DeedButton variant="outline">Add the field</DeedButton>
    </div>
  </DeedForm>
)

export const ErrorBoundary = () => <PageError who="those who keep this organization’s contacts" />
