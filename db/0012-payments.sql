-- Payments, continued: what guards against fraud, and against becoming a money business.

-- The limits that staff set: each change is a new version, the newest counts, and none is rewritten.
create table payments.limits (
  version integer primary key check (version > 0),
  -- Hundredths of a credit. Bought within 24 hours, what waits to be paid included; and in a wallet, with what is on its way.
  daily_cap bigint not null check (daily_cap > 0),
  wallet_cap bigint not null check (wallet_cap > 0),
  -- How often one buyer, or one card, may be tried within an hour and a day, and how often declined.
  buyer_tries_hour integer not null check (buyer_tries_hour > 0),
  buyer_tries_day integer not null check (buyer_tries_day > 0),
  buyer_declines_hour integer not null check (buyer_declines_hour > 0),
  buyer_declines_day integer not null check (buyer_declines_day > 0),
  card_tries_hour integer not null check (card_tries_hour > 0),
  card_tries_day integer not null check (card_tries_day > 0),
  card_declines_hour integer not null check (card_declines_hour > 0),
  card_declines_day integer not null check (card_declines_day > 0),
  -- By how many buyers one card may be used within 30 days.
  card_buyers integer not null check (card_buyers > 0),
  -- How long credits of a payment that looks risky cannot be spent.
  delay_hours integer not null check (delay_hours between 1 and 720),
  -- A refund above this is decided by two persons: {"USD": "50000"}, in smallest units. A currency that is not here: any refund.
  second_above jsonb not null check (jsonb_typeof(second_above) = 'object'),
  set_by text not null,
  set_at timestamptz not null
);
insert into payments.limits values (1, 200000, 200000, 10, 30, 5, 10, 10, 20, 4, 8, 3, 72, '{"USD": "50000"}', 'stoa', '2020-01-01Z');
create trigger limits_are_history before update or delete or truncate on payments.limits
  for each statement execute function base.refuse_change();
grant select, insert on payments.limits to stoa_app;

-- The day's cap, whatever code asks, at any concurrency: a person's credits are ordered one order after the other.
create function payments.credits_within_daily_cap() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  o record;
  cap bigint;
  bought bigint;
begin
  select buyer_type, buyer_id, placed_at into o from payments.orders where id = new.order_id;
  if o.buyer_type <> 'person' then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('credits:' || o.buyer_id, 4));
  select daily_cap into cap from payments.limits order by version desc limit 1;
  select coalesce(sum((l.data ->> 'credits')::bigint), 0) into bought
    from payments.orders p join payments.order_line l on l.order_id = p.id and l.kind = 'credits'
   where p.buyer_type = 'person' and p.buyer_id = o.buyer_id
     and (p.state = 'waiting' or p.state = 'paid' and p.placed_at > o.placed_at - interval '24 hours');
  if bought > cap then
    raise exception 'person % would buy % within a day, the cap is %', o.buyer_id, bought, cap
      using errcode = 'check_violation', constraint = 'credits_within_daily_cap';
  end if;
  return null;
end $$;
revoke execute on function payments.credits_within_daily_cap() from public;
create trigger credits_within_daily_cap after insert on payments.order_line
  for each row when (new.kind = 'credits') execute function payments.credits_within_daily_cap();

-- Every card that was tried for an order: paid, or declined.
create table payments.card_try (
  provider text not null,
  -- The charge.
  ref text not null,
  order_id uuid references payments.orders,
  buyer_type text not null,
  buyer_id text not null,
  -- The provider's name for the card, the same whoever uses it; null: not a card, or not told.
  card text,
  paid boolean not null,
  code text,
  risk text not null check (risk in ('normal', 'elevated', 'highest')),
  at timestamptz not null,
  primary key (provider, ref),
  check (paid or code is not null)
);
create index card_try_of_buyer on payments.card_try (buyer_id, at);
create index card_try_of_card on payments.card_try (card, at) where card is not null;
create trigger card_try_is_history before update or delete or truncate on payments.card_try
  for each statement execute function base.refuse_change();
grant select, insert on payments.card_try to stoa_app;

