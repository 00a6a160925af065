import type { Application } from '../../api/applying.ts'
import { FactList } from '../../components/FactList.tsx'
import { kindsWords, sizeWords, timesWords } from '../../format/applying.ts'
import { type Country, countryName } from '../../format/countries.ts'
import { place } from '../../format/time.ts'
import { counted, languageName } from '../../format/words.ts'
import styles from './applying.module.css'

type Shown = Pick<
  Application,
  | 'kinds'
  | 'name'
  | 'email'
  | 'phone'
  | 'country'
  | 'nativeLanguages'
  | 'teachingLanguages'
  | 'yearsTeaching'
  | 'onlineExperience'
  | 'zone'
  | 'preferredTimes'
  | 'weeklyHours'
  | 'introduction'
  | 'videoLink'
  | 'proofs'
  | 'papers'
>

/** A link that somebody wrote: it leads away, and nobody vouches for it. */
const Away = ({ to, children }: { to: string; children?: string }) => (
  <a href={to} rel="noreferrer nofollow ugc" target="_blank" className={styles.away}>
    {children ?? to}
  </a>
)

/** What an applicant says of themselves. */
export function Filled({ filled, countries }: { filled: Shown; countries: readonly Country[] }) {
  const { papers, proofs } = filled
  return (
    <FactList
      facts={[
        ['Would give', filled.kinds.length > 0 ? kindsWords(filled.kinds) : ''],
        ['Name', filled.name],
        ['E-mail address', filled.email],
        ['Phone number', filled.phone],
        ['Country', filled.country ? countryName(filled.country, countries) : ''],
        ['Native language', filled.nativeLanguages.map(languageName).join(', ')],
        [
          'Would teach',
          filled.teachingLanguages
            .map(({ language, level }) => `${languageName(language)} (${level})`)
            .join(', '),
        ],
        ['Has taught', filled.yearsTeaching === null ? '' : counted(filled.yearsTeaching, 'year')],
        [
          'Online so far',
          filled.onlineExperience && (
            <span key="online" className={styles.words}>
              {filled.onlineExperience}
            </span>
          ),
        ],
        [
          'Shown by',
          proofs.length > 0 ? (
            <ul key="proofs" className="plain-list">
              {proofs.map(({ what, link }) => (
                <li key={what}>{link ? <Away to={link}>{what}</Away> : what}</li>
              ))}
            </ul>
          ) : (
            ''
          ),
        ],
        [
          'Certificates',
          papers.length > 0 ? (
            <ul key="papers" className="plain-list">
              {papers.map(({ id, name, length }) => (
                <li key={id}>
                  <a href={`/api/applications/papers/${id}`}>{name}</a>{' '}
                  <span className="soft small">{sizeWords(length)}</span>
                </li>
              ))}
            </ul>
          ) : (
            ''
          ),
        ],
        ['Lives by the clock of', filled.zone ? place(filled.zone) : ''],
        ['Prefers', timesWords(filled.preferredTimes)],
        ['Hours a week', filled.weeklyHours === null ? '' : String(filled.weeklyHours)],
        [
          'Introduction',
          filled.introduction && (
            <span key="introduction" className={styles.words}>
              {filled.introduction}
            </span>
          ),
        ],
        ['Video', filled.videoLink ? <Away key="video" to={filled.videoLink} /> : ''],
      ]}
    />
  )
}
