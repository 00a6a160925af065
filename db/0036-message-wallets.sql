-- Wallets of message credits: what is bought lies in the ledger; here is who may not spend for now, what staff
-- gave, what people want to be warned of, and that they were.

-- An organization that may not send for now. Its credits stay, and can be bought.
create table messaging.suspension (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  reason text not null check (reason <> ''),
  suspended_by text not null,
  suspended_at timestamptz not null,
  resumed_by text,
  resumed_at timestamptz,
  resumed_reason text check (resumed_reason <> ''),
  check (num_nulls(resumed_by, resumed_at, resumed_reason) in (0, 3)),
  check (resumed_at >= suspended_at)
);
create unique index suspended_once on messaging.suspension (organization_id) where resumed_at is null;
create index suspension_of on messaging.suspension (organization_id, suspended_at desc);
grant select, insert, update (resumed_by, resumed_at, resumed_reason) on messaging.suspension to stoa_app;

-- Credits that staff give for nothing. Above the limit of refunds somebody else agrees first.
create table messaging.bonus (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  quantity bigint not null check (quantity > 0),
  valid_days integer not null check (valid_days between 1 and 365),
  reason text not null check (reason <> ''),
  -- What it would have cost at unit prices, when it was asked for.
  worth bigint not null check (worth >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  needs_second boolean not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'given', 'declined')),
  decided_by text,
  decided_at timestamptz,
  -- What was given, as the ledger has it.
  journal bigint,
  check (num_nulls(decided_by, decided_at) in (0, 2)),
  check (case when needs_second then (state = 'waiting') = (decided_by is null)
              else state = 'given' and decided_by is null end),
  check ((state = 'given') = (journal is not null)),
  -- Whoever asked for it may take it back, but not agree to it.
  constraint bonus_two_persons check (state <> 'given' or not needs_second or decided_by <> asked_by)
);
create index bonus_of on messaging.bonus (organization_id, asked_at desc);
create index bonus_waiting on messaging.bonus (asked_at) where state = 'waiting';
grant select, insert, update (state, decided_by, decided_at, journal) on messaging.bonus to stoa_app;

-- When an organization wants to hear that little is left: below so many, or fewer than so many days at the present pace.
create table messaging.wallet_watch (
  organization_id uuid not null references people.organization,
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  below bigint check (below > 0),
  days integer check (days between 1 and 90),
  -- Told, and not enough since: the next fall is told again.
  low_told_at timestamptz,
  short_told_at timestamptz,
  set_by text not null,
  set_at timestamptz not null,
  primary key (organization_id, asset)
);
grant select, insert, update on messaging.wallet_watch to stoa_app;

-- When all wallets were last looked at.
create table messaging.wallets_watched (
  one boolean primary key default true check (one),
  looked_at timestamptz not null
);
insert into messaging.wallets_watched values (true, '2026-01-01T00:00:00Z');
grant select, update on messaging.wallets_watched to stoa_app;

-- That somebody was warned of a lot that runs out, so many days before: once.
create table messaging.expiry_warning (
  lot bigint not null,
  days smallint not null check (days in (30, 7, 1)),
  organization_id uuid not null references people.organization,
  told_at timestamptz not null,
  primary key (lot, days)
);
create trigger expiry_warning_is_history before update or delete or truncate on messaging.expiry_warning
  for each statement execute function base.refuse_change();
grant select, insert on messaging.expiry_warning to stoa_app;
