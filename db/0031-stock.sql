-- Message credits bought wholesale: purchase orders until the stock is here, what providers say they have, when more
-- is to be bought, and how much may be sold. Units and what they cost are on the ledger.

-- The operator's rules, by version.
create table messaging.stock_rules (
  version integer primary key check (version > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- k, in basis points: so much of the stock may be sold and unspent.
  oversell_rate integer not null check (oversell_rate between 0 and 100000),
  -- Up to here, tax included, whoever submits an order may approve it too.
  alone_up_to bigint not null check (alone_up_to >= 0),
  -- What may be approved in a month, tax included; and of that without anybody's approval, by reorder rules.
  month_budget bigint not null check (month_budget >= 0),
  auto_budget bigint not null check (auto_budget between 0 and month_budget),
  -- Burn is the mean of so many days; stock that lasts fewer days than low_days is low.
  burn_days integer not null check (burn_days between 1 and 90),
  low_days integer not null check (low_days between 0 and 365),
  -- A provider's own balance may differ from our books by the greater of both.
  drift_rate integer not null check (drift_rate between 0 and 10000),
  drift_units bigint not null check (drift_units >= 0),
  poll_minutes integer not null check (poll_minutes between 5 and 1440),
  -- The calendar of months and days.
  zone text not null,
  set_by text not null,
  set_at timestamptz not null
);
insert into messaging.stock_rules values
  (1, 'INR', 10000, 2500000, 50000000, 0, 7, 7, 100, 100, 60, 'Asia/Kolkata', 'stoa', '2026-01-01T00:00:00Z');
create trigger stock_rules_are_history before update or delete or truncate on messaging.stock_rules
  for each statement execute function base.refuse_change();

-- What a unit costs wholesale, in millionths of the currency's unit, and how many a bulk lot has: what new orders
-- begin with. By version.
create table messaging.wholesale_price (
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  version integer not null check (version > 0),
  unit_cost bigint not null check (unit_cost >= 0),
  lot bigint not null check (lot > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  set_by text not null,
  set_at timestamptz not null,
  primary key (asset, version)
);
insert into messaging.wholesale_price values
  ('SMS', 1, 150000, 100000, 'INR', 'stoa', '2026-01-01T00:00:00Z'),
  ('WHATSAPP', 1, 100000, 50000, 'INR', 'stoa', '2026-01-01T00:00:00Z'),
  ('EMAIL', 1, 20000, 200000, 'INR', 'stoa', '2026-01-01T00:00:00Z');
create trigger wholesale_price_is_history before update or delete or truncate on messaging.wholesale_price
  for each statement execute function base.refuse_change();

-- When more is to be bought: at burn × lead_days + safety.
create table messaging.reorder_rule (
  id uuid primary key,
  provider text not null check (provider ~ '^[A-Za-z0-9_.-]{1,64}$'),
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  lead_days integer not null check (lead_days between 0 and 180),
  safety bigint not null check (safety >= 0),
  quantity bigint not null check (quantity between 1 and 1000000000000),
  unit_cost bigint not null check (unit_cost between 0 and 1000000000000),
  -- In basis points on the cost.
  tax_rate integer not null check (tax_rate between 0 and 10000),
  recoverable boolean not null,
  -- Approved by itself while the month's budget for that lasts.
  automatic boolean not null,
  set_by text not null,
  set_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  check (num_nulls(ended_by, ended_at) in (0, 2))
);
create unique index one_reorder_rule on messaging.reorder_rule (provider, asset) where ended_at is null;

create sequence messaging.purchase_number;

create table messaging.purchase (
  id uuid primary key,
  number bigint not null unique default nextval('messaging.purchase_number'),
  provider text not null check (provider ~ '^[A-Za-z0-9_.-]{1,64}$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Whether it is paid is another matter: before or after it is received.
  state text not null check (state in ('draft', 'submitted', 'approved', 'received', 'cancelled')),
  note text check (length(note) between 1 and 500),
  rule_id uuid references messaging.reorder_rule,
  made_by text not null,
  made_at timestamptz not null,
  submitted_by text,
  submitted_at timestamptz,
  -- What it comes to, and the limit that counted, as it was submitted.
  net bigint check (net >= 0),
  tax bigint check (tax >= 0),
  alone_up_to bigint,
  approved_by text,
  approved_at timestamptz,
  automatic boolean not null default false,
  budget_month date check (extract(day from budget_month) = 1),
  -- What left the bank for it, and what arrived of it so far, both with tax.
  paid bigint not null default 0,
  received bigint not null default 0,
  invoice_number text check (length(invoice_number) between 1 and 60),
  invoice_on date,
  -- What it puts into the account at the provider, where that is in another currency; null: what it comes to without tax.
  account_amount bigint check (account_amount >= 0),
  account_currency text check (account_currency ~ '^[A-Z]{3}$'),
  ended_by text,
  ended_at timestamptz,
  end_reason text check (length(end_reason) between 3 and 500),
  check (num_nulls(account_amount, account_currency) in (0, 2)),
  check (num_nulls(submitted_by, submitted_at, net, tax, alone_up_to) in (0, 5)),
  check ((state = 'draft') = (submitted_at is null) or state = 'cancelled'),
  check (num_nulls(approved_by, approved_at, budget_month) in (0, 3)),
  check (state not in ('approved', 'received') or approved_at is not null),
  check (state not in ('draft', 'submitted') or approved_at is null),
  check (num_nulls(ended_by, ended_at) in (0, 2) and (ended_at is not null) = (state in ('received', 'cancelled'))),
  check (state <> 'cancelled' or (end_reason is not null and received = 0 and paid = 0)),
  constraint received_what_was_ordered check (received between 0 and coalesce(net + tax, 0)),
  constraint paid_what_was_approved
    check (paid between 0 and coalesce(net + tax, 0) and (paid = 0 or approved_at is not null)),
  constraint automatic_by_rule check (not automatic or (rule_id is not null and approved_by = 'schedule')),
  constraint approved_by_another check (approved_by is null or automatic or net + tax <= alone_up_to
    or (approved_by <> submitted_by and approved_by <> made_by))
);
create unique index one_open_purchase on messaging.purchase (rule_id) where state in ('draft', 'submitted', 'approved');
create index purchase_by_time on messaging.purchase (number desc);
create index purchase_open on messaging.purchase (provider) where state in ('draft', 'submitted', 'approved');

create table messaging.purchase_line (
  purchase_id uuid not null references messaging.purchase,
  line integer not null check (line between 1 and 20),
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  quantity bigint not null check (quantity between 1 and 1000000000000),
  -- In millionths of the currency's unit; net is what it comes to.
  unit_cost bigint not null check (unit_cost between 0 and 1000000000000),
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  recoverable boolean not null,
  -- When its units run out at the provider; null: never.
  expires_at timestamptz,
  received bigint not null default 0 check (received between 0 and quantity),
  received_net bigint not null default 0 check (received_net between 0 and net),
  received_tax bigint not null default 0 check (received_tax between 0 and tax),
  primary key (purchase_id, line)
);

-- What was submitted is what is approved: lines stand still.
create function messaging.purchase_line_stands() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  v_id uuid := coalesce(new.purchase_id, old.purchase_id);
begin
  if (select p.state from messaging.purchase p where p.id = v_id) <> 'draft' and (tg_op <> 'UPDATE'
    or (new.purchase_id, new.line, new.asset, new.quantity, new.unit_cost, new.net, new.tax, new.recoverable)
      is distinct from (old.purchase_id, old.line, old.asset, old.quantity, old.unit_cost, old.net, old.tax, old.recoverable))
  then
    raise exception 'The lines of a purchase order stand still once it is submitted' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger purchase_line_stands before insert or update or delete on messaging.purchase_line
  for each row execute function messaging.purchase_line_stands();

-- What was approved in a month, and what may be.
create table messaging.purchase_budget (
  month date not null check (extract(day from month) = 1),
  currency text not null,
  budget bigint not null,
  auto_budget bigint not null,
  approved bigint not null default 0 check (approved >= 0),
  automatic bigint not null default 0 check (automatic >= 0),
  primary key (month, currency),
  constraint within_month_budget check (approved <= budget),
  constraint within_auto_budget check (automatic <= auto_budget)
);

-- Every approval counts against its month, and a cancellation gives it back; nobody has to think of it.
create function messaging.purchase_counts() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  v_before bigint := case when old.approved_at is not null and old.state <> 'cancelled' then old.net + old.tax else 0 end;
  v_after bigint := case when new.approved_at is not null and new.state <> 'cancelled' then new.net + new.tax else 0 end;
begin
  if v_before <> v_after then
    update messaging.purchase_budget set approved = approved + v_after - v_before,
        automatic = automatic + case when new.automatic then v_after - v_before else 0 end
      where month = new.budget_month and currency = new.currency;
    if not found then
      raise exception 'No budget for %', new.budget_month using errcode = 'check_violation';
    end if;
  end if;
  return null;
end $$;
create trigger purchase_counts after update on messaging.purchase
  for each row execute function messaging.purchase_counts();

-- Money that went to a supplier for an order, or came back for what never arrived.
create table messaging.purchase_payment (
  id uuid primary key,
  purchase_id uuid not null references messaging.purchase,
  kind text not null check (kind in ('paid', 'refunded')),
  amount bigint not null check (amount > 0),
  paid_on date not null,
  reference text not null check (length(reference) between 1 and 120),
  journal_id bigint not null,
  by text not null,
  at timestamptz not null
);
create index payment_of_purchase on messaging.purchase_payment (purchase_id, at);
create trigger purchase_payment_is_history before update or delete or truncate on messaging.purchase_payment
  for each statement execute function base.refuse_change();

-- Suppliers' tax that a return set off against what is owed to the tax office, once for a period.
create table messaging.tax_recovery (
  id uuid primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount > 0),
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  proof text not null check (length(proof) between 3 and 120),
  journal_id bigint not null,
  by text not null,
  at timestamptz not null,
  constraint tax_recovered_once exclude using gist (currency with =, daterange(from_on, until_on, '[]') with &&)
);
create trigger tax_recovery_is_history before update or delete or truncate on messaging.tax_recovery
  for each statement execute function base.refuse_change();

-- What a provider said it has: units of an asset, or money; or why it could not be read.
create table messaging.balance_reading (
  id uuid primary key,
  provider text not null,
  asset text check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  currency text,
  amount text,
  -- What our books said at that moment, and what of it was with the provider already; money in smallest units.
  ours bigint,
  on_the_way bigint,
  fault text check (length(fault) between 1 and 500),
  read_at timestamptz not null,
  check ((fault is null) = (amount is not null)),
  check (num_nonnulls(asset, currency) <= 1 and (fault is not null or num_nonnulls(asset, currency) = 1))
);
create index reading_of_provider on messaging.balance_reading (provider, read_at desc);
create trigger balance_reading_is_history before update or truncate on messaging.balance_reading
  for each statement execute function base.refuse_change();

-- When a provider is asked next.
create table messaging.balance_poll (
  provider text primary key,
  next_at timestamptz not null
);

create table messaging.purchase_receipt (
  id uuid primary key,
  purchase_id uuid not null references messaging.purchase,
  line integer not null,
  quantity bigint not null check (quantity > 0),
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  recoverable boolean not null,
  expires_at timestamptz,
  lot bigint not null unique,
  journal_id bigint not null,
  -- Against the provider's own balance: what was to be there, and what was.
  checked text not null check (checked in ('fits', 'differs', 'unread')),
  expected bigint,
  found bigint,
  note text check (length(note) between 3 and 500),
  by text not null,
  at timestamptz not null,
  foreign key (purchase_id, line) references messaging.purchase_line,
  check (num_nulls(expected, found) = case checked when 'unread' then 2 else 0 end),
  check (checked <> 'differs' or note is not null)
);
create index receipt_of_purchase on messaging.purchase_receipt (purchase_id, at);
create trigger purchase_receipt_is_history before update or delete or truncate on messaging.purchase_receipt
  for each statement execute function base.refuse_change();

-- The supplier's invoice and what else belongs to an order.
create table messaging.purchase_file (
  id uuid primary key,
  purchase_id uuid not null references messaging.purchase,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('application/pdf', 'image/jpeg', 'image/png')),
  length integer not null check (length > 0),
  hash bytea not null,
  bytes bytea not null,
  added_by text not null,
  added_at timestamptz not null,
  unique (purchase_id, hash)
);
create trigger purchase_file_is_kept before update or delete or truncate on messaging.purchase_file
  for each statement execute function base.refuse_change();

-- What finance is told of until it fits again: a provider's own balance that drifts from our books, stock that runs
-- low, more sold than may be.
create table messaging.stock_alarm (
  id uuid primary key,
  kind text not null check (kind in ('drift', 'low', 'oversold')),
  -- Empty where all providers together are meant.
  provider text not null,
  -- Messages of a kind; or the currency of an account that a provider keeps in money.
  of text not null check (of in ('SMS', 'WHATSAPP', 'EMAIL') or (kind = 'drift' and of ~ '^[A-Z]{3}$')),
  -- The figures, as they were when it was last looked at; units as text.
  facts jsonb not null,
  opened_at timestamptz not null,
  looked_at timestamptz not null,
  closed_at timestamptz
);
create unique index one_open_alarm on messaging.stock_alarm (kind, provider, of) where closed_at is null;
create index alarm_by_time on messaging.stock_alarm (opened_at desc);

-- What open orders will bring into wallets: it counts as sold until the order is delivered or over.
create table messaging.stock_promise (
  key text not null check (length(key) between 1 and 200),
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  quantity bigint not null check (quantity > 0),
  until timestamptz not null,
  primary key (key, asset)
);
create index promise_over on messaging.stock_promise (until);

grant usage on sequence messaging.purchase_number to stoa_app;
grant select, insert on messaging.stock_rules, messaging.wholesale_price, messaging.reorder_rule, messaging.purchase,
  messaging.purchase_line, messaging.purchase_budget, messaging.purchase_payment, messaging.balance_reading,
  messaging.balance_poll, messaging.purchase_receipt, messaging.purchase_file, messaging.stock_alarm,
  messaging.stock_promise, messaging.tax_recovery to stoa_app;
grant update (ended_by, ended_at) on messaging.reorder_rule to stoa_app;
grant update (provider, currency, note, state, submitted_by, submitted_at, net, tax, alone_up_to, approved_by, approved_at,
  automatic, budget_month, paid, received, invoice_number, invoice_on, account_amount, account_currency, ended_by, ended_at, end_reason)
  on messaging.purchase to stoa_app;
grant update (received, received_net, received_tax) on messaging.purchase_line to stoa_app;
grant delete on messaging.purchase_line, messaging.balance_reading, messaging.stock_promise to stoa_app;
grant update (budget, auto_budget, approved, automatic) on messaging.purchase_budget to stoa_app;
grant update (next_at) on messaging.balance_poll to stoa_app;
grant update (facts, looked_at, closed_at) on messaging.stock_alarm to stoa_app;
grant update (quantity, until) on messaging.stock_promise to stoa_app;
