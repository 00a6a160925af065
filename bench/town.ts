import { type Db, openDatabase } from '#base'
import { reckonStandings, refreshRatings } from '#live'

/** How large the town is: 1 is what the specification asks for (10.8). */
export type Size = {
  people: number
  educators: number
  /** Sessions to come of each educator, and those that are over. */
  open: number
  past: number
  /** Settled bookings of each session that is over. */
  seats: number
}

export const sizeOf = (scale: number): Size => ({
  people: Math.round(100_000 * scale),
  educators: Math.round(10_000 * scale),
  open: 10,
  past: 6,
  seats: 15,
})

/** Hours in which sessions are: enough that an educator has one at a time, few enough that people meet. */
const OPEN_SLOTS = 1_400
const PAST_SLOTS = 2_000

const text = (words: string) => `'{${words.trim().split(/\s+/).join(',')}}'::text[]`
const FIRST =
  text(`Ana Boris Chen Dilara Emre Fatima Goran Hana Ivan Jonas Kaya Lucia Mira Nadia Omar Priya Quinn Rosa
  Samir Tomas Ursula Viktor Wanda Ximena Yusuf Zara Amelie Bruno Clara Diego Elif Felix Greta Hugo Ines Jakub`)
const LAST =
  text(`Almeida Bauer Costa Duarte Eriksen Fischer Garcia Haddad Ito Jansen Kowalski Lindqvist Moreau Novak Okafor
  Petrov Quintero Rossi Silva Tanaka Ueda Varga Weber Xu Yilmaz Zhang Abebe Bakker Cohen Dimitrov Engel Ferrari Gupta
  Hoang Ibrahim Jovanovic`)
const LANGUAGES = text('en en en es es fr fr de it pt ja zh ar hi tr')
const ZONES = `'{Europe/Madrid,Europe/Berlin,America/New_York,America/Sao_Paulo,Asia/Kolkata,Asia/Tokyo,Africa/Lagos,UTC}'::text[]`
const HOW =
  text(`Quiet Lively Slow Everyday Honest Playful Practical Curious Brave Gentle Sharp Warm Bold Simple Deep Quick
  Open Fresh Early Late Careful Cheerful Serious Patient`)
const WHAT =
  text(`travel grammar bakery market interviews stories pronunciation news music films cooking football history
  poetry idioms business presentations negotiation holidays family friendship weather doctors shopping restaurants
  gardens cities mountains trains airports hotels letters emails debates dreams memories science nature animals art`)
const FORM = text(
  'conversation workshop practice circle lesson class talk training evening morning hour club',
)
const TOPICS =
  text(`travel grammar work music film cooking sport history poetry business exams culture news family
  technology health nature art pronunciation writing`)

/** One of a list by a number, and a number by words: the same town each time. */
const pick = (list: string, number: string) =>
  `(${list})[1 + abs(${number}) % cardinality(${list})]`
const chance = (words: string) => `(hashtextextended(${words}, 7) & 1073741823)::int`
const id = (words: string) =>
  `overlay(overlay(md5(${words}) placing '7' from 13) placing '8' from 17)::uuid`

/**
 * Fills a house through SQL over whole tables. Bookings are in the tables that they are in after a life in
 * the house: the booking, its steps, the seats counted on the session, and the engagement, whose exclusion
 * constraint is put up again over all of them. Triggers rest meanwhile, and `check` proves afterwards that what
 * they would have kept holds. All bookings are included ones, which take nothing from the ledger; there are
 * no commissions, orders or messages.
 */
export async function fillTown(ownerUrl: string, app: Db, size: Size): Promise<void> {
  const owner = openDatabase({ url: ownerUrl, size: 1, settings: HURRY })
  const began = performance.now()
  const run = async (what: string, statements: string[]) => {
    for (const statement of statements) await owner.pool.query(statement)
    console.log(`  ${((performance.now() - began) / 1_000).toFixed(0)} s: ${what}`)
  }
  // People who joined long ago: nobody is told of it, and triggers rest.
  const rest = (yes: boolean) =>
    owner.pool.query(`set session_replication_role = ${yes ? 'replica' : 'origin'}`)
  await rest(true)
  await run('people', [people(size)])
  await rest(false)
  await run('educators', [educators(size), standings()])
  await rest(true)
  await run('sessions', sessions(size))
  const indexes = await takeDown(owner, [
    'booking',
    'booking_step',
    'engagement',
    'findable',
    'findable_words',
  ])
  await run('bookings', bookings(size))
  await run('steps and engagements', stepsAndPlaces())
  await run('reviews', reviews())
  await run('what is found', findable())
  await run('indexes of bookings and of what is found', indexes)
  await rest(false)
  await owner.pool.query('analyze')
  const now = Temporal.Now.instant()
  await refreshRatings(app, now)
  await reckonStandings(app, now)
  await owner.pool.query('vacuum analyze')
  await run('ratings and standings', [])
  await check(owner)
  await owner.close()
}

