-- Asking first, talking at once, and sessions that come again and again.

-- The operator's numbers for these, by version.
create table live.asking_policy (
  version integer primary key,
  answer_hours integer not null check (answer_hours between 1 and 168),
  instant_sessions integer not null check (instant_sessions >= 0),
  instant_minutes integer not null check (instant_minutes between 1 and 60),
  instant_silences integer not null check (instant_silences > 0),
  instant_declines integer not null check (instant_declines > 0),
  series_weeks integer not null check (series_weeks between 1 and 52),
  shift_days integer not null check (shift_days between 1 and 60),
  set_by text not null,
  set_at timestamptz not null
);
insert into live.asking_policy values (1, 48, 5, 10, 2, 5, 8, 7, 'stoa', '2026-01-01T00:00:00Z');
create trigger asking_policy_is_history before update or delete or truncate on live.asking_policy
  for each statement execute function base.refuse_change();

-- How an educator wants to be booked in their own hours.
create table live.educator_setting (
  educator_id uuid primary key,
  -- Whoever takes one of their free hours asks, and they answer.
  asks_first boolean not null,
  set_at timestamptz not null
);
-- Whoever was ever asked, for the answer clock.
create index booking_asked on live.booking (session_id) where answer_until is not null;

grant select, insert on live.asking_policy to stoa_app;
grant select, insert, update on live.educator_setting to stoa_app;

-- Who can be talked to now: an educator's switch, with its end.
create table live.instant_offer (
  educator_id uuid primary key,
  languages text[] not null check (cardinality(languages) between 1 and 10),
  -- Levels they take; none: any.
  levels text[] not null check (levels <@ array['A1', 'A2', 'B1', 'B2', 'C1', 'C2']),
  lengths integer[] not null check (cardinality(lengths) between 1 and 2 and lengths <@ array[15, 30]),
  -- Of half an hour; a quarter costs its half.
  price_level text not null check (price_level in ('basic', 'standard', 'premium')),
  -- Null: switched off.
  until timestamptz,
  -- Why it was switched off by itself.
  off_why text check (off_why in ('silent', 'declined')),
  -- Since the last that was accepted: how many were not answered, and how many declined, in a row.
  silences integer not null default 0 check (silences >= 0),
  declines integer not null default 0 check (declines >= 0),
  changed_at timestamptz not null,
  check (off_why is null or until is null)
);
create index instant_offer_on on live.instant_offer (until) where until is not null;

grant select, insert, update on live.instant_offer to stoa_app;

-- Sessions that come again and again, by a rule on the wall of the educator's zone.
create table live.series (
  id uuid primary key,
  educator_id uuid not null,
  zone text not null,
  -- Monday is 1.
  weekdays integer[] not null check (cardinality(weekdays) between 1 and 7
    and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  every_weeks integer not null check (every_weeks between 1 and 12),
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer not null check (minutes between 15 and 720),
  -- The rule as it is now counts from here on; weeks are counted from its week.
  from_day date not null,
  -- Its end: a last day, a number of times from there on, or neither.
  until_day date,
  times integer check (times between 1 and 500),
  -- What each of its sessions is like.
  likeness jsonb not null,
  state text not null check (state in ('running', 'stopped')),
  state_by text not null,
  state_at timestamptz not null,
  -- When the next date comes into sight; null: all are planned.
  next_at timestamptz,
  -- The series that ends where this one begins, when it was changed from a day that is not in sight yet.
  continues uuid unique references live.series check (continues <> id),
  made_by text not null,
  made_at timestamptz not null,
  check (num_nonnulls(until_day, times) <= 1),
  check (until_day >= from_day),
  check (state = 'running' or next_at is null)
);
create index series_due on live.series (next_at) where next_at is not null;
create index series_of_educator on live.series (educator_id, made_at desc);

-- Each date of a series that came into sight, and what became of it.
create table live.series_date (
  series_id uuid not null references live.series,
  day date not null,
  state text not null check (state in ('planned', 'skipped', 'in_the_way', 'passed', 'dropped')),
  session_id uuid unique references live.session,
  -- How often it has been planned, so that each time has a session of its own.
  round integer not null default 1 check (round > 0),
  -- Changed by itself: it no longer follows the rule.
  own boolean not null default false,
  -- What was in the way.
  why jsonb,
  at timestamptz not null,
  primary key (series_id, day),
  check ((state = 'planned') = (session_id is not null)),
  check ((state = 'in_the_way') = (why is not null))
);

-- Who was told that a seat of theirs is at another hour on their own clock.
create table live.shift_told (
  booking_id uuid primary key references live.booking,
  at timestamptz not null
);

create view live.series_view as select * from live.series;
create view live.series_date_view as select * from live.series_date;

grant select, insert, update on live.series, live.series_date to stoa_app;
grant select, insert on live.shift_told to stoa_app;
grant select on live.series_view, live.series_date_view to stoa_app;
