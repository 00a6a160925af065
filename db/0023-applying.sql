-- Becoming an educator: applications, what is handed in, interviews, the agreement.

-- The operator's numbers of applying, by version.
create table earnings.applying_policy (
  version integer primary key,
  -- An application is to be decided so many days after it was sent.
  review_days integer not null check (review_days between 1 and 90),
  -- Who is asked for more has so many days.
  answer_days integer not null check (answer_days between 1 and 180),
  -- Who was rejected may apply again after so many days.
  reapply_days integer not null check (reapply_days between 0 and 730),
  files_most integer not null check (files_most between 1 and 30),
  file_megabytes integer not null check (file_megabytes between 1 and 10),
  interview_minutes integer not null check (interview_minutes between 10 and 180),
  -- What was handed in with an application that came to nothing is kept so long.
  keep_days integer not null check (keep_days between 30 and 3650),
  set_by text not null,
  set_at timestamptz not null
);
insert into earnings.applying_policy values (1, 5, 14, 90, 10, 5, 30, 180, 'stoa', '2026-01-01T00:00:00Z');
create trigger applying_policy_is_history before update or delete or truncate on earnings.applying_policy
  for each statement execute function base.refuse_change();

-- What can be done with an application, from where to where; the same table as TRANSITIONS in states.ts.
create table earnings.application_transition (
  deed text not null,
  from_state text not null,
  to_state text not null,
  primary key (deed, from_state, to_state)
);
insert into earnings.application_transition values
  ('begin', 'new', 'draft'),
  ('send', 'draft', 'sent'),
  ('take', 'sent', 'in_review'), ('take', 'in_review', 'in_review'), ('take', 'more_asked', 'more_asked'),
  ('take', 'answered', 'answered'), ('take', 'interview', 'interview'),
  ('let go', 'in_review', 'sent'),
  ('ask', 'in_review', 'more_asked'), ('ask', 'answered', 'more_asked'), ('ask', 'interview', 'more_asked'),
  ('answer', 'more_asked', 'answered'),
  ('offer times', 'in_review', 'interview'), ('offer times', 'answered', 'interview'),
  ('offer times', 'interview', 'interview'),
  ('choose', 'interview', 'interview'), ('none fits', 'interview', 'interview'),
  ('approve', 'in_review', 'approved'), ('approve', 'answered', 'approved'), ('approve', 'interview', 'approved'),
  ('reject', 'in_review', 'rejected'), ('reject', 'answered', 'rejected'), ('reject', 'interview', 'rejected'),
  ('reject', 'more_asked', 'rejected'),
  ('withdraw', 'draft', 'withdrawn'), ('withdraw', 'sent', 'withdrawn'), ('withdraw', 'in_review', 'withdrawn'),
  ('withdraw', 'more_asked', 'withdrawn'), ('withdraw', 'answered', 'withdrawn'), ('withdraw', 'interview', 'withdrawn'),
  ('lapse', 'more_asked', 'withdrawn');

create table earnings.application (
  id uuid primary key,
  person_id uuid not null references people.person,
  kinds text[] not null default '{}' check (kinds <@ '{class,conversation}'),
  name text not null default '' check (length(name) <= 120),
  email text not null default '' check (length(email) <= 200),
  phone text not null default '' check (phone ~ '^(\+[0-9]{6,15})?$'),
  country text check (country ~ '^[A-Z]{2}$'),
  native_languages text[] not null default '{}' check (cardinality(native_languages) <= 5),
  -- `es C1`: a language and how well it is spoken (CEFR).
  teaching_languages text[] not null default '{}' check (cardinality(teaching_languages) <= 10
    and array_to_string(teaching_languages, ',') ~ '^([a-z]{2,3}(-[A-Za-z0-9]{2,8})* [ABC][12](,|$))*$'),
  years_teaching integer check (years_teaching between 0 and 80),
  online_experience text not null default '' check (length(online_experience) <= 2000),
  zone text,
  -- `1-evening`: the day of the week (1 is Monday) and its part.
  preferred_times text[] not null default '{}' check (cardinality(preferred_times) <= 28
    and array_to_string(preferred_times, ',') ~ '^([1-7]-(night|morning|afternoon|evening)(,|$))*$'),
  weekly_hours integer check (weekly_hours between 1 and 80),
  introduction text not null default '' check (length(introduction) <= 5000),
  video_link text check (video_link ~ '^https://' and length(video_link) <= 500),
  -- What else shows that they know their field: `[{"what": …, "link": …}]`.
  proofs jsonb not null default '[]' check (jsonb_typeof(proofs) = 'array' and jsonb_array_length(proofs) <= 10),
  state text not null,
  deed text not null,
  state_by text not null,
  state_at timestamptz not null,
  -- What was said with the latest step.
  words text check (length(words) <= 4000),
  steps integer not null default 1 check (steps >= 1),
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  sent_at timestamptz,
  reviewer_id uuid references people.person,
  -- The clock of the queue, and whether its reviewers heard that it ran out.
  decide_by timestamptz,
  told_late_at timestamptz,
  answer_by timestamptz,
  decided_at timestamptz,
  -- The earliest moment at which who was rejected may apply again.
  reapply_at timestamptz,
  check (num_nulls(sent_at, decide_by) in (0, 2)),
  check ((state = 'more_asked') = (answer_by is not null)),
  check ((state in ('approved', 'rejected', 'withdrawn')) = (decided_at is not null)),
  check ((state = 'rejected') = (reapply_at is not null)),
  check (state <> 'draft' or (sent_at is null and reviewer_id is null)),
  check (state in ('draft', 'sent', 'withdrawn') or reviewer_id is not null),
  check (reviewer_id is null or reviewer_id <> person_id),
  -- What a reviewer is to judge is whole.
  constraint application_is_whole check (state in ('draft', 'withdrawn') or (
    sent_at is not null and cardinality(kinds) > 0 and name <> '' and email <> '' and phone <> '' and country is not null
    and cardinality(native_languages) > 0 and cardinality(teaching_languages) > 0 and years_teaching is not null
    and zone is not null and cardinality(preferred_times) > 0 and weekly_hours is not null and introduction <> ''))
);
create unique index one_open_application on earnings.application (person_id)
  where state not in ('approved', 'rejected', 'withdrawn');
