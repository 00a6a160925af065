-- When an educator can be booked one to one: weekly hours, dates that differ, times away, calendars of
-- elsewhere. All hours are minutes on the clock on the wall of the educator's zone.

-- What is on offer, and how.
create table live.availability (
  educator_id uuid primary key,
  -- Off: nothing can be booked; what was booked stands.
  open boolean not null,
  zone text not null,
  kind text not null check (kind in ('class', 'conversation')),
  title text not null check (length(title) between 3 and 140),
  description text not null check (length(description) <= 5000),
  language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  price_level text not null check (price_level in ('basic', 'standard', 'premium', 'private', 'own')),
  -- Of an hour, in hundredths of a credit, where it is the educator's own; other lengths cost their part of it.
  own_price bigint check (own_price > 0),
  -- Of an hour, in money, beside credits; null: for credits only.
  hour_money bigint check (hour_money > 0),
  money_currency text,
  -- Whoever books may pay with tokens.
  takes_tokens boolean not null default false,
  -- A trial lesson: its length, and its price in hundredths of a credit; null: none is offered.
  trial_minutes integer not null default 25 check (trial_minutes in (25, 30, 45, 50, 60, 90)),
  trial_price bigint check (trial_price >= 0),
  lengths integer[] not null
    check (cardinality(lengths) between 1 and 6 and lengths <@ array[25, 30, 45, 50, 60, 90]),
  -- Lessons begin every so many minutes, counted from the beginning of the hours they lie in.
  step_minutes integer not null check (step_minutes in (5, 10, 15, 20, 30, 60)),
  before_minutes integer not null check (before_minutes between 0 and 120),
  after_minutes integer not null check (after_minutes between 0 and 120),
  notice_hours integer not null check (notice_hours between 1 and 72),
  horizon_days integer not null check (horizon_days between 1 and 365),
  day_most integer check (day_most between 1 and 24),
  week_most integer check (week_most between 1 and 100),
  changed_at timestamptz not null,
  check ((price_level = 'own') = (own_price is not null)),
  constraint hour_money_has_currency check ((hour_money is null) = (money_currency is null)),
  check (kind = 'class' or price_level <> 'private')
);

create table live.weekly_hours (
  educator_id uuid not null references live.availability,
  -- Monday is 1.
  weekday smallint not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute between 0 and 1439),
  -- Beyond 1440 it goes on after midnight.
  until_minute integer not null check (until_minute > from_minute and until_minute <= from_minute + 1440),
  primary key (educator_id, weekday, from_minute),
  constraint weekly_hours_apart exclude using gist (
    educator_id with =,
    int4range((weekday - 1) * 1440 + from_minute, (weekday - 1) * 1440 + until_minute) with &&)
);

-- A date that differs: closed on it or on a part of it, or open beside the weekly hours, also while away.
create table live.dated_hours (
  educator_id uuid not null references live.availability,
  on_date date not null,
  from_minute integer not null check (from_minute between 0 and 1439),
  until_minute integer not null check (until_minute > from_minute and until_minute <= from_minute + 1440),
  open boolean not null,
  note text not null check (length(note) <= 200),
  primary key (educator_id, on_date, from_minute)
);

-- Holidays: closed on all these dates.
create table live.away (
  id uuid primary key,
  educator_id uuid not null references live.availability,
  dates daterange not null check (not isempty(dates) and not lower_inf(dates) and not upper_inf(dates)),
  note text not null check (length(note) <= 200)
);
create index away_of_educator on live.away (educator_id);

-- A calendar of elsewhere, read by its address. What was read last well counts until something newer is.
create table live.calendar (
  id uuid primary key,
  educator_id uuid not null references live.availability,
  name text not null check (length(name) between 1 and 80),
  url text not null check (length(url) <= 2000),
  -- Whole days close also where the calendar calls them free: public holidays do.
  days_close boolean not null,
  etag text,
  modified text,
  -- When it was last read well, when it was last read whole (others may answer that nothing has changed),
  -- and what came of it.
  read_at timestamptz,
  whole_at timestamptz,
  entries integer not null default 0,
  tried_at timestamptz,
  -- Why it cannot be read, and since when.
  fault text check (length(fault) <= 300),
  failing_since timestamptz,
  failures integer not null default 0,
  next_at timestamptz not null,
  added_at timestamptz not null,
  check ((fault is null) = (failing_since is null)),
  unique (educator_id, url)
);
create index calendar_due on live.calendar (next_at);

create table live.calendar_busy (
  calendar_id uuid not null references live.calendar,
  busy tstzrange not null check (not isempty(busy))
);
create index calendar_busy_of on live.calendar_busy using gist (calendar_id, busy);

-- Who may read somebody's own calendar by its address: only a hash of what stands in it is kept.
create table live.feed (
  person_id uuid primary key,
  token_hash text not null unique,
  made_at timestamptz not null
);

create index lesson_of_educator on live.session (educator_id, starts_at) where capacity = 1 and state <> 'cancelled';

create view live.availability_view as select * from live.availability;

grant select on live.availability, live.weekly_hours, live.dated_hours, live.away, live.calendar,
  live.calendar_busy, live.feed, live.availability_view to stoa_app;
grant insert, update on live.availability, live.calendar, live.feed to stoa_app;
grant insert, delete on live.weekly_hours, live.dated_hours, live.away, live.calendar_busy to stoa_app;
grant delete on live.calendar, live.feed to stoa_app;
