-- Live sessions, the seats in them, who came, and what they thought of it.

create schema live;
grant usage on schema live to stoa_app;

-- The operator's rules of booking and cancelling, by version.
create table live.policy (
  version integer primary key,
  -- Cancelled by the learner this long before the start: all comes back, or the half share.
  free_hours integer not null check (free_hours >= 0),
  half_hours integer not null check (half_hours >= 0),
  half_share integer not null check (half_share between 0 and 10000),
  -- Second thoughts: all comes back this soon after booking, if the start is further away than that.
  grace_minutes integer not null check (grace_minutes >= 0),
  grace_start_hours integer not null check (grace_start_hours >= 0),
  -- An educator who cancels later than this owes goodwill, a share of the list price in credits.
  goodwill_hours integer not null check (goodwill_hours >= 0),
  goodwill_share integer not null check (goodwill_share between 0 and 10000),
  goodwill_days integer not null check (goodwill_days > 0),
  -- A seat waits this long for its payment.
  seat_hold_minutes integer not null check (seat_hold_minutes between 1 and 1440),
  private_notice_minutes integer not null check (private_notice_minutes >= 0),
  group_notice_minutes integer not null check (group_notice_minutes >= 0),
  educator_buffer_minutes integer not null check (educator_buffer_minutes between 0 and 240),
  complete_after_minutes integer not null check (complete_after_minutes >= 0),
  settle_days integer not null check (settle_days >= 0),
  minimum_hours integer not null check (minimum_hours >= 0),
  review_days integer not null check (review_days > 0),
  -- Published so many days or more before it begins, a session can be booked for so many hours only by those
  -- whose plan lets them book before others.
  priority_hours integer not null check (priority_hours between 0 and 168),
  priority_lead_days integer not null check (priority_lead_days * 24 > priority_hours),
  -- Bounds of an own price, in hundredths of a credit.
  own_price_min bigint not null check (own_price_min > 0),
  own_price_max bigint not null check (own_price_max >= own_price_min),
  set_by text not null,
  set_at timestamptz not null,
  check (half_hours <= free_hours)
);
insert into live.policy values
  (1, 24, 12, 5000, 60, 3, 24, 1000, 90, 10, 720, 60, 0, 15, 7, 24, 60, 48, 14, 500, 30000, 'stoa', '2026-01-01T00:00:00Z');
create trigger policy_is_history before update or delete or truncate on live.policy
  for each statement execute function base.refuse_change();

create table live.price_level (
  kind text not null check (kind in ('class', 'conversation')),
  level text not null check (level in ('basic', 'standard', 'premium', 'private')),
  credits bigint not null check (credits > 0),
  -- Chosen beforehand in forms.
  preselected boolean not null,
  primary key (kind, level)
);
insert into live.price_level values
  ('class', 'basic', 2500, false), ('class', 'standard', 3500, true),
  ('class', 'premium', 5000, false), ('class', 'private', 8000, false),
  ('conversation', 'basic', 1500, false), ('conversation', 'standard', 2000, true),
  ('conversation', 'premium', 3000, false);
create unique index price_level_preselected on live.price_level (kind) where preselected;

