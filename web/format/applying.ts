import type { Tone } from '../components/Tag.tsx'
import { languageName } from './words.ts'

/** An application's state as its reviewers say it. */
const STATES: Record<string, [string, Tone]> = {
  draft: ['Draft', 'plain'],
  sent: ['New', 'accent'],
  in_review: ['In review', 'accent'],
  more_asked: ['Waits for the applicant', 'plain'],
  answered: ['Answered', 'attention'],
  interview: ['Talk', 'accent'],
  approved: ['Approved', 'good'],
  rejected: ['Rejected', 'bad'],
  withdrawn: ['Taken back', 'plain'],
}
export const applicationState = (state: string): [string, Tone] => STATES[state] ?? [state, 'plain']

/** What was done, after the name of whoever did it. */
const DEEDS: Record<string, string> = {
  begin: 'began the application',
  send: 'sent it',
  take: 'took it',
  'let go': 'put it back',
  ask: 'asked for more',
  answer: 'answered',
  'offer times': 'offered times for a talk',
  choose: 'chose a time for the talk',
  'none fits': 'said that no time fits',
  approve: 'approved it',
  reject: 'rejected it',
  withdraw: 'took it back',
  lapse: 'ended it: no answer in time',
}
export const deedWords = (deed: string) => DEEDS[deed] ?? deed

/** The fields of an application by the names that people know them by, and the step that holds them. */
export const FIELDS: Record<string, [label: string, step: string]> = {
  kinds: ['What you would like to give', 'you'],
  name: ['Your name', 'you'],
  email: ['E-mail address', 'you'],
  phone: ['Phone number', 'you'],
  country: ['Country', 'you'],
  nativeLanguages: ['Native language', 'languages'],
  teachingLanguages: ['Languages you teach', 'languages'],
  yearsTeaching: ['Years of teaching', 'experience'],
  zone: ['Time zone', 'times'],
  preferredTimes: ['Times you prefer', 'times'],
  weeklyHours: ['Hours a week', 'times'],
  introduction: ['Introduction', 'words'],
}

export const CEFR = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2']
export const LEVEL_WORDS: Record<string, string> = {
  A1: 'A1, beginner',
  A2: 'A2, elementary',
  B1: 'B1, intermediate',
  B2: 'B2, upper intermediate',
  C1: 'C1, advanced',
  C2: 'C2, as a native speaker',
}

export const PARTS = [
  { part: 'night', label: 'Night', hours: '0–6' },
  { part: 'morning', label: 'Morning', hours: '6–12' },
  { part: 'afternoon', label: 'Afternoon', hours: '12–18' },
  { part: 'evening', label: 'Evening', hours: '18–24' },
]
export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** `Monday evening, Saturday morning`. */
export const timesWords = (times: readonly { day: number; part: string }[]) =>
  times.map(({ day, part }) => `${DAYS[day - 1]} ${part}`).join(', ')

/** `Live classes and conversations`. */
export const kindsWords = (kinds: readonly string[]) =>
  kinds.length === 2
    ? 'Live classes and conversations'
    : kinds[0] === 'class'
      ? 'Live classes'
      : 'Conversations'

const TAUGHT =
  'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lt lv mk ml mn mr ms my nb ne nl nn pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi xh yo zh zu'.split(
    ' ',
  )

/** Languages to choose from, by name. Made on the server, so that every browser shows the same names. */
export const taughtLanguages = () =>
  TAUGHT.map((value) => ({ value, label: languageName(value) })).toSorted((a, b) =>
    a.label.localeCompare(b.label, 'en'),
  )

/** `1.2 MB`, `84 kB`. */
export const sizeWords = (bytes: number) =>
  bytes >= 1_000_000
    ? `${(bytes / 1_000_000).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1000))} kB`
