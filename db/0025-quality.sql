-- Quality: what is measured of each educator, what follows from it, and sessions that a reviewer looks at.

-- Thresholds and windows by version. Shares are basis points, ratings hundredths of a star.
create table live.quality_policy (
  version integer primary key,
  window_days integer not null check (window_days between 7 and 730),
  -- With fewer promised sessions, reviews or questions than this nothing is judged.
  sessions_least integer not null check (sessions_least between 1 and 1000),
  reviews_least integer not null check (reviews_least between 1 and 1000),
  -- What each educator has to meet.
  completion_least integer not null check (completion_least between 0 and 10000),
  rating_least integer not null check (rating_least between 100 and 500),
  answers_least integer not null check (answers_least between 0 and 10000),
  punctual_least integer not null check (punctual_least between 0 and 10000),
  technical_most integer not null check (technical_most between 0 and 10000),
  cancelled_most integer not null check (cancelled_most between 0 and 10000),
  absent_most integer not null check (absent_most between 0 and 1000),
  reports_most integer not null check (reports_most between 0 and 1000),
  audit_least integer not null check (audit_least between 0 and 10000),
  -- What is a sign of something: there later than this, gone sooner than that, connected more often than so.
  late_minutes integer not null check (late_minutes between 0 and 120),
  early_minutes integer not null check (early_minutes between 1 and 240),
  connections_most integer not null check (connections_most between 1 and 100),
  -- What the platform aims at.
  target_rating integer not null check (target_rating between 100 and 500),
  target_completion integer not null check (target_completion between 0 and 10000),
  target_cancelled integer not null check (target_cancelled between 0 and 10000),
  target_technical integer not null check (target_technical between 0 and 10000),
  target_answer_hours integer not null check (target_answer_hours between 1 and 720),
  -- An appeal is decided in so many hours; sooner where the educator's tier or plan says so.
  appeal_hours integer not null check (appeal_hours between 1 and 720),
  first_appeal_hours integer not null check (first_appeal_hours between 1 and 720),
  -- Sessions of a week that a reviewer looks at.
  audits_weekly integer not null check (audits_weekly between 0 and 1000),
  set_by text not null,
  set_at timestamptz not null,
  check (first_appeal_hours <= appeal_hours)
);
insert into live.quality_policy values
  (1, 90, 5, 5, 9000, 420, 8000, 9000, 1000, 1000, 1, 1, 7000, 5, 10, 5, 450, 9500, 500, 200, 24, 72, 24, 20,
    'stoa', '2026-01-01T00:00:00Z');
create trigger quality_policy_is_history before update or delete or truncate on live.quality_policy
  for each statement execute function base.refuse_change();

-- The ladder of measures by version: what follows, who takes it, how long after the step before, and for how long.
create table live.measure_rule (
  version integer not null check (version > 0),
  step integer not null check (step between 1 and 10),
  measure text not null check (measure in ('notice', 'coaching', 'limits', 'suspension', 'decision')),
  automatic boolean not null,
  wait_days integer not null check (wait_days between 0 and 365),
  -- Null: until things are better, or staff end it.
  lasts_days integer check (lasts_days between 1 and 365),
  -- With limits: sessions published and still to come, at most.
  sessions_most integer check (sessions_most between 1 and 1000),
  set_by text not null,
  set_at timestamptz not null,
  primary key (version, step),
  check ((measure = 'limits') = (sessions_most is not null)),
  check (measure <> 'decision' or not automatic)
);
insert into live.measure_rule values
  (1, 1, 'notice', true, 0, null, null, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 2, 'coaching', true, 14, null, null, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 3, 'limits', true, 14, 30, 5, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 4, 'suspension', false, 14, 30, null, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 5, 'decision', false, 14, null, null, 'stoa', '2026-01-01T00:00:00Z');
create trigger measure_rule_is_history before update or delete or truncate on live.measure_rule
  for each statement execute function base.refuse_change();

-- Where each educator stands, as last reckoned. Everything in it can be reckoned again.
create table live.scorecard (
  educator_id uuid primary key,
  figures jsonb not null,
  -- What is below its threshold, by name.
  findings text[] not null,
  policy_version integer not null references live.quality_policy,
  reckoned_at timestamptz not null
);
create index scorecard_found on live.scorecard (educator_id) where findings <> '{}';

-- The whole platform, one row for each day on which it was reckoned.
create table live.quality_day (
  day date primary key,
  figures jsonb not null,
  policy_version integer not null references live.quality_policy,
  reckoned_at timestamptz not null
);

-- What was noticed by itself about one session or educator; once each.
create table live.quality_signal (
  educator_id uuid not null,
  session_id uuid not null references live.session,
  kind text not null check (kind in ('absence', 'late', 'early_end', 'disconnects', 'technical', 'report')),
  at timestamptz not null,
  primary key (educator_id, session_id, kind)
);
create index quality_signal_latest on live.quality_signal (educator_id, at desc);
create trigger quality_signal_is_history before update or delete or truncate on live.quality_signal
  for each statement execute function base.refuse_change();