create index application_queue on earnings.application (decide_by, id)
  where state in ('sent', 'in_review', 'more_asked', 'answered', 'interview');
create index application_of on earnings.application (person_id, begun_at desc);
create index application_late on earnings.application (decide_by)
  where told_late_at is null and state in ('sent', 'in_review', 'answered', 'interview');
create index application_unanswered on earnings.application (answer_by) where state = 'more_asked';
create index application_ended on earnings.application (decided_at) where state in ('rejected', 'withdrawn');

create table earnings.application_step (
  application_id uuid not null references earnings.application,
  number integer not null,
  deed text not null,
  from_state text not null,
  to_state text not null,
  by text not null,
  words text,
  at timestamptz not null,
  primary key (application_id, number)
);
create trigger application_step_is_history before update or delete or truncate on earnings.application_step
  for each statement execute function base.refuse_change();

-- A state changes by a deed that the table of transitions has, one step after the other, and the history writes itself.
create function earnings.application_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  before text := case when tg_op = 'UPDATE' then old.state else 'new' end;
begin
  if tg_op = 'UPDATE' and old.steps = new.steps then
    if old.state <> new.state then
      raise exception 'an application changes its state by a step' using errcode = 'check_violation';
    end if;
    return null;
  end if;
  if tg_op = 'UPDATE' and new.steps <> old.steps + 1 then
    raise exception 'a step of an application is left out' using errcode = 'check_violation';
  end if;
  if not exists (select from earnings.application_transition
      where deed = new.deed and from_state = before and to_state = new.state) then
    raise exception 'an application cannot go from % to % (%)', before, new.state, new.deed
      using errcode = 'check_violation', constraint = 'application_transition_exists';
  end if;
  insert into earnings.application_step (application_id, number, deed, from_state, to_state, by, words, at)
    values (new.id, new.steps, new.deed, before, new.state, new.state_by, new.words, new.state_at);
  return null;
end $$;
create trigger application_moves after insert or update on earnings.application
  for each row execute function earnings.application_moves();

-- Certificates and other papers. Who takes one away, or comes to nothing, leaves its name behind and no more.
create table earnings.application_file (
  id uuid primary key,
  application_id uuid not null references earnings.application,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('application/pdf', 'image/jpeg', 'image/png')),
  length integer not null check (length > 0),
  hash bytea not null check (octet_length(hash) = 32),
  bytes bytea,
  added_at timestamptz not null,
  gone_at timestamptz,
  check ((bytes is null) = (gone_at is not null)),
  check (octet_length(bytes) = length)
);
-- They are compressed already.
alter table earnings.application_file alter column bytes set storage external;
create index application_file_of on earnings.application_file (application_id, added_at);
create unique index application_file_once on earnings.application_file (application_id, hash) where gone_at is null;

-- What reviewers write down for each other.
create table earnings.application_note (
  id uuid primary key,
  application_id uuid not null references earnings.application,
  words text not null check (length(words) between 1 and 4000),
  by uuid not null references people.person,
  at timestamptz not null
);
create index application_note_of on earnings.application_note (application_id, at);
create trigger application_note_is_history before update or delete or truncate on earnings.application_note
  for each statement execute function base.refuse_change();

-- A talk: the reviewer offers times, the applicant chooses one. Nobody is in two at once.
create table earnings.interview (
  id uuid primary key,
  application_id uuid not null references earnings.application,
  reviewer_id uuid not null references people.person,
  minutes integer not null check (minutes between 10 and 180),
  times timestamptz[] not null check (cardinality(times) between 1 and 6),
  place text not null check (length(place) between 3 and 500),
  state text not null check (state in ('offered', 'chosen', 'none_fits', 'held', 'called_off')),
  starts_at timestamptz,
  during tstzrange,
  words text check (length(words) <= 1000),
  offered_at timestamptz not null,
  answered_at timestamptz,
  check ((starts_at is null) = (during is null)),
  check (state <> 'chosen' or starts_at is not null),
  check (starts_at is null or starts_at = any (times)),
  constraint one_interview_at_a_time exclude using gist (reviewer_id with =, during with &&) where (state = 'chosen')
);
create unique index one_open_interview on earnings.interview (application_id) where state in ('offered', 'chosen');
create index interview_of on earnings.interview (application_id, offered_at desc);

