-- Waiting for a seat, packages of lessons, gifts: queueing and buying.

-- The operator's numbers of all that, by version.
create table live.buying_policy (
  version integer primary key,
  -- An offered seat waits this long for an answer; less where the start is near.
  offer_minutes integer not null check (offer_minutes between 5 and 1440),
  near_hours integer not null check (near_hours between 0 and 168),
  near_offer_minutes integer not null check (near_offer_minutes between 5 and 1440),
  -- A waitlist closes so long before the start.
  close_minutes integer not null check (close_minutes between 0 and 2880),
  package_days integer not null check (package_days between 30 and 730),
  extension_days integer not null check (extension_days between 1 and 365),
  -- Basis points of what the lessons cost one by one.
  package_discount_max integer not null check (package_discount_max between 0 and 9000),
  gift_days integer not null check (gift_days between 1 and 365),
  -- Hundredths of a token for one credit.
  tokens_per_credit bigint not null check (tokens_per_credit > 0),
  set_by text not null,
  set_at timestamptz not null
);
insert into live.buying_policy values
  (1, 120, 24, 30, 120, 183, 30, 3000, 30, 1000, 'stoa', '2026-01-01T00:00:00Z');
create trigger buying_policy_is_history before update or delete or truncate on live.buying_policy
  for each statement execute function base.refuse_change();

-- Somebody waits for a seat. Paid plans that book before others are class 0, everybody else class 1; within a
-- class whoever came first is first.
create table live.waiting (
  id uuid primary key,
  session_id uuid not null references live.session,
  person_id uuid not null,
  class smallint not null check (class in (0, 1)),
  number bigint not null generated always as identity,
  joined_at timestamptz not null,
  -- How a seat is to be paid that is booked without asking again, and the price seen; null: only to be offered.
  way text check (way in ('included', 'credits', 'tokens', 'package')),
  seen_price bigint check (seen_price > 0),
  closes_at timestamptz not null,
  state text not null check (state in ('waiting', 'offered', 'booked', 'left', 'lapsed', 'closed')),
  state_at timestamptz not null,
  -- Offered: the seat is kept until then. For those who asked to be booked it is due at once.
  offer_until timestamptz,
  -- Which freed seat is being handed on, and at which one this person was passed over last, and why.
  chain bigint,
  passed_chain bigint,
  passed_why text,
  booking_id uuid references live.booking deferrable initially deferred,
  -- Why it was closed.
  reason text,
  check ((way is null) = (seen_price is null)),
  check ((state = 'offered') <= (offer_until is not null and chain is not null)),
  check ((state = 'booked') = (booking_id is not null)),
  check ((passed_chain is null) = (passed_why is null))
);
create unique index one_place_in_the_queue on live.waiting (session_id, person_id) where state in ('waiting', 'offered');
create index waiting_order on live.waiting (session_id, class, number) where state = 'waiting';
create index waiting_offered on live.waiting (offer_until) where state = 'offered';
create index waiting_closes on live.waiting (closes_at) where state in ('waiting', 'offered');
create index waiting_of_person on live.waiting (person_id, number desc);
create sequence live.waiting_chain;

create table live.waiting_step (
  waiting_id uuid not null references live.waiting,
  number integer not null,
  state text not null,
  -- The code of a refusal, where somebody was passed over.
  why text,
  at timestamptz not null,
  primary key (waiting_id, number)
);
create trigger waiting_step_is_history before update or delete or truncate on live.waiting_step
  for each statement execute function base.refuse_change();

-- An offered seat counts as taken, as one that waits for its payment does: nobody else gets it.
create function live.waiting_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  was_offered boolean := tg_op = 'UPDATE' and old.state = 'offered';
  is_offered boolean := new.state = 'offered';
begin
  if tg_op = 'UPDATE' and old.state not in ('waiting', 'offered') and old.state <> new.state then
    raise exception 'a place in a queue that was % stays so', old.state
      using errcode = 'check_violation', constraint = 'waiting_is_over';
  end if;
  if tg_op = 'INSERT' or old.state <> new.state then
    insert into live.waiting_step (waiting_id, number, state, why, at)
      select new.id, count(*) + 1, new.state,
        case when new.state = 'waiting' and tg_op = 'UPDATE' then new.passed_why else new.reason end, new.state_at
      from live.waiting_step where waiting_id = new.id;
  end if;
  if was_offered <> is_offered then
    update live.session set
      seats_taken = seats_taken + is_offered::int - was_offered::int,
      seats_held = seats_held + is_offered::int - was_offered::int
      where id = new.session_id;
  end if;
  return null;
