import type { Template, TemplateLife } from '../../../api/contacts.ts'
import { LongField, SelectField, TextField } from '../../../components/fields.tsx'
import { CATEGORY_NAME, WAY_NAME } from '../wallet/units.tsx'
import { VARIABLE_KIND } from './words.ts'

type Way = Template['way']
type Words = Template['words'][string]

/** Its name, its way and what it is for: they stay once it is made. */
export function About({
  template,
  way,
  onWay,
}: {
  template: TemplateLife | null
  way: Way
  onWay: (way: Way) => void
}) {
  if (template)
    return (
      <>
        <input type="hidden" name="way" value={template.way} />
        <input type="hidden" name="category" value={template.category} />
      </>
    )
  return (
    <div className="columns">
      <TextField
        name="name"
        label="Name"
        description="Small letters, digits and _"
        placeholder="fee_reminder"
        pattern="[a-z][a-z0-9_]*"
        required
        maxLength={80}
      />
      <SelectField
        name="way"
        label="Way"
        value={way}
        onChange={(event) => onWay(event.currentTarget.value as Way)}
        data={Object.entries(WAY_NAME).map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        name="category"
        label="What it is for"
        defaultValue="utility"
        data={Object.entries(CATEGORY_NAME).map(([value, label]) => ({ value, label }))}
      />
    </div>
  )
}

/** The words in one language, with the parts that its way has. */
export function WordsFields({
  way,
  index,
  language,
  words,
}: {
  way: Way
  index: number
  language: string
  words: Words | undefined
}) {
  const at = (name: string) => `${name}${index}`
  return (
    <fieldset className="stack" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="visually-hidden">Words in {language || 'another language'}</legend>
      <input type="hidden" name="languages" value={language} />
      <TextField
        name={at('language')}
        label="Language"
        description="en, hi, de, pt-BR …"
        defaultValue={language}
        maxLength={35}
      />
      {way === 'email' && (
        <TextField
          name={at('subject')}
          label="Subject"
          defaultValue={words?.subject ?? ''}
          maxLength={200}
        />
      )}
      {way === 'whatsapp' && (
        <TextField
          name={at('header')}
          label="Line above"
          defaultValue={words?.header ?? ''}
          maxLength={60}
        />
      )}
      <LongField name={at('text')} label="Text" defaultValue={words?.text ?? ''} minRows={4} />
      {way === 'email' && (
        <LongField
          name={at('html')}
          label="HTML, where you have it"
          description="Scripts, forms and whatever else could run are taken out."
          defaultValue={words?.html ?? ''}
        />
      )}
      {way === 'whatsapp' && (
        <>
          <TextField
            name={at('footer')}
            label="Line below"
            defaultValue={words?.footer ?? ''}
            maxLength={60}
          />
          <TextField
            name={at('quickReplies')}
            label="Answers to press, with commas"
            description="Three at most, of 20 characters"
            defaultValue={words?.quickReplies?.join(', ') ?? ''}
          />
          <TextField
            name={at('media')}
            label="Address of a picture"
            defaultValue={words?.media?.url ?? ''}
          />
        </>
      )}
    </fieldset>
  )
}

/** What is filled in: found in the words while they are written. */
export function Variables({
  names,
  variables,
}: {
  names: string[]
  variables: Template['variables']
}) {
  if (names.length === 0) return null
  return (
    <div className="stack">
      <h3>What is filled in</h3>
      {names.map((name) => {
        const known = variables.find((one) => one.name === name)
        return (
          <fieldset key={name} style={{ border: 0, padding: 0, margin: 0 }}>
            <legend>
              <code>{`{{${name}}}`}</code>
            </legend>
            <div className="row">
              <SelectField
                name={`kind.${name}`}
                label="Kind"
                defaultValue={known?.kind ?? 'text'}
                data={Object.entries(VARIABLE_KIND).map(([value, label]) => ({ value, label }))}
              />
              <TextField
                name={`sample.${name}`}
                label="Sample"
                defaultValue={known?.sample ?? ''}
              />
              <TextField
                name={`otherwise.${name}`}
                label="Where nothing is known"
                defaultValue={known?.otherwise ?? ''}
              />
              <TextField
                name={`most.${name}`}
                label="Characters at most"
                type="number"
                min={1}
                max={1000}
                defaultValue={known?.most ?? 40}
              />
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}

export const Registration = ({ registration }: { registration: Template['registration'] }) => (
  <div className="stack">
    <h3>Registered in India (DLT)</h3>
    <div className="columns">
      <TextField
        name="dltHeader"
        label="Header"
        description="Three to six letters"
        defaultValue={registration?.header ?? ''}
        maxLength={6}
      />
      <TextField
        name="dltEntity"
        label="Number of your entity"
        description="Of the principal entity"
        defaultValue={registration?.entity ?? ''}
      />
      <TextField
        name="dltTemplate"
        label="Number of the template"
        description="As the register gave it"
        defaultValue={registration?.template ?? ''}
      />
    </div>
  </div>
)
