import { Checkbox } from '@mantine/core'
import { Link } from 'react-router'
import type { Application, Own } from '../../api/applying.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton, LongField, SelectField, TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Panel } from '../../components/Panel.tsx'
import { CEFR, DAYS, FIELDS, LEVEL_WORDS, PARTS } from '../../format/applying.ts'
import styles from './applying.module.css'
import { Check, Papers } from './FormEnds.tsx'
import { ROWS } from './reading-form.ts'
import { ADDRESS, STEPS, type Step } from './steps.ts'

type Choice = { value: string; label: string }
export type FormProps = {
  own: Own
  person: { name: string; email: string; zone: string }
  step: Step
  countries: Choice[]
  languages: Choice[]
  zones: string[]
}

/** The form, a step at a time: each is kept when it is sent, and can be come back to. */
export function ApplicationForm(props: FormProps) {
  const { own, step } = props
  const { application } = own
  const asked = application?.state === 'more_asked'
  return (
    <>
      <PageHead
        title={asked ? 'Change your application' : 'Your application to teach'}
        lead={
          asked
            ? 'Change what you like, then answer the question on the page of your application.'
            : 'Each step is kept when you go on. You can leave at any time and come back.'
        }
        {...(asked ? { deeds: <Link to={ADDRESS}>Back to the question</Link> } : {})}
      />
      <Steps chosen={step} application={application} />
      {step === 'papers' ? (
        <Papers {...props} />
      ) : step === 'check' ? (
        <Check {...props} />
      ) : (
        <Panel>
          <DeedForm intent="keep" className="stack" key={step}>
            <input type="hidden" name="step" value={step} />
            {step === 'you' && <You {...props} />}
            {step === 'languages' && <Languages {...props} />}
            {step === 'experience' && <Experience {...props} />}
            {step === 'times' && <Times {...props} />}
            {step === 'words' && <Words {...props} />}
            <div className="row">
              <DeedButton>Keep and go on</DeedButton>
              {application && (
                <span className="soft small">
                  Kept last: <Instant at={application.savedAt} as="short-moment" />
                </span>
              )}
            </div>
          </DeedForm>
        </Panel>
      )}
    </>
  )
}