-- Either side says, when a session is over, that something did not work.
create table live.technical_report (
  session_id uuid not null references live.session,
  person_id uuid not null,
  role text not null check (role in ('educator', 'learner')),
  what text not null check (what in ('sound', 'picture', 'connection', 'room', 'other')),
  words text not null default '' check (length(words) <= 2000),
  at timestamptz not null,
  primary key (session_id, person_id)
);
create trigger technical_report_is_history before update or delete or truncate on live.technical_report
  for each statement execute function base.refuse_change();

-- Measures: what was taken, why, by whom. Ends, appeals and answers stand beside, and nothing is rewritten.
create table live.measure (
  id uuid primary key,
  educator_id uuid not null,
  step integer not null,
  measure text not null check (measure in ('notice', 'coaching', 'limits', 'suspension', 'decision')),
  reasons text[] not null check (cardinality(reasons) > 0),
  -- The figures that decided, as they were.
  figures jsonb not null,
  words text not null default '' check (length(words) <= 2000),
  policy_version integer not null references live.quality_policy,
  rule_version integer not null,
  sessions_most integer check (sessions_most between 1 and 1000),
  by text not null,
  at timestamptz not null,
  until_at timestamptz check (until_at > at),
  foreign key (rule_version, step) references live.measure_rule,
  check ((measure = 'limits') = (sessions_most is not null)),
  -- Whoever takes a measure by hand says why.
  check (by = 'schedule' or length(words) >= 3)
);
create index measure_of on live.measure (educator_id, at desc);
create index measure_over on live.measure (until_at) where until_at is not null;
create index measure_stops on live.measure (educator_id) where measure in ('limits', 'suspension', 'decision');
create trigger measure_is_history before update or delete or truncate on live.measure
  for each statement execute function base.refuse_change();

create table live.measure_end (
  measure_id uuid primary key references live.measure,
  how text not null check (how in ('recovered', 'over', 'lifted', 'appeal')),
  words text not null default '' check (length(words) <= 2000),
  by text not null,
  at timestamptz not null
);
create trigger measure_end_is_history before update or delete or truncate on live.measure_end
  for each statement execute function base.refuse_change();

create table live.measure_appeal (
  measure_id uuid primary key references live.measure,
  words text not null check (length(words) between 3 and 4000),
  at timestamptz not null,
  due_at timestamptz not null check (due_at > at)
);
create trigger measure_appeal_is_history before update or delete or truncate on live.measure_appeal
  for each statement execute function base.refuse_change();

create table live.measure_answer (
  measure_id uuid primary key references live.measure_appeal,
  granted boolean not null,
  words text not null check (length(words) between 3 and 4000),
  by text not null,
  at timestamptz not null
);
create trigger measure_answer_is_history before update or delete or truncate on live.measure_answer
  for each statement execute function base.refuse_change();

-- What was talked about in coaching.
create table live.coaching_note (
  id uuid primary key,
  measure_id uuid not null references live.measure,
  words text not null check (length(words) between 3 and 4000),
  by text not null,
  at timestamptz not null
);
create index coaching_note_of on live.coaching_note (measure_id, at);
create trigger coaching_note_is_history before update or delete or truncate on live.coaching_note
  for each statement execute function base.refuse_change();

-- What a reviewer looks for, by version.
create table live.checklist_item (
  version integer not null check (version > 0),
  position integer not null check (position between 1 and 40),
  says text not null check (length(says) between 3 and 200),
  weight integer not null check (weight between 1 and 10),
  set_by text not null,
  set_at timestamptz not null,
  primary key (version, position)
);
insert into live.checklist_item values
  (1, 1, 'Began and ended at the time that was promised', 2, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 2, 'Kept to the title, the level and the language', 2, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 3, 'Everybody had their turn to speak', 2, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 4, 'Corrected in a way that helps', 1, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 5, 'Was prepared: materials, a plan, examples', 1, 'stoa', '2026-01-01T00:00:00Z'),
  (1, 6, 'Kept personal details and payments on the platform', 3, 'stoa', '2026-01-01T00:00:00Z');
create trigger checklist_item_is_history before update or delete or truncate on live.checklist_item
  for each statement execute function base.refuse_change();

-- The draw of a week: with its seed anybody can draw the same sessions again.
create table live.audit_draw (
  -- The Monday on which the week began that was drawn from, in UTC.
  week date primary key,
  seed text not null,
  among integer not null check (among >= 0),
  drawn integer not null check (drawn between 0 and among),
  at timestamptz not null
);
create trigger audit_draw_is_history before update or delete or truncate on live.audit_draw
  for each statement execute function base.refuse_change();

create table live.audit (
  id uuid primary key,
  week date not null references live.audit_draw,
  session_id uuid not null unique references live.session,
  educator_id uuid not null,
  checklist_version integer not null
);
create index audit_of on live.audit (educator_id);
create trigger audit_is_history before update or delete or truncate on live.audit
  for each statement execute function base.refuse_change();