end $$;
create trigger waiting_moves after insert or update of state on live.waiting
  for each row execute function live.waiting_moves();

-- A session that moves takes the end of its queue along.
create function live.waiting_follows() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  update live.waiting set closes_at = closes_at + (new.starts_at - old.starts_at)
    where session_id = new.id and state in ('waiting', 'offered');
  return null;
end $$;
create trigger waiting_follows after update of starts_at on live.session
  for each row when (old.starts_at <> new.starts_at) execute function live.waiting_follows();

create view live.waiting_view as select * from live.waiting;

grant select on live.buying_policy, live.waiting, live.waiting_step, live.waiting_view to stoa_app;
grant insert on live.buying_policy, live.waiting_step to stoa_app;
grant insert, update on live.waiting to stoa_app;
grant usage on sequence live.waiting_chain to stoa_app;

-- Lessons in one piece, on sale by an educator: so many, of a kind and length, for less than one by one.
create table live.package_offer (
  id uuid primary key,
  educator_id uuid not null,
  educator_name text not null,
  kind text not null check (kind in ('class', 'conversation')),
  minutes integer not null check (minutes between 15 and 180),
  lessons integer not null check (lessons in (5, 10, 20)),
  -- One lesson alone, in hundredths of a credit, and what is taken off, in basis points.
  single bigint not null check (single > 0),
  discount integer not null check (discount between 0 and 9000),
  -- Whole credits for all of them.
  total bigint not null check (total > 0 and total % 100 = 0 and total <= single * lessons),
  made_at timestamptz not null,
  ended_at timestamptz check (ended_at >= made_at)
);
create unique index one_offer_of_a_size on live.package_offer (educator_id, kind, minutes, lessons) where ended_at is null;

create table live.package (
  id uuid primary key,
  offer_id uuid not null references live.package_offer,
  learner_id uuid not null,
  educator_id uuid not null,
  kind text not null,
  minutes integer not null,
  lessons integer not null,
  single bigint not null,
  total bigint not null,
  state text not null check (state in ('paying', 'active', 'used', 'expired', 'ended_by_learner', 'ended_by_educator',
    'ended_by_platform', 'not_paid')),
  state_by text not null,
  state_at timestamptz not null,
  -- Paid with money: the order, whose credits are set aside for it.
  order_id uuid unique,
  asked_at timestamptz not null,
  bought_at timestamptz,
  expires_at timestamptz,
  extended_at timestamptz,
  -- When its learner is told next that it ends soon.
  remind_at timestamptz,
  -- What came back when it was ended, and what the used lessons cost more one by one. Hundredths of a credit.
  returned bigint not null default 0 check (returned >= 0),
  surcharge bigint not null default 0 check (surcharge >= 0),
  check ((state in ('paying', 'not_paid')) = (bought_at is null)),
  check ((bought_at is null) = (expires_at is null)),
  check (learner_id <> educator_id)
);
create index package_of_learner on live.package (learner_id, educator_id);
create index package_of_educator on live.package (educator_id, id desc);
create index package_ends on live.package (expires_at) where state = 'active';
create index package_reminds on live.package (remind_at) where state = 'active' and remind_at is not null;

-- Each lesson is credits set aside on the ledger: what they are worth is in the books until it is given.
create table live.package_lesson (
  package_id uuid not null references live.package,
  number integer not null check (number between 1 and 20),
  units bigint not null check (units > 0),
  ledger_hold bigint not null unique,
  booking_id uuid unique references live.booking deferrable initially deferred,
  -- What became of it otherwise.
  over text check (over in ('returned', 'expired')),
  primary key (package_id, number),
  constraint lesson_taken_or_over check (over is null or booking_id is null or over = 'returned')
);

create table live.package_step (
  package_id uuid not null references live.package,
  number integer not null,
  state text not null,
  by text not null,
  at timestamptz not null,
  primary key (package_id, number)
);
create trigger package_step_is_history before update or delete or truncate on live.package_step
  for each statement execute function base.refuse_change();

create function live.package_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and old.state = new.state then return null; end if;
  if tg_op = 'UPDATE' and not ((old.state = 'paying' and new.state in ('active', 'not_paid'))
      or (old.state = 'active' and new.state not in ('paying', 'not_paid'))
      or (old.state = 'used' and new.state = 'active')) then
    raise exception 'a package cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'package_transition_exists';
  end if;
  insert into live.package_step (package_id, number, state, by, at)
    select new.id, count(*) + 1, new.state, new.state_by, new.state_at
    from live.package_step where package_id = new.id;
  return null;