function Steps({ chosen, application }: { chosen: Step; application: Application | null }) {
  const open = new Set((application?.missing ?? []).map((name) => FIELDS[name]?.[1]))
  const at = STEPS.findIndex(({ step }) => step === chosen)
  return (
    <nav aria-label="Steps of the application" className={styles.steps}>
      <ol>
        {STEPS.map(({ step, label }, index) => {
          const done = application && step !== 'check' && step !== 'papers' && !open.has(step)
          const word = `${index + 1}. ${label}`
          return (
            <li key={step} data-done={done ? true : undefined}>
              {application ? (
                <Link
                  to={`${ADDRESS}?step=${step}`}
                  aria-current={index === at ? 'step' : undefined}
                >
                  {word}
                  {done && <span className="visually-hidden"> (filled)</span>}
                </Link>
              ) : (
                <span aria-current={index === at ? 'step' : undefined}>{word}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

const NONE = { value: '', label: 'Choose' }

function You({ own: { application }, person, countries }: FormProps) {
  return (
    <>
      <Checkbox.Group label="What would you like to give?" defaultValue={application?.kinds ?? []}>
        <div className="stack" style={{ gap: 8, marginTop: 8 }}>
          <Checkbox
            name="kinds"
            value="class"
            label="Live classes"
            description="You teach a subject to a small group or one person, as an instructor."
          />
          <Checkbox
            name="kinds"
            value="conversation"
            label="Conversations"
            description="You lead people who practise speaking, as a host."
          />
        </div>
      </Checkbox.Group>
      <TextField
        name="name"
        label="Your name"
        description="As learners will know you."
        autoComplete="name"
        defaultValue={application?.name ?? person.name}
        maxLength={120}
        required
      />
      <TextField
        name="email"
        type="email"
        label="E-mail address"
        autoComplete="email"
        defaultValue={application?.email ?? person.email}
        maxLength={200}
        required
      />
      <TextField
        name="phone"
        type="tel"
        label="Phone number"
        description="With the country’s number, for example +49 30 123456. Only we see it."
        autoComplete="tel"
        defaultValue={application?.phone ?? ''}
        maxLength={30}
      />
      <SelectField
        name="country"
        label="Country you live in"
        data={[NONE, ...countries]}
        defaultValue={application?.country ?? ''}
        autoComplete="country"
      />
    </>
  )
}

function Languages({ own: { application }, languages }: FormProps) {
  const native = application?.nativeLanguages ?? []
  const taught = application?.teachingLanguages ?? []
  const rows = (least: number, filled: number) =>
    Array.from({ length: Math.max(least, filled + 1) }, (_, at) => at)
  return (
    <>
      <fieldset className={styles.group}>
        <legend>Native language</legend>
        {rows(ROWS.native, native.length).map((at) => (
          <SelectField
            key={at}
            name="native"
            aria-label={`Native language ${at + 1}`}
            data={[{ value: '', label: at === 0 ? 'Choose' : 'No other' }, ...languages]}
            defaultValue={native[at] ?? ''}
          />
        ))}
      </fieldset>
      <fieldset className={styles.group}>
        <legend>Languages you would teach in, and how well you speak them</legend>
        {rows(ROWS.taught, taught.length).map((at) => (
          <div key={at} className={styles.pair}>
            <SelectField
              name="taught"
              aria-label={`Language ${at + 1}`}
              data={[{ value: '', label: at === 0 ? 'Choose' : 'No other' }, ...languages]}
              defaultValue={taught[at]?.language ?? ''}
            />
            <SelectField
              name="level"
              aria-label={`Level of language ${at + 1}`}
              data={CEFR.map((value) => ({ value, label: LEVEL_WORDS[value]! }))}
              defaultValue={taught[at]?.level ?? 'C2'}
            />
          </div>
        ))}
      </fieldset>
    </>
  )
}

function Experience({ own: { application, experiencedYears } }: FormProps) {
  const proofs = application?.proofs ?? []
  const rows = Array.from({ length: Math.max(ROWS.proofs, proofs.length + 1) }, (_, at) => at)
  return (
    <>
      <TextField
        name="years"
        label="Years of teaching"
        description={`Whole years. From ${experiencedYears} on you begin on the tier Intermediate.`}
        inputMode="numeric"
        pattern="[0-9]*"
        defaultValue={application?.yearsTeaching ?? ''}
        maxLength={2}
      />
      <LongField
        name="online"
        label="Teaching online so far"
        description="Where, whom, with which tools. Leave it empty if it will be new to you."
        defaultValue={application?.onlineExperience ?? ''}
        maxLength={2000}
      />
      <fieldset className={styles.group}>
        <legend>What else shows that you know your field</legend>
        {rows.slice(0, 10).map((at) => (
          <div key={at} className={styles.pair}>
            <TextField
              name="proof"
              aria-label={`What it is, ${at + 1}`}
              placeholder="A talk, a book, an employer who can be asked"
              defaultValue={proofs[at]?.what ?? ''}
              maxLength={300}
            />
            <TextField
              name="proofLink"
              aria-label={`Where to find it, ${at + 1}`}
              placeholder="Link, if there is one"
              defaultValue={proofs[at]?.link ?? ''}
              maxLength={500}
            />
          </div>
        ))}
      </fieldset>
    </>
  )
}

function Times({ own: { application }, person, zones }: FormProps) {
  const chosen = new Set(application?.preferredTimes.map(({ day, part }) => `${day}-${part}`))
  return (
    <>
      <SelectField
        name="zone"
        label="Time zone"
        data={zones}
        defaultValue={application?.zone ?? person.zone}
      />
      <div className={styles.week}>
        <table>
          <caption>Times you prefer, on your own clock</caption>
          <thead>
            <tr>
              <td />
              {PARTS.map(({ part, label, hours }) => (
                <th key={part} scope="col">
                  {label} <span className="soft small">{hours}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((name, index) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {PARTS.map(({ part, label }) => (
                  <td key={part}>
                    <Checkbox
                      name="times"
                      value={`${index + 1}-${part}`}
                      aria-label={`${name} ${label.toLowerCase()}`}
                      defaultChecked={chosen.has(`${index + 1}-${part}`)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TextField
        name="hours"
        label="Hours a week you would like to teach"
        inputMode="numeric"
        pattern="[0-9]*"
        defaultValue={application?.weeklyHours ?? ''}
        maxLength={2}
      />
    </>
  )
}

function Words({ own: { application } }: FormProps) {
  return (
    <>
      <LongField
        name="introduction"
        label="Introduce yourself"
        description="Who you are, how you teach, whom you like to teach. It becomes the beginning of your profile."
        defaultValue={application?.introduction ?? ''}
        minRows={6}
        maxLength={5000}
      />
      <TextField
        name="video"
        label="Video of you"
        description="A link to a minute or two in which you speak. It helps, and is not needed."
        placeholder="https://"
        defaultValue={application?.videoLink ?? ''}
        maxLength={500}
      />
    </>
  )
}