create table live.audit_result (
  audit_id uuid primary key references live.audit,
  -- Answers by position: yes, no, or not to be seen.
  answers jsonb not null,
  -- Weighed share of yes; null where nothing could be seen.
  score integer check (score between 0 and 10000),
  note text not null default '' check (length(note) <= 4000),
  by text not null,
  at timestamptz not null
);
create trigger audit_result_is_history before update or delete or truncate on live.audit_result
  for each statement execute function base.refuse_change();

-- Badges, featured places and bonuses by rule, by version. Nothing here enters the ranking's score.
create table live.exposure_policy (
  version integer primary key,
  -- Top rated: a mean of so much over so many reviews of the window.
  top_rating integer not null check (top_rating between 100 and 500),
  top_reviews integer not null check (top_reviews between 1 and 1000),
  -- Dependable: so many sessions held, and so many of the promised ones took place.
  dependable_held integer not null check (dependable_held between 1 and 1000),
  dependable_completion integer not null check (dependable_completion between 0 and 10000),
  -- Quick to answer: so many first messages, and so many of them answered in time.
  quick_asked integer not null check (quick_asked between 1 and 1000),
  quick_answers integer not null check (quick_answers between 0 and 10000),
  -- Featured in a week, of those who are top rated and dependable; nobody again for so many weeks.
  places integer not null check (places between 0 and 50),
  rest_weeks integer not null check (rest_weeks between 0 and 52),
  -- What a featured week brings, in hundredths of a token, and what all of them may cost in a calendar month.
  bonus_tokens bigint not null check (bonus_tokens between 0 and 10000000),
  budget_tokens bigint not null check (budget_tokens between 0 and 1000000000),
  set_by text not null,
  set_at timestamptz not null
);
insert into live.exposure_policy values
  (1, 480, 10, 20, 9800, 10, 9500, 3, 4, 0, 0, 'stoa', '2026-01-01T00:00:00Z');
create trigger exposure_policy_is_history before update or delete or truncate on live.exposure_policy
  for each statement execute function base.refuse_change();

-- Who has a badge, since when, and by which figures; whoever lost it keeps the line, with its end.
create table live.badge (
  educator_id uuid not null,
  badge text not null check (badge in ('top_rated', 'dependable', 'quick')),
  from_at timestamptz not null,
  figures jsonb not null,
  policy_version integer not null references live.exposure_policy,
  until_at timestamptz check (until_at > from_at),
  primary key (educator_id, badge, from_at)
);
create unique index one_badge_of_a_kind on live.badge (educator_id, badge) where until_at is null;

-- Who is featured in which week, in which place, and why.
create table live.featured (
  week date not null,
  place integer not null check (place >= 1),
  educator_id uuid not null,
  figures jsonb not null,
  -- Among so many who fitted the rule.
  among integer not null check (among >= place),
  bonus bigint not null check (bonus >= 0),
  policy_version integer not null references live.exposure_policy,
  at timestamptz not null,
  primary key (week, place),
  unique (week, educator_id)
);
create index featured_of on live.featured (educator_id, week desc);
create trigger featured_is_history before update or delete or truncate on live.featured
  for each statement execute function base.refuse_change();
grant select, insert on live.exposure_policy, live.badge, live.featured to stoa_app;
grant update (until_at) on live.badge to stoa_app;

-- What holds an educator now, and how far: whoever reads compares until_at with the hour it is.
create view live.measure_view as
  select m.id, m.educator_id, m.step, m.measure, m.sessions_most, coalesce(m.until_at, 'infinity') as until_at
  from live.measure m
  where not exists (select from live.measure_end e where e.measure_id = m.id);

-- Who is not to be found: hidden by the ladder of marks, or not to be booked newly.
create or replace view live.hidden_educator_view as
  select educator_id, max(until_at) as until_at from (
    select educator_id, coalesce(until_at, 'infinity') as until_at from live.hiding where lifted_at is null
    union all
    select educator_id, until_at from live.measure_view where measure in ('suspension', 'decision')) hidden
  group by educator_id;

create view live.scorecard_view as select * from live.scorecard;
create view live.quality_day_view as select * from live.quality_day;

grant select on live.quality_policy, live.measure_rule, live.scorecard, live.quality_day, live.quality_signal,
  live.technical_report, live.measure, live.measure_end, live.measure_appeal, live.measure_answer, live.coaching_note,
  live.checklist_item, live.audit_draw, live.audit, live.audit_result, live.measure_view, live.hidden_educator_view,
  live.scorecard_view, live.quality_day_view to stoa_app;
grant insert on live.quality_policy, live.measure_rule, live.quality_signal, live.technical_report, live.measure,
  live.measure_end, live.measure_appeal, live.measure_answer, live.coaching_note, live.checklist_item,
  live.audit_draw, live.audit, live.audit_result to stoa_app;
grant insert, update on live.scorecard, live.quality_day to stoa_app;
