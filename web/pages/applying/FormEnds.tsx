import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { DeedForm } from '../../components/DeedForm.tsx'
import { DeedButton } from '../../components/fields.tsx'
import { Panel } from '../../components/Panel.tsx'
import { FIELDS, sizeWords } from '../../format/applying.ts'
import type { FormProps } from './ApplicationForm.tsx'
import styles from './applying.module.css'
import { Filled } from './Filled.tsx'
import { ADDRESS } from './steps.ts'

/** What is handed in; each file goes up by itself. */
export function Papers({ own }: FormProps) {
  const { application, filesMost, fileMegabytes } = own
  const papers = application?.papers ?? []
  return (
    <Panel
      title="Certificates"
      note={`PDF, JPEG or PNG, up to ${fileMegabytes} MB each and ${filesMost} files. Only you and those who look at your application can open them.`}
    >
      <div className="stack">
        {papers.length === 0 ? (
          <p className="soft">No file yet. You can also go on without one.</p>
        ) : (
          <ul className={`plain-list ${styles.papers}`}>
            {papers.map(({ id, name, length }) => (
              <li key={id}>
                <a href={`/api/applications/papers/${id}`}>{name}</a>
                <span className="soft small">{sizeWords(length)}</span>
                <DeedForm intent={`drop ${id}`}>
                  <input type="hidden" name="paper" value={id} />
                  <DeedButton variant="subtle" size="compact-sm" aria-label={`Take ${name} away`}>
                    Take away
                  </DeedButton>
                </DeedForm>
              </li>
            ))}
          </ul>
        )}
        {application && papers.length < filesMost && (
          <DeedForm intent="paper" className="row" files key={papers.length}>
            <label className={styles.file}>
              <span>A file</span>
              <input
                type="file"
                name="file"
                accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
                required
              />
            </label>
            <DeedButton variant="outline">Add this file</DeedButton>
          </DeedForm>
        )}
        <div>
          <Button component={Link} to={`${ADDRESS}?step=times`}>
            Go on
          </Button>
        </div>
      </div>
    </Panel>
  )
}

/** All of it once more, what is missing, and the button. */
export function Check({ own: { application }, countries }: FormProps) {
  if (!application) return null
  const { missing } = application
  const asked = application.state === 'more_asked'
  return (
    <div className="stack-wide">
      {missing.length > 0 && (
        <Panel title="Still missing">
          <ul>
            {missing.map((name) => (
              <li key={name}>
                <Link to={`${ADDRESS}?step=${FIELDS[name]?.[1] ?? 'you'}`}>
                  {FIELDS[name]?.[0] ?? name}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="What you send">
        <Filled filled={application} countries={countries} />
      </Panel>
      {asked ? (
        <div>
          <Button component={Link} to={ADDRESS}>
            Back to the question
          </Button>
        </div>
      ) : (
        <DeedForm intent="send">
          <DeedButton size="md" disabled={missing.length > 0}>
            Send my application
          </DeedButton>
        </DeedForm>
      )}
    </div>
  )
}
