import { Button } from '@mantine/core'
import type { Template, TemplatePreview } from '../../../api/contacts.ts'
import type { ProblemBody } from '../../../api/types.ts'
import { FactList } from '../../../components/FactList.tsx'
import { counted } from '../../../format/words.ts'
import { Units } from '../wallet/units.tsx'

const ASSET = { sms: 'SMS', whatsapp: 'WHATSAPP', email: 'EMAIL' } as const

/** What a reader would get, what one message takes, and what plainer characters would save. */
export function Preview({
  way,
  preview,
  problem,
  onPlainer,
}: {
  way: Template['way']
  preview: TemplatePreview | null
  problem: ProblemBody | null
  onPlainer: (plainer: string) => void
}) {
  if (problem)
    return (
      <p role="status">
        {problem.title} {problem.detail}
      </p>
    )
  if (!preview) return <p className="soft">Write something, and it stands here.</p>
  const { sms } = preview
  return (
    <div className="stack" aria-live="polite">
      {preview.subject && <p className="strong">{preview.subject}</p>}
      {preview.media && <p className="soft">Picture: {preview.media}</p>}
      <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{preview.text}</div>
      {preview.html && (
        <iframe
          title="The e-mail as a page"
          sandbox=""
          srcDoc={preview.html}
          style={{
            width: '100%',
            height: 280,
            border: '1px solid var(--line)',
            background: '#fff',
          }}
        />
      )}
      {preview.quickReplies.length > 0 && <p>To press: {preview.quickReplies.join(' · ')}</p>}
      <FactList
        facts={[
          [
            'One message takes',
            <Units key="units" units={Number(preview.units)} asset={ASSET[way]} />,
          ],
          sms && ['Cut into', counted(sms.segments, 'part')],
          sms && [
            'Characters',
            `${sms.characters} of ${sms.encoding === 'GSM-7' ? '160, or 153 in each part' : '70, or 67 in each part'}`,
          ],
          sms && sms.forcing.length > 0 && ['Made dearer by', sms.forcing.join('  ')],
        ]}
      />
      {sms?.substitute && (
        <div className="stack">
          <p>
            In plainer characters it takes{' '}
            <Units units={Number(sms.substitute.units)} asset="SMS" /> and saves{' '}
            <strong>{Number(preview.units) - Number(sms.substitute.units)}</strong> for each reader:
          </p>
          <p className="soft">{sms.substitute.text}</p>
          {preview.plainer !== null && (
            <div>
              <Button variant="outline" onClick={() => onPlainer(preview.plainer!)}>
                Write it so
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}