create table live.session (
  id uuid primary key,
  kind text not null check (kind in ('class', 'conversation')),
  title text not null check (length(title) between 3 and 140),
  description text not null default '' check (length(description) <= 5000),
  language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  level text check (level in ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
  topics text[] not null default '{}' check (cardinality(topics) <= 10),
  materials text not null default '' check (length(materials) <= 20000),
  educator_id uuid not null,
  -- Copied from the educator, so that a card needs no second look.
  educator_name text not null,
  organization_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- Its time with the educator's buffers, as it was widened when written.
  busy tstzrange not null,
  zone text not null,
  minimum integer not null default 1 check (minimum >= 1),
  -- The educator lets it take place below its minimum.
  goes_ahead boolean not null default false,
  capacity integer not null check (capacity between 1 and 500),
  price_level text not null check (price_level in ('basic', 'standard', 'premium', 'private', 'own')),
  -- List price in hundredths of a credit; for sessions sold for money only, what its money is worth.
  price bigint not null check (price > 0),
  credit_based boolean not null,
  money_currency text,
  money_price bigint check (money_price > 0),
  agreed_rate integer check (agreed_rate between 0 and 10000),
  seats_taken integer not null default 0,
  -- Of those, waiting for a payment.
  seats_held integer not null default 0,
  state text not null check (state in ('draft', 'published', 'started', 'completed', 'cancelled')),
  state_by text not null,
  state_at timestamptz not null,
  cancel_reason text check (length(cancel_reason) <= 1000),
  -- When a group below its minimum is called off.
  minimum_due_at timestamptz,
  complete_due_at timestamptz not null,
  -- From when everybody may book it; those who may book before others, so many hours earlier. Null: at once.
  opens_at timestamptz check (opens_at < starts_at),
  -- How it came to be: made by hand, for a slot of the educator's hours, by a series, or at once on request.
  origin text not null default 'made' check (origin in ('made', 'slot', 'series', 'instant')),
  -- Whoever books asks, and the educator answers.
  asks_first boolean not null default false,
  -- The educator takes tokens for it, at the operator's rate.
  takes_tokens boolean not null default false,
  -- Booked so long before its start at the latest; null: as the policy says.
  notice_minutes integer check (notice_minutes between 0 and 10080),
  made_by text not null,
  made_at timestamptz not null,
  search text not null default '',
  constraint session_has_length check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
  constraint session_not_oversold check (seats_taken between 0 and capacity and seats_held between 0 and seats_taken),
  check (minimum <= capacity),
  check ((money_currency is null) = (money_price is null)),
  check (credit_based or money_price is not null),
  check (kind = 'class' or price_level <> 'private'),
  check (price_level <> 'private' or capacity = 1)
);
create index session_upcoming on live.session (starts_at, id) where state = 'published';
create index session_of_educator on live.session (educator_id, starts_at desc);
create index session_complete_due on live.session (complete_due_at) where state in ('published', 'started');
create index session_minimum_due on live.session (minimum_due_at) where state = 'published' and minimum_due_at is not null;

create table live.session_step (
  session_id uuid not null references live.session,
  number integer not null,
  state text not null,
  by text not null,
  at timestamptz not null,
  primary key (session_id, number)
);
create trigger session_step_is_history before update or delete or truncate on live.session_step
  for each statement execute function base.refuse_change();

-- Nobody is in two places, whether they teach or learn there. Buffers are in `busy` already.
create table live.engagement (
  person_id uuid not null,
  session_id uuid not null references live.session,
  role text not null check (role in ('educator', 'learner')),
  busy tstzrange not null check (not isempty(busy)),
  primary key (session_id, person_id),
  constraint one_place_at_a_time exclude using gist (person_id with =, busy with &&)
);

-- Which changes of a booking's state there are; src/live/transitions.ts says who, when and with what effect.
create table live.booking_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into live.booking_transition values
  ('new', 'held'), ('new', 'requested'), ('new', 'confirmed'),
  ('held', 'requested'), ('held', 'confirmed'), ('held', 'expired'),
  ('requested', 'confirmed'), ('requested', 'declined'), ('requested', 'expired'),
  ('requested', 'cancelled_by_learner'), ('requested', 'cancelled_by_educator'), ('requested', 'cancelled_by_platform'),
  ('held', 'cancelled_by_learner'), ('held', 'cancelled_by_educator'), ('held', 'cancelled_by_platform'),
  ('confirmed', 'in_progress'),
  ('confirmed', 'cancelled_by_learner'), ('confirmed', 'late_cancelled'),
  ('confirmed', 'cancelled_by_educator'), ('confirmed', 'cancelled_by_platform'),
  ('late_cancelled', 'cancelled_by_educator'), ('late_cancelled', 'cancelled_by_platform'),
  ('in_progress', 'completed'), ('in_progress', 'no_show_learner'), ('in_progress', 'no_show_educator'),
  ('in_progress', 'cancelled_by_platform'),
  ('confirmed', 'confirmed'),
  ('completed', 'cancelled_by_platform'), ('no_show_learner', 'cancelled_by_platform'),
  ('no_show_educator', 'cancelled_by_platform'),
  ('in_progress', 'disputed'), ('completed', 'disputed'), ('no_show_learner', 'disputed'),
  ('no_show_educator', 'disputed'), ('late_cancelled', 'disputed'), ('settled', 'disputed'), ('disputed', 'resolved'),
  ('cancelled_by_learner', 'disputed'), ('cancelled_by_platform', 'disputed'),
  ('resolved', 'disputed'),
  ('completed', 'settled');

create table live.booking (
  id uuid primary key,
  session_id uuid not null references live.session,
  learner_id uuid not null,
  method text not null check (method in ('included', 'credits', 'cash', 'tokens', 'package', 'free')),
  -- List price when it was booked, in hundredths of a credit.
  price bigint not null check (price > 0),
  -- What is paid, in the smallest units of `asset`: credits, tokens, or a currency; the list price for an included or free one.
  asset text not null,
  amount bigint not null check (amount > 0),
  -- What a cancelled booking forfeits; the rest came back.
  kept bigint not null default 0 check (kept between 0 and amount),
  ledger_hold bigint,
  allowance text,
  order_id uuid,
  -- The package that one lesson was taken from.
  package_id uuid,
  policy_version integer not null,
  free_until timestamptz not null,
  half_until timestamptz not null,
  grace_until timestamptz,
  seat_until timestamptz,
  -- Until when the educator may answer.
  answer_until timestamptz,
  settle_due_at timestamptz,
  -- A late cancelled booking is earned on at the session's scheduled end.
  forfeit_due_at timestamptz,
  -- The card fee paid for a money booking.
  fee bigint not null default 0 check (fee >= 0),
  -- A trial lesson: the educator it is with.
  trial_with uuid,
  -- Paid by the platform instead of a trial that was not what its learner hoped for: which one, and the how manieth.
  trial_replaces uuid references live.booking,
  replacement smallint check (replacement in (1, 2)),
  attended boolean,
  attended_by text,
  attended_at timestamptz,
  goodwill bigint not null default 0 check (goodwill >= 0),
  -- Why it ended, in a word the notice is chosen by.
  reason text,
  state text not null check (state in ('held', 'requested', 'confirmed', 'in_progress', 'completed', 'settled',
    'expired', 'declined', 'cancelled_by_learner', 'late_cancelled', 'cancelled_by_educator', 'cancelled_by_platform',
    'no_show_learner', 'no_show_educator', 'disputed', 'resolved')),
  -- What is contested, or was: the state before.
  disputed_from text check (disputed_from in ('in_progress', 'completed', 'settled', 'no_show_learner',
    'no_show_educator', 'late_cancelled', 'cancelled_by_learner', 'cancelled_by_platform')),
  state_by text not null,
  state_at timestamptz not null,
  booked_at timestamptz not null,
  -- Copied from the session: its times stand still once somebody is booked.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- Whether a seat is taken by it.
  seated boolean not null generated always as (state in ('held', 'requested', 'confirmed', 'in_progress', 'completed',
    'settled', 'no_show_learner', 'no_show_educator') or (state in ('disputed', 'resolved')
      and disputed_from in ('in_progress', 'completed', 'settled', 'no_show_learner'))) stored,
  -- Whether a trial was had: not one that was declined, given back in time, or called off by others.
  trial_counts boolean not null generated always as (trial_with is not null and state in ('held', 'requested',
    'confirmed', 'in_progress', 'completed', 'settled', 'late_cancelled', 'no_show_learner', 'disputed', 'resolved')
    and coalesce(disputed_from, '') not in ('no_show_educator', 'cancelled_by_learner', 'cancelled_by_platform')) stored,
  check (half_until >= free_until),
  check (method <> 'free' or trial_with is not null),
  check ((trial_replaces is null) = (replacement is null)),
  check (trial_replaces is null or method = 'free'),
  check ((state = 'held') <= (seat_until is not null)),
  check ((state = 'requested') <= (answer_until is not null)),
  check ((method in ('credits', 'tokens', 'package')) = (ledger_hold is not null)),
  check ((method = 'cash') = (order_id is not null)),
  check ((method = 'package') = (package_id is not null)),
  check ((forfeit_due_at is null) or state in ('late_cancelled', 'resolved')),
  check ((state in ('disputed', 'resolved')) = (disputed_from is not null)),
  check (num_nulls(attended, attended_by, attended_at) in (0, 3))
);
create unique index one_seat_each on live.booking (session_id, learner_id) where seated;
create unique index one_trial_each on live.booking (learner_id, trial_with) where trial_counts;
create unique index one_replacement_each on live.booking (trial_replaces) where trial_counts;
create unique index two_replacements_each on live.booking (learner_id, replacement) where trial_counts;
create index booking_of_session on live.booking (session_id);
create index booking_of_learner on live.booking (learner_id, starts_at desc, id desc);
-- All bookings by their hour, for staff.
create index booking_by_hour on live.booking (starts_at, id);
create index booking_made on live.booking (booked_at);
create index booking_moved on live.booking (state_at);
create index session_begins on live.session (starts_at);
create index booking_seat_due on live.booking (seat_until) where state = 'held';
create index booking_answer_due on live.booking (answer_until) where state = 'requested';
create index booking_settle_due on live.booking (settle_due_at) where state = 'completed';
create index booking_forfeit_due on live.booking (forfeit_due_at) where forfeit_due_at is not null;
create unique index booking_order on live.booking (order_id) where order_id is not null;

create table live.booking_step (
  booking_id uuid not null references live.booking,
  number integer not null,
  from_state text not null,
  to_state text not null,
  by text not null,
  at timestamptz not null,
  primary key (booking_id, number)
);
create trigger booking_step_is_history before update or delete or truncate on live.booking_step
  for each statement execute function base.refuse_change();

-- Keeps, whatever code asks: the table of transitions, the count of seats, one place at a time, the history.
create function live.booking_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  was_seated boolean := tg_op = 'UPDATE' and old.seated;
  was_held boolean := tg_op = 'UPDATE' and old.state = 'held';
  before text := case when tg_op = 'UPDATE' then old.state else 'new' end;
begin
  if before = new.state then return null; end if;
  if not exists (select from live.booking_transition where from_state = before and to_state = new.state) then
    raise exception 'a booking cannot go from % to %', before, new.state
      using errcode = 'check_violation', constraint = 'booking_transition_exists';
  end if;
  insert into live.booking_step (booking_id, number, from_state, to_state, by, at)
    select new.id, count(*) + 1, before, new.state, new.state_by, new.state_at
    from live.booking_step where booking_id = new.id;
  if new.seated <> was_seated or (new.state = 'held') <> was_held then
    update live.session set
      seats_taken = seats_taken + new.seated::int - was_seated::int,
      seats_held = seats_held + (new.state = 'held')::int - was_held::int
      where id = new.session_id;
  end if;
  if new.seated and not was_seated then
    insert into live.engagement (person_id, session_id, role, busy)
      values (new.learner_id, new.session_id, 'learner', tstzrange(new.starts_at, new.ends_at));
  elsif was_seated and not new.seated then
    delete from live.engagement where session_id = new.session_id and person_id = new.learner_id;
  end if;
  return null;
end $$;
create trigger booking_moves after insert or update of state on live.booking
  for each row execute function live.booking_moves();

create function live.session_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  engaged boolean := new.state in ('published', 'started', 'completed');
begin
  if tg_op = 'INSERT' or old.state <> new.state then
    insert into live.session_step (session_id, number, state, by, at)
      select new.id, count(*) + 1, new.state, new.state_by, new.state_at
      from live.session_step where session_id = new.id;
  end if;
  if tg_op = 'UPDATE' then
    -- One that was asked for at once begins when its educator says so.
    if old.seats_taken > 0 and old.origin <> 'instant' and (old.starts_at, old.ends_at, old.educator_id) is distinct from
        (new.starts_at, new.ends_at, new.educator_id) then
      raise exception 'a session that somebody has booked keeps its time and educator'
        using errcode = 'check_violation', constraint = 'booked_session_stands_still';
    end if;
    if not engaged or (old.educator_id, old.busy) is distinct from (new.educator_id, new.busy) then
      delete from live.engagement where session_id = new.id and role = 'educator';
    end if;
  end if;
  if engaged then
    insert into live.engagement (person_id, session_id, role, busy)
      select who.id, new.id, 'educator', new.busy
      from (select new.educator_id as id union all select educator_id from live.co_educator
        where session_id = new.id and state = 'accepted') who
      where not exists (select from live.engagement
        where session_id = new.id and role = 'educator' and person_id = who.id);
  end if;
  return null;
end $$;
create trigger session_moves after insert or update of state, starts_at, ends_at, busy, educator_id on live.session
  for each row execute function live.session_moves();

create view live.session_view as select * from live.session;
create view live.booking_view as select * from live.booking;

grant select on all tables in schema live to stoa_app;
grant insert on live.policy, live.session_step, live.booking_step to stoa_app;
grant insert, update on live.session, live.booking, live.price_level to stoa_app;
grant insert, delete on live.engagement to stoa_app;
