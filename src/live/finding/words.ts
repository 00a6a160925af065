import type { Query } from '#base'

/** The words of a search, as the database looks for them. */
export type Words = {
  /** Each word: as it begins, by its stem, or one very like it. As text of a tsquery. */
  query: string
  /** The same words where only plain beginnings in titles count. */
  inTitle: string
  /** The same for whoever looks by hand: each word by a beginning, or as one of these. */
  groups: Meant[]
  titles: Meant[]
  /** The search with its slips mended, where a word stands nowhere and another is very like it. */
  didYouMean: string | null
}

export type Meant = { begins: string | null; is: string[] }

type Read = { word: string; stems: string[]; known: boolean; near: string[] | null }

const MOST_WORDS = 8
/** Words shorter than this are not mended: everything is like them. */
const MENDED_FROM = 4
const MOST_NEAR = 3

/**
 * Reads what somebody typed: accents and capitals count for nothing, a beginning is enough, and a word
 * that stands nowhere is taken for those that are most like it. Undefined where no word is in it.
 */
export async function readWords(
  q: Query,
  typed: string,
  language?: string,
): Promise<Words | undefined> {
  const read = await q<Read>`
    select t.word, stems.found as stems, known.is as known, near.words as near
    from unnest(tsvector_to_array(to_tsvector('live.plain', ${typed}))) with ordinality t(word, n)
    cross join lateral (
      select coalesce(array_agg(distinct stem) filter (where stem <> ''), '{}') as found
      from unnest(ts_lexize('english_stem', t.word) || ts_lexize(live.stemmer(${language ?? 'en'}), t.word)) stem) stems
    cross join lateral (
      select length(t.word) < ${MENDED_FROM} or t.word ~ '[0-9]'
        or exists (select from live.lexicon l where l.word >= t.word and l.word < t.word || chr(1114111))
        or exists (select from unnest(stems.found) s(stem), live.lexicon l
          where length(s.stem) >= ${MENDED_FROM} and l.word >= s.stem and l.word < s.stem || chr(1114111)) as is) known
    left join lateral (
      select array_agg(word) as words from (
        select l.word from live.lexicon l where not known.is and l.word % t.word
        group by l.word order by similarity(l.word, t.word) desc, l.word limit 12) alike) near on true
    where t.n <= ${MOST_WORDS}`
  if (read.length === 0) return undefined
  const groups: Meant[] = []
  const titles: Meant[] = []
  const mended = new Map<string, string>()
  for (const { word, stems, known, near } of read) {
    const named = namedBy(word)
    const meant = known || named.length > 0 ? [] : nearest(word, near ?? [])
    if (meant[0]) mended.set(word, meant[0])
    const begins = word.length > 1 ? word : null
    const whole = begins ? [] : [word]
    groups.push({ begins, is: [...whole, ...stems, ...meant, ...named] })
    titles.push({ begins, is: [...whole, ...meant] })
  }
  return {
    query: asQuery(groups, ''),
    inTitle: asQuery(titles, 'A'),
    groups,
    titles,
    didYouMean: mended.size > 0 ? rewritten(typed, mended) : null,
  }
}

const TAUGHT =
  'ar bg bn ca cs da de el en es et eu fa fi fr gl he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv sw ta te th tr uk ur vi zh'

/** Names of languages, in English and in their own words. */
const LANGUAGES = new Map<string, string>(
  TAUGHT.split(' ').flatMap((tag) =>
    ['en', tag].map((speaker): [string, string] => [
      plain(new Intl.DisplayNames(speaker, { type: 'language' }).of(tag) ?? tag),
      tag,
    ]),
  ),
)

/** A word that names a language or a level means all that is taught in it. */
function namedBy(word: string): string[] {
  const language = LANGUAGES.get(word)
  if (language) return [`language:${language}`]
  return /^[abc][12]$/.test(word) ? [`level:${word}`] : []
}

/** As text of a tsquery; `weight`: only where the word has it. */
function asQuery(groups: readonly Meant[], weight: '' | 'A'): string {
  const exactly = weight ? `:${weight}` : ''
  return groups
    .map(({ begins, is }) => [
      ...(begins ? [`${quoted(begins)}:*${weight}`] : []),
      ...is.map((word) => `${quoted(word)}${exactly}`),
    ])
    .map((words) => `(${words.join('|')})`)
    .join('&')
}

const quoted = (word: string) => `'${word.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`

/** As the database writes words: without accents, in small letters. */
function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Those of the words alike that so few slips of the pen could have made out of what was meant. */
export function nearest(word: string, alike: readonly string[]): string[] {
  const most = word.length >= 8 ? 3 : word.length >= 5 ? 2 : 1
  return alike
    .map((other) => ({ other, slips: slips(word, other) }))
    .filter((one) => one.slips <= most)
    .toSorted((a, b) => a.slips - b.slips || (a.other < b.other ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ other }) => other)
}

/** How many letters must be added, left out, changed, or swapped with their neighbour. */
export function slips(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, i) => [i])
  for (let j = 1; j <= other.length; j++) rows[0]![j] = j
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + change,
      )
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1)
      rows[i]![j] = least
    }
  }
  return rows[one.length]![other.length]!
}

function rewritten(typed: string, mended: ReadonlyMap<string, string>): string {
  return typed
    .trim()
    .split(/\s+/)
    .map((word) => mended.get(plain(word)) ?? word)
    .join(' ')
}