-- Buyers who may not pay for a while.
create table payments.buyer_stop (
  id uuid primary key,
  buyer_type text not null check (buyer_type in ('person', 'organization')),
  buyer_id text not null,
  why text not null check (why in ('tries', 'declines', 'card')),
  -- How many there were within so many hours, and how many may be.
  seen integer not null check (seen > 0),
  most integer not null check (most > 0),
  hours integer not null check (hours > 0),
  at timestamptz not null,
  until timestamptz not null check (until > at),
  lifted_at timestamptz,
  lifted_by text,
  note text,
  check (num_nulls(lifted_at, lifted_by) in (0, 2))
);
create index buyer_stop_of on payments.buyer_stop (buyer_id, until desc);
create index buyer_stop_listed on payments.buyer_stop (at desc, id desc);
grant select, insert, update (lifted_at, lifted_by, note) on payments.buyer_stop to stoa_app;

-- A payment that somebody should know of, and what was done about it.
create table payments.risk_case (
  id uuid primary key,
  order_id uuid not null references payments.orders,
  kind text not null check (kind in ('elevated', 'card', 'highest', 'warning')),
  -- The word of the provider or the network, or what was counted.
  said text not null,
  opened_at timestamptz not null,
  -- When it lets go by itself; null: when staff say so.
  until timestamptz,
  -- open: its credits cannot be spent; released: they can; refunded: they went back, and what comes free later goes too.
  state text not null check (state in ('open', 'released', 'refunded')),
  state_by text not null,
  state_at timestamptz not null,
  note text,
  refund_id uuid references payments.refund,
  unique (order_id, kind),
  constraint risk_case_turned_down check (kind <> 'highest' or state = 'refunded')
);
create index risk_case_listed on payments.risk_case (opened_at desc, id desc);
create index risk_case_due on payments.risk_case (until) where state = 'open' and until is not null;
grant select, insert, update (state, state_by, state_at, note, refund_id) on payments.risk_case to stoa_app;

-- What has been decided stays decided: a case is released or refunded once; only a released one may still be refunded.
create function payments.risk_case_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> new.state and (old.state, new.state) not in
      (('open', 'released'), ('open', 'refunded'), ('released', 'refunded')) then
    raise exception 'a case cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'risk_case_transition_exists';
  end if;
  return null;
end $$;
revoke execute on function payments.risk_case_moves() from public;
create trigger risk_case_moves after update of state on payments.risk_case
  for each row execute function payments.risk_case_moves();

-- Lots that may not be spent, by what stops them: a lot is let go when nothing stops it any more.
create table payments.lot_stop (
  lot bigint not null,
  -- What the lot is of: CREDIT, or message credits.
  asset text not null,
  cause text not null check (cause in ('dispute', 'risk')),
  cause_id uuid not null,
  from_at timestamptz not null,
  let_go_at timestamptz,
  primary key (lot, cause, cause_id)
);
create index lot_stop_of on payments.lot_stop (cause, cause_id);
create index lot_stop_open on payments.lot_stop (lot) where let_go_at is null;
grant select, insert, update on payments.lot_stop to stoa_app;

-- A refund that one person wants and another must agree to.
create table payments.refund_wish (
  -- The refund that it becomes has the same id.
  id uuid primary key,
  order_id uuid not null references payments.orders,
  -- Null: all that is unspent when it is agreed to.
  amount bigint check (amount > 0),
  cause text not null,
  reason text not null,
  platform_bears boolean not null,
  end_plan boolean not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'agreed', 'declined')),
  decided_by text,
  decided_at timestamptz,
  note text,
  check ((state = 'waiting') = (decided_by is null) and (state = 'waiting') = (decided_at is null)),
  -- Whoever asked may take it back, but never agree to it.
  constraint refund_two_persons check (state <> 'agreed' or decided_by <> asked_by)
);
create unique index refund_wish_one_waits on payments.refund_wish (order_id) where state = 'waiting';
create index refund_wish_listed on payments.refund_wish (asked_at desc, id desc);
grant select, insert, update (state, decided_by, decided_at, note) on payments.refund_wish to stoa_app;

-- No person gives back more than the limit without another who agreed, whatever code asks.
create function payments.refund_by_two() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  most bigint;
begin
  if new.asked_by not like 'person:%' then return null; end if;
  select (second_above ->> new.currency)::bigint into most from payments.limits order by version desc limit 1;
  if new.amount > coalesce(most, 0)
      and not exists (select from payments.refund_wish where id = new.id and state = 'agreed') then
    raise exception 'a refund of % % needs a second person', new.amount, new.currency
      using errcode = 'check_violation', constraint = 'refund_needs_second';
  end if;
  return null;
end $$;
revoke execute on function payments.refund_by_two() from public;
create trigger refund_by_two after insert on payments.refund
  for each row execute function payments.refund_by_two();
