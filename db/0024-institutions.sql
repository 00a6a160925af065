-- Institutions and those who teach for them, the ways to them (invitations, files of employed instructors),
-- guaranteed minimums, and educators who bring educators.

-- The operator's rules, by version.
create table earnings.joining_rules (
  version integer primary key check (version > 0),
  -- How long a transition agreement runs, unless said otherwise.
  transition_months integer not null check (transition_months between 1 and 36),
  -- How long before its end the educator and finance are told.
  notice_days integer not null check (notice_days between 1 and 90),
  invitation_days integer not null check (invitation_days between 1 and 90),
  -- For an educator who brings another, once that one has held so many sessions within so many days of enrolling.
  -- In the smallest unit of the house's currency; 0: nothing is paid.
  referral_bonus bigint not null check (referral_bonus >= 0),
  referral_sessions integer not null check (referral_sessions between 1 and 1000),
  referral_days integer not null check (referral_days between 1 and 1000),
  -- What a card payment usually costs, for the earnings calculator: a share of the price, and so much on top.
  card_fee_rate integer not null check (card_fee_rate between 0 and 2000),
  card_fee_fixed bigint not null check (card_fee_fixed between 0 and 1000),
  set_by text not null,
  set_at timestamptz not null
);
insert into earnings.joining_rules values (1, 6, 30, 30, 0, 10, 180, 290, 30, 'stoa', '2026-01-01T00:00:00Z');
create trigger joining_rules_are_history before update or delete or truncate on earnings.joining_rules
  for each statement execute function base.refuse_change();

-- Where an educator belonged, and since when. Where they belong now is earnings.educator.organization_id.
create table earnings.belonging (
  educator_id uuid not null references earnings.educator,
  organization_id uuid not null references people.organization,
  how text not null check (how in ('enrolled', 'accepted', 'moved', 'left', 'let go')),
  since timestamptz not null,
  by text not null,
  primary key (educator_id, since)
);
create index belonging_to on earnings.belonging (organization_id, since desc);
create index educator_of_organization on earnings.educator (organization_id);
create trigger belonging_is_history before update or delete or truncate on earnings.belonging
  for each statement execute function base.refuse_change();

create function earnings.enrolled_somewhere() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  insert into earnings.belonging (educator_id, organization_id, how, since, by)
    values (new.person_id, new.organization_id, 'enrolled', new.enrolled_at, new.enrolled_by);
  return null;
end $$;
create trigger enrolled_somewhere after insert on earnings.educator
  for each row execute function earnings.enrolled_somewhere();

-- A file of employed instructors as it was handed in. Reading it writes to nobody; importing it is the second step.
create table earnings.import (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  file_name text not null check (length(file_name) between 1 and 200),
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  imported_by text,
  imported_at timestamptz,
  invited integer,
  check (num_nulls(imported_by, imported_at, invited) in (0, 3))
);
create index import_of on earnings.import (organization_id, uploaded_at desc);
create index import_open on earnings.import (uploaded_at) where imported_at is null;

create table earnings.import_row (
  import_id uuid not null references earnings.import,
  -- The line of the file at which it begins, as an editor counts.
  line integer not null check (line > 0),
  email text,
  name text,
  -- What would be agreed with them, as read; null where it cannot be read.
  terms jsonb,
  -- [{column, sentence}]
  faults jsonb not null,
  primary key (import_id, line),
  check ((terms is null) = (jsonb_array_length(faults) > 0))
);

-- Somebody is asked to teach for an institution. They accept it themselves, signed in with that address.
create table earnings.invitation (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  email text not null check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 120),
  -- {kinds, languages, zone, yearsTeaching, headline, locale, country, guarantee: {minimum, currency, months, startsOn}}
  terms jsonb not null,
  import_id uuid references earnings.import,
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > invited_at),
  answer text check (answer in ('accepted', 'declined', 'withdrawn', 'expired')),
  answered_at timestamptz,
  answered_by text,
  check (num_nulls(answer, answered_at, answered_by) in (0, 3))
);
create unique index one_open_invitation on earnings.invitation (organization_id, email) where answer is null;
create index invitation_to on earnings.invitation (email) where answer is null;
create index invitation_of on earnings.invitation (organization_id, invited_at desc, id desc);