/** A sort of a million rows stays in memory, and an index is made by two hands. */
const HURRY = { work_mem: '256MB', maintenance_work_mem: '1GB', synchronous_commit: 'off' }

/**
 * Takes down what rows can be written without, and gives what puts it up again: an index is made of all rows at
 * once in a tenth of the time, and a rule of exclusion looks at every row when it is put up.
 */
async function takeDown(owner: Db, tables: string[]): Promise<string[]> {
  const { rows } = await owner.pool.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any(array(select ('live.' || t)::regclass from unnest($1::text[]) t))
       and not i.indisunique and not i.indisexclusion`,
    [tables],
  )
  for (const { name } of rows) await owner.pool.query(`drop index ${name}`)
  const { rows: rules } = await owner.pool.query<{ of: string; name: string; made: string }>(
    `select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as made from pg_constraint
     where conrelid = any(array(select ('live.' || t)::regclass from unnest($1::text[]) t)) and contype = 'x'`,
    [tables],
  )
  for (const { of, name } of rules)
    await owner.pool.query(`alter table ${of} drop constraint ${name}`)
  return [
    ...rows.map(({ made }) => made),
    ...rules.map(({ of, name, made }) => `alter table ${of} add constraint ${name} ${made}`),
  ]
}

const people = ({ people }: Size) => `
  insert into people.person (id, name, email, email_verified, zone, locale, created_at, updated_at)
  select ${id("'p' || n")}, ${pick(FIRST, 'n')} || ' ' || ${pick(LAST, `n / 36 + ${chance("'l' || n")}`)},
    'p' || n || '@town.example', true, ${pick(ZONES, 'n')}, 'en-GB', now() - interval '400 days', now() - interval '1 day'
  from generate_series(1, ${people}) n`

const educators = ({ educators }: Size) => `
  insert into earnings.educator (person_id, name, zone, headline, about, languages, kinds, organization_id,
    years_teaching, enrolled_by, enrolled_at)
  select p.id, p.name, p.zone, ${pick(HOW, 'n * 7')} || ' ' || ${pick(WHAT, 'n * 3')},
    case when n % 3 = 0 then '' else repeat('I teach ' || ${pick(WHAT, 'n * 11')} || ' with stories and patience. ', 6) end,
    array[${pick(LANGUAGES, 'n')}, ${pick(LANGUAGES, 'n * 5 + 2')}], '{class,conversation}',
    '00000000-0000-8000-8000-000000000001', n % 12, 'town', now() - make_interval(days => 5 + n % 300)
  from generate_series(1, ${educators}) n join people.person p on p.id = ${id("'p' || n")}`

const standings = () => `
  insert into earnings.standing (educator_id, kind, tier, first_tier, since, sessions_held)
  select e.person_id, k, 'intermediate', 'intermediate', e.enrolled_at, 3
  from earnings.educator e, unnest(e.kinds) k where e.enrolled_by = 'town'`

/** One row for each session: whose, when, over or to come. */
const planned = ({ educators, open, past }: Size) => `
  select n, k, true as coming, (n * 37 + k * 131) % ${OPEN_SLOTS} as slot
  from generate_series(1, ${educators}) n, generate_series(0, ${open - 1}) k
  union all
  select n, k, false, (n * 37 + k * 307) % ${PAST_SLOTS}
  from generate_series(1, ${educators}) n, generate_series(0, ${past - 1}) k`

const sessions = (size: Size) => [
  `create temp table town_session as
    select ${id("'s' || coming || n || '-' || k")} as id, p.*, ${chance("'h' || coming || n || '-' || k")} as h,
      date_trunc('hour', now()) + case when coming then make_interval(hours => 24 + slot)
        else make_interval(hours => -8 * 24 - 1 - slot) end as starts_at
    from (${planned(size)}) p`,
  `insert into live.session (id, kind, title, description, language, level, topics, educator_id, educator_name,
      organization_id, starts_at, ends_at, busy, zone, capacity, price_level, price, credit_based, seats_taken, state,
      state_by, state_at, complete_due_at, made_by, made_at, search)
    select t.id, case when h % 2 = 0 then 'class' else 'conversation' end,
      ${pick(HOW, 'h / 3')} || ' ' || ${pick(WHAT, 'h / 71')} || ' ' || ${pick(FORM, 'h / 2503')},
      'We meet in a small group and speak about ' || ${pick(WHAT, 'h / 17')} || ' and ' || ${pick(WHAT, 'h / 29')} ||
        '. Everybody has their turn; mistakes are welcome.',
      e.languages[1], ('{A1,A2,B1,B2,C1,C2}'::text[])[1 + (h / 7) % 6],
      array[${pick(TOPICS, 'h / 11')}, ${pick(TOPICS, 'h / 233 + 1')}], e.person_id, e.name, e.organization_id, t.starts_at,
      t.starts_at + interval '45 minutes', tstzrange(t.starts_at - interval '5 minutes', t.starts_at + interval '50 minutes'),
      e.zone, case when coming then 1 + (h / 13) % 8 else ${size.seats} end,
      ('{basic,standard,premium}'::text[])[1 + (h / 19) % 3],
      case when h % 2 = 0 then ('{2500,3500,5000}'::bigint[])[1 + (h / 19) % 3] else ('{1500,2000,3000}'::bigint[])[1 + (h / 19) % 3] end,
      true, case when coming then 1 else ${size.seats} end, case when coming then 'published' else 'completed' end,
      'town', case when coming then now() - make_interval(hours => h % 500) else t.starts_at + interval '1 hour' end,
      t.starts_at + interval '1 hour', 'town', t.starts_at - interval '30 days', ''
    from town_session t join earnings.educator e on e.person_id = ${id("'p' || t.n")}`,
  `insert into live.session_step (session_id, number, state, by, at)
    select id, 1, 'published', 'town', made_at from live.session
    union all select id, 2, 'completed', 'town', state_at from live.session where state = 'completed'`,
  `insert into earnings.delivery (session_id, educator_id, kind, outcome, at)
    select id, educator_id, kind, 'held', ends_at from live.session where state = 'completed'`,
]

/** Whoever learns at an hour is counted on from where the hour begins, so nobody is in two places. */
const bookings = ({ people, educators, seats }: Size) => [
  `create temp table town_seat as
    select s.id as session, s.coming, s.slot, seat,
      (row_number() over (partition by s.coming, s.slot order by s.id, seat) + s.slot * 7919) % ${people - educators} as who
    from town_session s, generate_series(1, ${seats}) seat where not s.coming or seat = 1`,
  `insert into live.booking (id, session_id, learner_id, method, price, asset, amount, allowance, policy_version,
      free_until, half_until, settle_due_at, attended, attended_by, attended_at, state, state_by, state_at, booked_at,
      starts_at, ends_at)
    select ${id("'b' || t.session || t.seat")}, t.session, ${id(`'p' || (${educators} + 1 + t.who)`)}, 'included', s.price,
      'CREDIT', s.price, 'town', 1, s.starts_at - interval '24 hours', s.starts_at - interval '12 hours',
      case when t.coming then null else s.ends_at + interval '7 days' end,
      case when t.coming then null else true end, case when t.coming then null else 'town' end,
      case when t.coming then null else s.ends_at end, case when t.coming then 'confirmed' else 'settled' end, 'town',
      case when t.coming then now() - interval '1 hour' else s.ends_at + interval '7 days' end,
      case when t.coming then now() - make_interval(mins => 60 + t.slot) else s.starts_at - interval '5 days' end,
      s.starts_at, s.ends_at
    from town_seat t join live.session s on s.id = t.session order by 1`,
]

const stepsAndPlaces = () => [
  `insert into live.booking_step (booking_id, number, from_state, to_state, by, at)
    select b.id, step.number, step.was, step.became, 'town', b.booked_at from live.booking b
    join (values (1, 'new', 'confirmed'), (2, 'confirmed', 'in_progress'), (3, 'in_progress', 'completed'),
      (4, 'completed', 'settled')) step(number, was, became) on step.number = 1 or b.state = 'settled'
    order by b.id, step.number`,
  `insert into live.engagement (person_id, session_id, role, busy)
    select educator_id, id, 'educator', busy from live.session
    union all
    select learner_id, session_id, 'learner', tstzrange(starts_at, ends_at) from live.booking order by 1, 4`,
]

const reviews = () => [
  `insert into live.review (id, booking_id, session_id, educator_id, learner_id, stars, words, state, written_at,
      changed_at, published_at, moved_by, moved_at)
    select ${id("'r' || b.id")}, b.id, b.session_id, s.educator_id, b.learner_id,
      5 - case when ${chance("'e' || s.educator_id")} % 5 = 0 then ${chance("'x' || b.id")} % 3
        else (${chance("'x' || b.id")} % 6) / 5 end, 'We spoke all the time.', 'published', b.ends_at, b.ends_at, b.ends_at,
      'town', b.ends_at
    from live.booking b join live.session s on s.id = b.session_id
    where b.state = 'settled' and ${chance("'v' || b.id")} % 9 = 0 on conflict do nothing`,
]

/** What the trigger writes for each session, made once for each text instead. */
const WORDS = `live.words_of(s.title, s.language, 'A') || live.words_of(s.educator_name, s.language, 'B')
  || live.words_of(array_to_string(s.topics, ' '), s.language, 'B') || live.words_of(s.description, s.language, 'D')
  || array_to_tsvector(array['language:' || s.language, 'level:' || lower(s.level)])`
const part = (name: string, what: string, weight: string) =>
  `create temp table ${name} as select what, language, live.words_of(what, language, '${weight}') as words from
    (select distinct ${what} as what, language from live.session s where state = 'published') t`

const findable = () => [
  'analyze live.session',
  `insert into live.findable (session_id, educator_id, starts_at, ends_at, listed_at, price, seats_left, seats_held, kind,
      language, level, price_level, topics)
    select id, educator_id, starts_at, ends_at, state_at, price, capacity - seats_taken, 0, kind, language, level,
      price_level, topics from live.session where state = 'published'`,
  part('town_title', 's.title', 'A'),
  part('town_name', 's.educator_name', 'B'),
  part('town_topic', "array_to_string(s.topics, ' ')", 'B'),
  part('town_about', 's.description', 'D'),
  'analyze town_title, town_name, town_topic, town_about',
  `insert into live.findable_words (session_id, words)
    select s.id, title.words || name.words || topic.words || about.words
      || array_to_tsvector(array['language:' || s.language, 'level:' || lower(s.level)])
    from live.session s
    join town_title title on (title.what, title.language) = (s.title, s.language)
    join town_name name on (name.what, name.language) = (s.educator_name, s.language)
    join town_topic topic on (topic.what, topic.language) = (array_to_string(s.topics, ' '), s.language)
    join town_about about on (about.what, about.language) = (s.description, s.language)
    where s.state = 'published' order by 1`,
  `insert into live.lexicon (word)
    select distinct u.word from (select distinct title || ' ' || description as text from live.session) t,
      unnest(tsvector_to_array(to_tsvector('live.plain', text))) u(word)
    where length(u.word) between 3 and 30 and u.word !~ '[0-9]'
      and not exists (select from live.lexicon l where l.word = u.word)`,
]

/** What triggers keep in a house that lives, asked of the town that was written beside them. */
async function check(owner: Db): Promise<void> {
  const wrong: Record<string, string> = {
    'seats of a session are not its bookings': `select count(*)::int as n from live.session s where seats_taken <>
      (select count(*) from live.booking b where b.session_id = s.id and b.seated)`,
    'a seat has no engagement': `select count(*)::int as n from live.booking b where seated and not exists (
      select from live.engagement g where (g.session_id, g.person_id) = (b.session_id, b.learner_id) and g.role = 'learner')`,
    'a change of state is not in the table': `select count(*)::int as n from live.booking_step p where not exists (
      select from live.booking_transition t where (t.from_state, t.to_state) = (p.from_state, p.to_state))`,
    'a booking is not where its last step went': `select count(*)::int as n from live.booking b where b.state <> (
      select to_state from live.booking_step p where p.booking_id = b.id order by number desc limit 1)`,
    'somebody who booked is nobody': `select count(*)::int as n from live.booking b where not exists (
      select from people.person p where p.id = b.learner_id)`,
    'words are not what the trigger writes': `select count(*)::int as n from (
      select * from live.session where state = 'published' order by id limit 500) s
      join live.findable_words w on w.session_id = s.id where w.words <> (${WORDS})`,
  }
  for (const [what, query] of Object.entries(wrong)) {
    const { rows } = await owner.pool.query<{ n: number }>(query)
    if (rows[0]!.n > 0) throw new Error(`The town is wrong: ${what}, ${rows[0]!.n} times`)
  }
}