create function earnings.hash_of(words text) returns text
language sql immutable set search_path = pg_catalog as $$ select encode(sha256(convert_to(words, 'UTF8')), 'hex') $$;
grant execute on function earnings.hash_of to stoa_app;

-- The agreement with those who teach: one text in force for each kind of payee and country; null: all other countries.
create table earnings.contract (
  id uuid primary key,
  payee_kind text not null check (payee_kind in ('independent', 'institution')),
  country text check (country ~ '^[A-Z]{2}$'),
  version integer not null check (version >= 1),
  title text not null check (length(title) between 3 and 160),
  words text not null check (length(words) between 20 and 100000),
  hash text generated always as (earnings.hash_of(words)) stored,
  state text not null check (state in ('draft', 'in_force', 'superseded')),
  -- Who teaches already has until then to accept it.
  accept_by timestamptz,
  written_by text not null,
  written_at timestamptz not null,
  in_force_by text,
  in_force_at timestamptz,
  superseded_at timestamptz,
  check (num_nulls(in_force_by, in_force_at, accept_by) in (0, 3)),
  check ((state = 'draft') = (in_force_at is null)),
  check ((state = 'superseded') = (superseded_at is not null)),
  check (accept_by >= in_force_at),
  unique nulls not distinct (payee_kind, country, version)
);
create unique index one_contract_in_force on earnings.contract (payee_kind, country) nulls not distinct
  where state = 'in_force';
create unique index one_contract_draft on earnings.contract (payee_kind, country) nulls not distinct
  where state = 'draft';

create function earnings.contract_stands() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'draft' and (old.title, old.words, old.version, old.payee_kind, old.accept_by, old.in_force_at)
      is distinct from (new.title, new.words, new.version, new.payee_kind, new.accept_by, new.in_force_at)
    or old.country is distinct from new.country
    or (old.state, new.state) not in (('draft', 'draft'), ('draft', 'in_force'), ('in_force', 'superseded')) then
    raise exception 'what people agreed to does not change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger contract_stands before update on earnings.contract
  for each row execute function earnings.contract_stands();

-- Who agreed to which text, when and from where: the proof.
create table earnings.contract_acceptance (
  contract_id uuid not null references earnings.contract,
  person_id uuid not null references people.person,
  version integer not null,
  hash text not null,
  ip inet not null,
  at timestamptz not null,
  primary key (contract_id, person_id)
);
create index contract_acceptance_of on earnings.contract_acceptance (person_id, at desc);
create trigger contract_acceptance_is_history before update or delete or truncate on earnings.contract_acceptance
  for each statement execute function base.refuse_change();

-- What is agreed to is a text in force, as it stands.
create function earnings.acceptance_is_of_what_stands() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from earnings.contract c
      where c.id = new.contract_id and c.state = 'in_force' and c.version = new.version and c.hash = new.hash) then
    raise exception 'this is not a text in force' using errcode = 'check_violation', constraint = 'contract_in_force';
  end if;
  return new;
end $$;
create trigger acceptance_is_of_what_stands before insert on earnings.contract_acceptance
  for each row execute function earnings.acceptance_is_of_what_stands();

-- Which text counts for an educator: of their own country where there is one, else the one for all others.
create view earnings.contract_for_view as
  select e.person_id as educator_id, e.enrolled_at, c.*, a.at as accepted_at
  from earnings.educator e
  join people.organization o on o.id = e.organization_id
  cross join lateral (
    select x.* from earnings.contract x
    where x.state = 'in_force'
      and x.payee_kind = case when o.slug = 'platform-creators' then 'independent' else 'institution' end
      and (x.country is null or x.country = (
        select p.country from earnings.application p
        where p.person_id = e.person_id and p.state = 'approved' order by p.decided_at desc limit 1))
    order by x.country nulls last limit 1) c
  left join earnings.contract_acceptance a on a.contract_id = c.id and a.person_id = e.person_id;

-- What may be counted of applications by others: no names, no papers.
create view earnings.application_view as
  select id, person_id, kinds, country, native_languages, teaching_languages, zone, preferred_times, weekly_hours, state,
    sent_at, decided_at
  from earnings.application;

grant select on all tables in schema earnings to stoa_app;
grant insert on earnings.applying_policy, earnings.application_step, earnings.application_note,
  earnings.contract_acceptance to stoa_app;
grant insert, update on earnings.application, earnings.application_file, earnings.interview to stoa_app;
grant insert on earnings.contract to stoa_app;
grant update (title, words, state, accept_by, in_force_by, in_force_at, superseded_at, written_by, written_at)
  on earnings.contract to stoa_app;