-- A transition agreement: for so long an educator gets so much a month at least. Days of the operator's calendar;
-- the end is left out.
create table earnings.transition (
  id uuid primary key,
  educator_id uuid not null references earnings.educator,
  minimum bigint not null check (minimum > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  zone text not null,
  starts_on date not null,
  ends_on date not null,
  -- The end that was agreed on; ends_on is earlier where it was ended before.
  agreed_until date not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  end_reason text check (length(end_reason) between 3 and 500),
  -- When its end was told beforehand, and that it had come.
  warned_at timestamptz,
  over_told_at timestamptz,
  check (agreed_until > starts_on and ends_on between starts_on and agreed_until),
  check (num_nulls(ended_by, ended_at, end_reason) in (0, 3)),
  check (ended_at is not null or ends_on = agreed_until),
  constraint one_transition_at_a_time exclude using gist (educator_id with =, daterange(starts_on, ends_on) with &&)
);
create index transition_running on earnings.transition (ends_on, id);

-- What a month under such an agreement came to. A month is reckoned once; what changes later does not reopen it.
create table earnings.guarantee_month (
  transition_id uuid not null references earnings.transition,
  month date not null check (extract(day from month) = 1),
  -- The days of it that count; the end is left out.
  from_on date not null,
  until_on date not null check (until_on > from_on),
  -- The part of the minimum for these days.
  minimum bigint not null check (minimum >= 0),
  earned bigint not null check (earned >= 0),
  top_up bigint not null check (top_up = greatest(minimum - earned, 0)),
  commission_id uuid unique references earnings.commission,
  reckoned_at timestamptz not null,
  primary key (transition_id, month),
  check (from_on >= month and until_on <= (month + interval '1 month')::date),
  check ((top_up > 0) = (commission_id is not null))
);
create trigger guarantee_month_is_history before update or delete or truncate on earnings.guarantee_month
  for each statement execute function base.refuse_change();

-- The code that an educator hands on.
create table earnings.referral_code (
  educator_id uuid primary key references earnings.educator,
  code text not null unique check (code ~ '^[a-z2-9]{8}$'),
  made_at timestamptz not null
);

-- Who was brought by whom: once, and before they teach here. The rule is frozen then.
create table earnings.referral (
  person_id uuid primary key references people.person,
  referrer_id uuid not null references earnings.educator,
  bonus bigint not null check (bonus >= 0),
  currency text not null,
  sessions_needed integer not null check (sessions_needed >= 1),
  days integer not null check (days >= 1),
  claimed_at timestamptz not null,
  outcome text check (outcome in ('rewarded', 'held back', 'refused', 'lapsed')),
  outcome_at timestamptz,
  outcome_by text,
  reason text check (length(reason) between 3 and 500),
  commission_id uuid unique references earnings.commission,
  check (person_id <> referrer_id),
  check (num_nulls(outcome, outcome_at, outcome_by) in (0, 3)),
  check ((outcome is not distinct from 'rewarded') = (commission_id is not null)),
  check (outcome not in ('held back', 'refused') or reason is not null)
);
create index referral_by on earnings.referral (referrer_id, claimed_at desc);
create index referral_open on earnings.referral (claimed_at) where outcome is null;

-- Until when sessions of somebody who was brought count.
create function earnings.referral_ends(r earnings.referral, e earnings.educator) returns timestamptz
language sql immutable set search_path = pg_catalog as $$
  select coalesce(e.enrolled_at, r.claimed_at) + make_interval(days => r.days)
$$;
-- How many of them they have held.
create function earnings.referral_held(r earnings.referral, e earnings.educator) returns integer
language sql stable set search_path = pg_catalog as $$
  select count(*)::integer from earnings.delivery d
  where d.educator_id = e.person_id and d.outcome = 'held' and d.at <= earnings.referral_ends(r, e)
$$;
-- When it is to be looked at: as the session that was needed was held, or as the days are over.
create function earnings.referral_due(r earnings.referral, e earnings.educator) returns timestamptz
language sql stable set search_path = pg_catalog as $$
  select least(earnings.referral_ends(r, e), (
    select d.at from earnings.delivery d where d.educator_id = e.person_id and d.outcome = 'held'
      and d.at <= earnings.referral_ends(r, e) order by d.at, d.session_id offset r.sessions_needed - 1 limit 1))
$$;
grant execute on function earnings.referral_ends, earnings.referral_held, earnings.referral_due to stoa_app;

create view earnings.belonging_view as select * from earnings.belonging;
create view earnings.transition_view as select * from earnings.transition;
create view earnings.guarantee_month_view as select * from earnings.guarantee_month;
create view earnings.referral_view as select * from earnings.referral;

grant select on earnings.joining_rules, earnings.belonging, earnings.import, earnings.import_row, earnings.invitation,
  earnings.transition, earnings.guarantee_month, earnings.referral_code, earnings.referral, earnings.belonging_view,
  earnings.transition_view, earnings.guarantee_month_view, earnings.referral_view to stoa_app;
grant insert on earnings.joining_rules, earnings.belonging, earnings.import, earnings.import_row, earnings.invitation,
  earnings.transition, earnings.guarantee_month, earnings.referral_code, earnings.referral to stoa_app;
grant update (imported_by, imported_at, invited) on earnings.import to stoa_app;
grant update (answer, answered_at, answered_by) on earnings.invitation to stoa_app;
grant update (ends_on, ended_by, ended_at, end_reason, warned_at, over_told_at) on earnings.transition to stoa_app;
grant update (outcome, outcome_at, outcome_by, reason, commission_id) on earnings.referral to stoa_app;
-- Files that nobody imported are forgotten, and the rows of those that were.
grant delete on earnings.import_row, earnings.import to stoa_app;