end $$;
create trigger package_moves after insert or update of state on live.package
  for each row execute function live.package_moves();

create view live.package_view as select * from live.package;

grant select on live.package_offer, live.package, live.package_lesson, live.package_step, live.package_view to stoa_app;
grant insert, update on live.package_offer, live.package, live.package_lesson to stoa_app;
grant insert on live.package_step to stoa_app;

-- Something paid for somebody else: credits, a package, a seat. Its credits are set aside in the giver's wallet
-- until it is claimed; what was paid for them goes along then.
create table live.gift (
  id uuid primary key,
  giver_id uuid not null,
  giver_name text not null,
  to_email text not null check (to_email = lower(to_email) and length(to_email) between 3 and 254),
  to_name text not null check (length(to_name) between 1 and 80),
  words text not null default '' check (length(words) <= 1000),
  what text not null check (what in ('credits', 'package', 'seat')),
  -- Hundredths of a credit.
  amount bigint not null check (amount > 0),
  offer_id uuid references live.package_offer,
  session_id uuid references live.session,
  -- Until when a seat is kept for it; what is given after that is what the seat cost.
  seat_until timestamptz,
  order_id uuid unique,
  ledger_hold bigint unique,
  asked_at timestamptz not null,
  send_at timestamptz not null,
  claim_until timestamptz not null check (claim_until > send_at),
  -- Of the link in the letter; only its hash is kept.
  claim_hash text unique,
  state text not null check (state in ('paying', 'waiting', 'sent', 'claimed', 'taken_back', 'expired', 'not_paid')),
  state_by text not null,
  state_at timestamptz not null,
  claimed_by uuid,
  -- What became of it in the hands of whoever claimed it.
  booking_id uuid references live.booking,
  package_id uuid references live.package,
  -- The code of the refusal, where the seat or the package could not be had, so that it is credits.
  instead_why text,
  check ((what = 'package') = (offer_id is not null)),
  check ((what = 'seat') = (session_id is not null)),
  check (seat_until is null or what = 'seat'),
  check ((state in ('paying', 'not_paid')) = (ledger_hold is null)),
  check ((state = 'claimed') = (claimed_by is not null)),
  check (claimed_by <> giver_id),
  check (state <> 'sent' or claim_hash is not null)
);
create index gift_of_giver on live.gift (giver_id, id desc);
create index gift_claimed on live.gift (claimed_by, id desc) where claimed_by is not null;
create index gift_to_send on live.gift (send_at) where state = 'waiting';
create index gift_ends on live.gift (claim_until) where state in ('waiting', 'sent');
create index gift_seat on live.gift (seat_until) where seat_until is not null and state in ('waiting', 'sent');

create table live.gift_step (
  gift_id uuid not null references live.gift,
  number integer not null,
  state text not null,
  by text not null,
  at timestamptz not null,
  primary key (gift_id, number)
);
create trigger gift_step_is_history before update or delete or truncate on live.gift_step
  for each statement execute function base.refuse_change();

-- The seat of a gift counts as taken until it is claimed, or its time is over.
create function live.gift_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  kept_before boolean := tg_op = 'UPDATE' and old.seat_until is not null and old.state in ('waiting', 'sent');
  kept_now boolean := new.seat_until is not null and new.state in ('waiting', 'sent');
begin
  if tg_op = 'UPDATE' and old.state <> new.state and not (
      (old.state = 'paying' and new.state in ('waiting', 'not_paid'))
      or (old.state = 'waiting' and new.state in ('sent', 'taken_back', 'expired'))
      or (old.state = 'sent' and new.state in ('claimed', 'taken_back', 'expired'))) then
    raise exception 'a gift cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'gift_transition_exists';
  end if;
  if tg_op = 'INSERT' or old.state <> new.state then
    insert into live.gift_step (gift_id, number, state, by, at)
      select new.id, count(*) + 1, new.state, new.state_by, new.state_at from live.gift_step where gift_id = new.id;
  end if;
  if kept_before <> kept_now then
    update live.session set
      seats_taken = seats_taken + kept_now::int - kept_before::int,
      seats_held = seats_held + kept_now::int - kept_before::int
      where id = new.session_id;
  end if;
  return null;
end $$;
create trigger gift_moves after insert or update of state, seat_until on live.gift
  for each row execute function live.gift_moves();

create view live.gift_view as
  select id, giver_id, what, amount, session_id, send_at, claim_until, state, state_at, claimed_by from live.gift;

grant select on live.gift, live.gift_step, live.gift_view to stoa_app;
grant insert, update on live.gift to stoa_app;
grant insert on live.gift_step to stoa_app;
