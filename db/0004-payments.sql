-- Orders, the providers that move the money, and what they told us.

create schema payments;
grant usage on schema payments to stoa_app;

-- Gap-free numbers: the row is locked until the transaction that took a number ends.
create table payments.counter (
  name text not null,
  year integer not null,
  last integer not null check (last > 0),
  primary key (name, year)
);
grant select, insert, update on payments.counter to stoa_app;

create table payments.orders (
  id uuid primary key,
  year integer not null,
  number integer not null,
  buyer_type text not null check (buyer_type in ('person', 'organization')),
  buyer_id text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  state text not null check (state in ('waiting', 'paid', 'expired', 'cancelled')),
  placed_at timestamptz not null,
  placed_by text not null,
  -- After this instant the order is not paid any more; null for one that a provider's invoice made.
  expires_at timestamptz,
  -- Where the buyer goes on after paying: a path of our own pages.
  return_to text not null default '/' check (return_to ~ '^/([^/\\]|$)'),
  -- Where the buyer is taxed, as it was known then: ISO 3166-1, and the part of the country (ISO 3166-2 without it).
  tax_country text check (tax_country ~ '^[A-Z]{2}$'),
  tax_zone text check (tax_zone ~ '^[A-Z0-9]{1,3}$'),
  paid_at timestamptz,
  paid_through text,
  closed_at timestamptz,
  unique (year, number),
  check ((state = 'paid') = (paid_at is not null and paid_through is not null)),
  check ((state in ('expired', 'cancelled')) = (closed_at is not null)),
  check (tax_zone is null or tax_country is not null)
);
create index orders_of_buyer on payments.orders (buyer_id, placed_at desc, id);
create index orders_waiting on payments.orders (expires_at) where state = 'waiting';
grant select, insert, update on payments.orders to stoa_app;

create table payments.order_line (
  order_id uuid not null references payments.orders,
  position integer not null check (position > 0),
  kind text not null check (kind in ('credits', 'plan', 'booking', 'messages')),
  about_type text not null,
  about_id text not null,
  description text not null check (description <> ''),
  quantity integer not null check (quantity > 0),
  -- The price of one as the buyer was shown it, and what was taken off the whole line: with the tax in
  -- them where it is included.
  unit_price bigint not null check (unit_price >= 0),
  discount bigint not null default 0 check (discount >= 0),
  net bigint not null check (net >= 0),
  -- Millionths; null: whoever sent the invoice reckoned it.
  tax_rate integer check (tax_rate between 0 and 1000000),
  tax_name text check (tax_name <> ''),
  tax_included boolean not null default false,
  -- redemption: the tax lies in what was paid until it is used (a voucher for several purposes).
  tax_due text not null default 'sale' check (tax_due in ('sale', 'redemption')),
  tax bigint not null check (tax >= 0),
  gross bigint not null generated always as (net + tax) stored,
  -- What the kind needs to be delivered: credits for `credits`, the plan's version for `plan`, parts for `messages`.
  data jsonb not null,
  primary key (order_id, position),
  constraint order_line_adds_up check (
    unit_price * quantity - discount = case when tax_included then net + tax else net end),
  constraint order_line_later_is_credits check (tax_due = 'sale' or kind = 'credits')
);
create index order_line_about on payments.order_line (about_type, about_id);
create trigger order_line_is_history before update or delete or truncate on payments.order_line
  for each statement execute function base.refuse_change();
grant select, insert on payments.order_line to stoa_app;

-- An order is what its lines add up to, and their tax is their rate's, but for the rounding of the whole:
-- a unit, or ten where a currency is charged in tens. Checked when the transaction that placed it ends.
create function payments.order_adds_up() returns trigger
language plpgsql as $$
declare
  found record;
  unit integer := case when new.currency in ('BHD', 'JOD', 'KWD', 'OMR', 'TND') then 10 else 1 end;
begin
  if exists (select from payments.order_line l where l.order_id = new.id and l.tax_rate is not null
      and abs(l.tax::numeric * 1000000 - l.net::numeric * l.tax_rate) > 2 * unit * (1000000 + l.tax_rate)) then
    raise exception 'the tax of a line of order % is not its rate’s', new.id
      using errcode = 'integrity_constraint_violation', constraint = 'order_line_taxed_at_its_rate';
  end if;
  select o.net as order_net, o.tax as order_tax,
         coalesce(sum(l.net), -1) as net, coalesce(sum(l.tax), -1) as tax
    into found
    from payments.orders o left join payments.order_line l on l.order_id = o.id
   where o.id = new.id group by o.id;
  if found.order_net <> found.net or found.order_tax <> found.tax then
    raise exception 'order % is % + % tax, its lines are % + % tax',
      new.id, found.order_net, found.order_tax, found.net, found.tax
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger order_adds_up after insert or update of net, tax on payments.orders
  deferrable initially deferred for each row execute function payments.order_adds_up();

-- What things cost, and how they are taxed: dated data that finance staff edit. A row holds from its instant
-- on, until a later one of the same name; the past is never rewritten, and what has not begun can be withdrawn.

-- Where the operator is taxed: also the place of buyers who have not said theirs.
create table payments.tax_home (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  zone text check (zone ~ '^[A-Z0-9]{1,3}$'),
  from_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  constraint tax_home_not_backdated check (from_at >= made_at),
  constraint tax_home_begun_stays check (withdrawn_at < from_at),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index tax_home_from on payments.tax_home (from_at) where withdrawn_at is null;
grant select, insert, update (withdrawn_at, withdrawn_by) on payments.tax_home to stoa_app;

create table payments.tax_rule (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  zone text check (zone ~ '^[A-Z0-9]{1,3}$'),
  goods text not null check (goods in ('any', 'credits', 'plan', 'booking', 'messages')),
  name text not null check (name <> ''),
  -- Millionths. Zero: not taxed from then on.
  rate integer not null check (rate between 0 and 1000000),
  included boolean not null,
  due text not null check (due in ('sale', 'redemption')),
  note text not null default '',
  from_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  constraint tax_rule_not_backdated check (from_at >= made_at),
  constraint tax_rule_begun_stays check (withdrawn_at < from_at),
  constraint tax_rule_later_is_credits check (due = 'sale' or goods = 'credits'),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index tax_rule_from on payments.tax_rule (country, goods, from_at, coalesce(zone, ''))
  where withdrawn_at is null;
grant select, insert, update (withdrawn_at, withdrawn_by) on payments.tax_rule to stoa_app;

-- Where a buyer is taxed, as they said.
create table payments.buyer_place (
  owner_type text not null check (owner_type in ('person', 'organization')),
  owner_id text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  zone text check (zone ~ '^[A-Z0-9]{1,3}$'),
  said_at timestamptz not null,
  primary key (owner_type, owner_id)
);
grant select, insert, update on payments.buyer_place to stoa_app;

-- Lots whose tax falls due when they are used, and each time that it did.
create table payments.taxed_later (
  lot bigint primary key,
  order_id uuid not null,
  line integer not null,
  country text not null,
  zone text,
  currency text not null,
  foreign key (order_id, line) references payments.order_line
);
create trigger taxed_later_is_history before update or delete or truncate on payments.taxed_later
  for each statement execute function base.refuse_change();
grant select, insert on payments.taxed_later to stoa_app;

create table payments.tax_redeemed (
  hold bigint not null,
  lot bigint not null references payments.taxed_later,
  -- What of the basis is the platform's, and what is tax, at the rate of that day.
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  tax_rate integer not null,
  tax_name text not null,
  at timestamptz not null,
  primary key (hold, lot)
);
create index tax_redeemed_at on payments.tax_redeemed (at);
create trigger tax_redeemed_is_history before update or delete or truncate on payments.tax_redeemed
  for each statement execute function base.refuse_change();
grant select, insert on payments.tax_redeemed to stoa_app;

-- The least that card networks charge (docs.stripe.com/currencies, minimum amounts), in smallest units.
create table payments.least_charge (
  currency text primary key check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount > 0)
);
insert into payments.least_charge values
  ('USD', 50), ('AED', 200), ('AUD', 50), ('BRL', 50), ('CAD', 50), ('CHF', 50), ('CZK', 1500), ('DKK', 250),
  ('EUR', 50), ('GBP', 30), ('HKD', 400), ('HUF', 17500), ('INR', 50), ('JPY', 50), ('MXN', 1000), ('MYR', 200),
  ('NOK', 300), ('NZD', 50), ('PLN', 200), ('RON', 200), ('SEK', 300), ('SGD', 50), ('THB', 1000);
grant select on payments.least_charge to stoa_app;

-- What one whole credit costs in a currency; null: it is not sold there any more.
create table payments.credit_price (
  id uuid primary key,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  price bigint check (price > 0),
  -- How many are sold at once, in hundredths.
  least bigint not null check (least > 0 and least % 100 = 0),
  most bigint not null check (most >= least and most % 100 = 0),
  from_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  constraint credit_price_in_tens check (currency not in ('BHD', 'JOD', 'KWD', 'OMR', 'TND') or price % 10 = 0),
  constraint credit_price_not_backdated check (from_at >= made_at),
  constraint credit_price_begun_stays check (withdrawn_at < from_at),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index credit_price_from on payments.credit_price (currency, from_at) where withdrawn_at is null;
grant select, insert, update (withdrawn_at, withdrawn_by) on payments.credit_price to stoa_app;
insert into payments.credit_price (id, currency, price, least, most, from_at, made_at, made_by) values
  ('019a0000-0000-7000-8000-000000000001', 'USD', 100, 500, 50000, '2020-01-01Z', '2020-01-01Z', 'stoa');

-- So many credits at a price, and some on top.
create table payments.pack (
  id uuid primary key,
  name text not null check (name <> ''),
  credits bigint not null check (credits > 0 and credits % 100 = 0),
  bonus bigint not null check (bonus >= 0 and bonus % 100 = 0),
  -- After how many days the bonus runs out; null: never.
  bonus_days integer check (bonus_days > 0),
  on_sale_from timestamptz not null,
  on_sale_until timestamptz check (on_sale_until >= on_sale_from),
  made_at timestamptz not null,
  made_by text not null,
  constraint pack_bonus_runs_out check (bonus_days is null or bonus > 0)
);
grant select, insert, update (on_sale_until) on payments.pack to stoa_app;

create table payments.pack_price (
  pack_id uuid not null references payments.pack,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  price bigint not null check (price > 0),
  primary key (pack_id, currency),
  constraint pack_price_in_tens check (currency not in ('BHD', 'JOD', 'KWD', 'OMR', 'TND') or price % 10 = 0)
);
create trigger pack_price_is_history before update or delete or truncate on payments.pack_price
  for each statement execute function base.refuse_change();
grant select, insert on payments.pack_price to stoa_app;

-- What one unit of a currency was worth in another on a day (UTC); a later row of the same day corrects it.
create table payments.fx_rate (
  id uuid primary key,
  base text not null check (base ~ '^[A-Z]{3}$'),
  quote text not null check (quote ~ '^[A-Z]{3}$' and quote <> base),
  day date not null,
  rate numeric(24, 12) not null check (rate > 0),
  source text not null check (source <> ''),
  made_at timestamptz not null,
  made_by text not null
);
create index fx_rate_on on payments.fx_rate (base, quote, day desc, made_at desc);
create trigger fx_rate_is_history before update or delete or truncate on payments.fx_rate
  for each statement execute function base.refuse_change();
grant select, insert on payments.fx_rate to stoa_app;

-- Money that a provider changed into another currency; the difference to the dated rate is FX.
create table payments.conversion (
  id uuid primary key,
  provider text not null,
  ref text not null,
  given_currency text not null,
  given bigint not null check (given > 0),
  got_currency text not null check (got_currency <> given_currency),
  got bigint not null check (got > 0),
  rate_id uuid not null references payments.fx_rate,
  valued bigint not null check (valued > 0),
  at timestamptz not null,
  made_by text not null,
  made_at timestamptz not null,
  journal bigint not null,
  unique (provider, ref)
);
create trigger conversion_is_history before update or delete or truncate on payments.conversion
  for each statement execute function base.refuse_change();
grant select, insert on payments.conversion to stoa_app;

create table payments.discount_code (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z0-9]([A-Z0-9-]{1,30})[A-Z0-9]$'),
  -- Basis points, or an amount of one currency.
  percent integer check (percent between 1 and 10000),
  amount bigint check (amount > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  goods text[] not null check (cardinality(goods) > 0 and goods <@ array['credits', 'plan', 'messages']),
  -- Only plans of these people; null: anybody's.
  audience text check (audience in ('learner', 'educator', 'organization')),
  -- Of a plan: only its first month, or each period while it runs.
  lasts text not null check (lasts in ('first month', 'always')),
  from_at timestamptz not null,
  until_at timestamptz check (until_at > from_at),
  most_uses integer check (most_uses > 0),
  most_per_person integer check (most_per_person > 0),
  used integer not null default 0 check (used >= 0),
  note text not null default '',
  paused_at timestamptz,
  paused_by text,
  made_at timestamptz not null,
  made_by text not null,
  check (num_nonnulls(percent, amount) = 1 and (amount is null) = (currency is null)),
  check ((paused_at is null) = (paused_by is null)),
  constraint discount_used_within_limit check (used <= most_uses)
);
grant select, insert, update (paused_at, paused_by, used) on payments.discount_code to stoa_app;

-- How often each person has used a code: the row is the limit, whoever asks at the same moment.
create table payments.discount_person (
  code_id uuid not null references payments.discount_code,
  owner_type text not null,
  owner_id text not null,
  used integer not null check (used >= 0),
  most integer,
  primary key (code_id, owner_type, owner_id),
  constraint discount_person_within_limit check (used <= most)
);
grant select on payments.discount_person to stoa_app;

-- A code on an order. It counts from the moment the order is placed; an order that ends unpaid frees it.
create table payments.discount_use (
  order_id uuid primary key references payments.orders,
  code_id uuid not null references payments.discount_code,
  owner_type text not null,
  owner_id text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  at timestamptz not null,
  freed_at timestamptz
);
create index discount_use_of on payments.discount_use (code_id, at desc);
grant select, insert, update (freed_at) on payments.discount_use to stoa_app;

create function payments.discount_counts() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  step integer := case when tg_op = 'INSERT' then 1 when old.freed_at is null and new.freed_at is not null then -1 else 0 end;
begin
  if step = 0 then return null; end if;
  update payments.discount_code set used = used + step where id = new.code_id;
  insert into payments.discount_person (code_id, owner_type, owner_id, used, most)
    select new.code_id, new.owner_type, new.owner_id, 0, c.most_per_person
      from payments.discount_code c where c.id = new.code_id
    on conflict (code_id, owner_type, owner_id) do nothing;
  update payments.discount_person set used = used + step
   where (code_id, owner_type, owner_id) = (new.code_id, new.owner_type, new.owner_id);
  return null;
end $$;
create trigger discount_counts after insert or update on payments.discount_use
  for each row execute function payments.discount_counts();

-- One try to have an order paid at a provider, written before the provider is called.
create table payments.checkout (
  order_id uuid not null references payments.orders,
  attempt integer not null check (attempt > 0),
  provider text not null,
  opened_at timestamptz not null,
  -- Known once the provider has answered.
  ref text,
  url text,
  expires_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('paid', 'expired', 'refused')),
  primary key (order_id, attempt),
  unique (provider, ref),
  check ((closed_at is null) = (outcome is null))
);
create unique index checkout_one_open on payments.checkout (order_id) where closed_at is null;
grant select, insert, update on payments.checkout to stoa_app;

-- Money that came in for an order, once: by the provider's own name for it.
create table payments.payment (
  id uuid primary key,
  order_id uuid not null unique references payments.orders,
  provider text not null,
  ref text not null,
  charge text,
  amount bigint not null check (amount >= 0),
  fee bigint not null check (fee >= 0),
  -- The tax that is in the fee, where the provider says it: what a business may claim back.
  fee_tax bigint not null default 0 check (fee_tax between 0 and fee),
  currency text not null,
  -- The subscription at the provider that this pays a period of.
  billing text,
  period_start timestamptz,
  period_end timestamptz,
  paid_at timestamptz not null,
  unique (provider, ref),
  check ((billing is null) = (period_start is null) and (billing is null) = (period_end is null)),
  check (period_end > period_start)
);
create unique index payment_of_charge on payments.payment (provider, charge) where charge is not null;
create index payment_of_billing on payments.payment (provider, billing, period_end desc);
create trigger payment_is_history before update or delete or truncate on payments.payment
  for each statement execute function base.refuse_change();
grant select, insert on payments.payment to stoa_app;

-- Which changes of a refund's state there are; src/payments/refunds.ts says who, when and with what effect.
create table payments.refund_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into payments.refund_transition values
  ('new', 'asked'), ('new', 'done'),
  ('asked', 'done'), ('asked', 'refused'), ('asked', 'withdrawn'),
  ('done', 'failed'),
  ('refused', 'asked'), ('refused', 'withdrawn'),
  ('failed', 'asked'), ('failed', 'withdrawn');
grant select on payments.refund_transition to stoa_app;

-- Money that goes back, by our own name for each refund; never by a running total. It is owed
-- (`refunds_payable`) from the moment it is asked for until the provider has sent it, or it is withdrawn.
create table payments.refund (
  id uuid primary key,
  order_id uuid not null references payments.orders,
  amount bigint not null check (amount > 0),
  currency text not null,
  cause text not null check (cause in ('cancelled', 'unused', 'goodwill', 'mistake', 'duplicate', 'fraud', 'at_provider')),
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  attempt integer not null default 1 check (attempt > 0),
  provider text not null,
  -- The provider's own name for the attempt that reached it last.
  ref text,
  state text not null check (state in ('asked', 'done', 'refused', 'failed', 'withdrawn')),
  state_by text not null,
  state_at timestamptz not null,
  code text,
  ended_at timestamptz,
  unique (provider, ref),
  check ((state = 'asked') = (ended_at is null)),
  check (state not in ('done', 'failed') or ref is not null),
  check (state not in ('refused', 'failed') or code is not null)
);
create index refund_of_order on payments.refund (order_id);
create index refund_open on payments.refund (asked_at) where state = 'asked';
create index refund_listed on payments.refund (asked_at desc, id desc);
grant select, insert, update on payments.refund to stoa_app;

create table payments.refund_step (
  refund_id uuid not null references payments.refund,
  number integer not null,
  from_state text not null,
  to_state text not null,
  by text not null,
  at timestamptz not null,
  ref text,
  code text,
  primary key (refund_id, number)
);
create trigger refund_step_is_history before update or delete or truncate on payments.refund_step
  for each statement execute function base.refuse_change();
grant select, insert on payments.refund_step to stoa_app;

-- Keeps the table of transitions and the history, whatever code asks.
create function payments.refund_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  before text := case when tg_op = 'UPDATE' then old.state else 'new' end;
begin
  if before = new.state then return null; end if;
  if not exists (select from payments.refund_transition where from_state = before and to_state = new.state) then
    raise exception 'a refund cannot go from % to %', before, new.state
      using errcode = 'check_violation', constraint = 'refund_transition_exists';
  end if;
  insert into payments.refund_step (refund_id, number, from_state, to_state, by, at, ref, code)
    select new.id, count(*) + 1, before, new.state, new.state_by, new.state_at, new.ref, new.code
    from payments.refund_step where refund_id = new.id;
  return null;
end $$;
create trigger refund_moves after insert or update of state on payments.refund
  for each row execute function payments.refund_moves();

-- What is given up for a refund: credits with their lot, access, a seat's money, or the platform's own
-- pocket. The parts of a refund are its amount; each is one journal of the ledger.
create table payments.refund_part (
  refund_id uuid not null references payments.refund,
  position integer not null check (position > 0),
  -- The line of the order that it was paid for.
  line integer,
  gives text not null check (gives in ('credits', 'messages', 'access', 'booking', 'platform', 'suspense')),
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  -- Units of a lot: hundredths of credits, or message credits of `asset`.
  credits bigint check (credits > 0),
  lot bigint,
  asset text check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  journal bigint not null,
  primary key (refund_id, position),
  check (net + tax > 0 or credits > 0),
  check ((gives in ('credits', 'messages')) = (credits is not null and lot is not null)),
  check ((gives = 'messages') = (asset is not null)),
  check (gives not in ('credits', 'messages', 'access', 'booking') or line is not null)
);
create trigger refund_part_is_history before update or delete or truncate on payments.refund_part
  for each statement execute function base.refuse_change();
grant select, insert on payments.refund_part to stoa_app;

-- Who decided that the platform bears what a refund made at the provider leaves unexplained.
create table payments.refund_borne (
  refund_id uuid primary key references payments.refund,
  by text not null,
  at timestamptz not null
);
create trigger refund_borne_is_history before update or delete or truncate on payments.refund_borne
  for each statement execute function base.refuse_change();
grant select, insert on payments.refund_borne to stoa_app;

-- Checked when the transaction that asked for it ends.
create function payments.refund_adds_up() returns trigger
language plpgsql as $$
declare
  parts bigint;
begin
  select coalesce(sum(net + tax), 0) into parts from payments.refund_part where refund_id = new.id;
  if parts <> new.amount then
    raise exception 'refund % is of %, its parts are %', new.id, new.amount, parts
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger refund_adds_up after insert on payments.refund
  deferrable initially deferred for each row execute function payments.refund_adds_up();

-- What is asked back never exceeds what came in, at any concurrency.
create function payments.refund_within_payment() returns trigger
language plpgsql as $$
declare
  paid bigint;
  back bigint;
begin
  perform from payments.orders where id = new.order_id for update;
  select amount into paid from payments.payment where order_id = new.order_id;
  select coalesce(sum(amount), 0) into back from payments.refund
   where order_id = new.order_id and state <> 'withdrawn' and id <> new.id;
  if new.state <> 'withdrawn' and back + new.amount > coalesce(paid, 0) then
    raise exception 'refund of % exceeds the % left of order %', new.amount, coalesce(paid, 0) - back, new.order_id
      using errcode = 'check_violation', constraint = 'refund_within_payment';
  end if;
  return new;
end $$;
create trigger refund_within_payment before insert or update on payments.refund
  for each row execute function payments.refund_within_payment();

-- Which changes of a dispute's state there are: what was looked up is the truth, so steps may be left out.
create table payments.dispute_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into payments.dispute_transition values
  ('new', 'warning'), ('new', 'open'), ('new', 'answered'), ('new', 'won'), ('new', 'lost'), ('new', 'closed'),
  ('warning', 'open'), ('warning', 'answered'), ('warning', 'won'), ('warning', 'lost'), ('warning', 'closed'),
  ('open', 'answered'), ('open', 'won'), ('open', 'lost'), ('open', 'closed'),
  ('answered', 'won'), ('answered', 'lost'), ('answered', 'closed');
grant select on payments.dispute_transition to stoa_app;

-- Money that a buyer asks back from their bank.
create table payments.dispute (
  id uuid primary key,
  provider text not null,
  ref text not null,
  order_id uuid not null references payments.orders,
  charge text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null,
  -- warning: the bank only asks; open: it wants an answer, and has the money; answered: it thinks.
  state text not null check (state in ('warning', 'open', 'answered', 'won', 'lost', 'closed')),
  state_by text not null,
  state_at timestamptz not null,
  opened_at timestamptz not null,
  answer_by timestamptz,
  ended_at timestamptz,
  -- Whose doing it was, which decides who bears a loss.
  fault text check (fault in ('educator', 'platform')),
  fault_by text,
  fault_at timestamptz,
  fault_note text,
  -- When the loss was booked.
  booked_at timestamptz,
  unique (provider, ref),
  check ((state in ('won', 'lost', 'closed')) = (ended_at is not null)),
  check (num_nulls(fault, fault_by, fault_at) in (0, 3)),
  check (booked_at is null or state = 'lost')
);
create index dispute_of_order on payments.dispute (order_id);
create index dispute_listed on payments.dispute (opened_at desc, id desc);
create index dispute_running on payments.dispute (opened_at) where state in ('warning', 'open', 'answered');
grant select, insert, update on payments.dispute to stoa_app;

create table payments.dispute_step (
  dispute_id uuid not null references payments.dispute,
  number integer not null,
  from_state text not null,
  to_state text not null,
  by text not null,
  at timestamptz not null,
  primary key (dispute_id, number)
);
create trigger dispute_step_is_history before update or delete or truncate on payments.dispute_step
  for each statement execute function base.refuse_change();
grant select, insert on payments.dispute_step to stoa_app;

create function payments.dispute_moves() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  before text := case when tg_op = 'UPDATE' then old.state else 'new' end;
begin
  if before = new.state then return null; end if;
  if not exists (select from payments.dispute_transition where from_state = before and to_state = new.state) then
    raise exception 'a dispute cannot go from % to %', before, new.state
      using errcode = 'check_violation', constraint = 'dispute_transition_exists';
  end if;
  insert into payments.dispute_step (dispute_id, number, from_state, to_state, by, at)
    select new.id, count(*) + 1, before, new.state, new.state_by, new.state_at
    from payments.dispute_step where dispute_id = new.id;
  return null;
end $$;
create trigger dispute_moves after insert or update of state on payments.dispute
  for each row execute function payments.dispute_moves();

-- What the provider moved for a dispute: money out with its fee, and back. Each once, by its own name.
create table payments.dispute_move (
  provider text not null,
  ref text not null,
  dispute_id uuid not null references payments.dispute,
  amount bigint not null check (amount <> 0),
  fee bigint not null,
  at timestamptz not null,
  primary key (provider, ref)
);
create index dispute_move_of on payments.dispute_move (dispute_id);
create trigger dispute_move_is_history before update or delete or truncate on payments.dispute_move
  for each statement execute function base.refuse_change();
grant select, insert on payments.dispute_move to stoa_app;

-- What was sent to the bank as evidence, and by whom.
create table payments.dispute_answer (
  dispute_id uuid primary key references payments.dispute,
  evidence jsonb not null,
  by text not null,
  at timestamptz not null,
  sent_at timestamptz
);
grant select, insert, update on payments.dispute_answer to stoa_app;

-- The card's network thinks that a payment was not made by the card's owner.
create table payments.fraud_warning (
  provider text not null,
  ref text not null,
  order_id uuid not null references payments.orders,
  charge text not null,
  kind text not null,
  at timestamptz not null,
  seen_at timestamptz not null,
  -- What was given back for it; null: nothing was unspent, or a dispute was open already.
  refund_id uuid references payments.refund,
  primary key (provider, ref)
);
create index fraud_warning_of_order on payments.fraud_warning (order_id);
grant select, insert on payments.fraud_warning to stoa_app;

-- The books against the provider, by day (UTC) and currency: what its balance and our account moved.
create table payments.reconciliation (
  provider text not null,
  currency text not null,
  day date not null,
  theirs bigint not null,
  ours bigint not null,
  movements integer not null,
  looked_at timestamptz not null,
  -- Who has looked at a difference, and what they found.
  seen_by text,
  seen_at timestamptz,
  note text,
  primary key (provider, currency, day),
  check (num_nulls(seen_by, seen_at, note) in (0, 3))
);
create index reconciliation_differs on payments.reconciliation (day desc) where theirs <> ours;
grant select, insert, update on payments.reconciliation to stoa_app;

-- Movements of the provider that no row of ours accounts for: what a difference is made of.
create table payments.unmatched (
  provider text not null,
  ref text not null,
  day date not null,
  type text not null,
  net bigint not null,
  currency text not null,
  source text,
  at timestamptz not null,
  primary key (provider, ref)
);
grant select, insert, delete on payments.unmatched to stoa_app;

create table payments.customer (
  owner_type text not null,
  owner_id text not null,
  provider text not null,
  ref text not null,
  primary key (owner_type, owner_id, provider),
  unique (provider, ref)
);
grant select, insert on payments.customer to stoa_app;

-- A subscription as the provider has it now: a mirror, set whole each time it is looked up.
create table payments.billing (
  provider text not null,
  ref text not null,
  order_id uuid not null references payments.orders,
  status text not null check (status in ('waiting', 'trial', 'active', 'past_due', 'ended')),
  period_start timestamptz not null,
  period_end timestamptz not null check (period_end > period_start),
  ends_at_period_end boolean not null,
  ended_at timestamptz,
  -- Its periods go by uncharged, at most until then.
  paused boolean not null,
  resumes_at timestamptz check (resumes_at is null or paused),
  -- What it renews as, by our own name (null: a price that we did not make), and how often it is charged then.
  about text,
  interval text not null check (interval in ('month', 'year')),
  -- The card that renewals are charged to, as people know it: brand, last4, expires.
  card jsonb,
  latest_invoice text,
  seen_at timestamptz not null,
  primary key (provider, ref),
  check ((status = 'ended') = (ended_at is not null))
);
create index billing_due on payments.billing (period_end) where status <> 'ended';
grant select, insert, update on payments.billing to stoa_app;

-- Whom a provider can pay.
create table payments.payee (
  owner_type text not null check (owner_type in ('person', 'organization')),
  owner_id text not null,
  provider text not null,
  ref text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  state text not null check (state in ('opening', 'restricted', 'ready')),
  -- Says whether two are paid at one bank account, and nothing about it: only what it was compared by is kept.
  bank_mark text,
  opened_at timestamptz not null,
  ready_at timestamptz,
  primary key (owner_type, owner_id, provider),
  unique (provider, ref),
  check ((state = 'opening') = (ref is null)),
  check ((state = 'ready') = (ready_at is not null))
);
grant select, insert, update on payments.payee to stoa_app;

-- One try to send one payout, written before the provider is called.
create table payments.transfer (
  payout_id uuid not null,
  attempt integer not null check (attempt > 0),
  owner_type text not null,
  owner_id text not null,
  provider text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  state text not null check (state in ('sending', 'unknown', 'sent', 'refused', 'taken_back')),
  started_at timestamptz not null,
  ended_at timestamptz,
  ref text,
  -- The payment as it lies on the payee's own account there.
  arrived_as text,
  code text,
  primary key (payout_id, attempt),
  unique (provider, ref),
  foreign key (owner_type, owner_id, provider) references payments.payee (owner_type, owner_id, provider),
  check ((state in ('sending', 'unknown')) = (ended_at is null)),
  check (state not in ('sent', 'taken_back') or ref is not null)
);
create unique index transfer_once on payments.transfer (payout_id)
  where state in ('sending', 'unknown', 'sent');
create unique index transfer_one_in_flight on payments.transfer (owner_type, owner_id, provider)
  where state in ('sending', 'unknown');
create index transfer_arrived on payments.transfer (provider, arrived_as);
grant select, insert, update on payments.transfer to stoa_app;

-- What the payee's bank did with it, as the provider tells: a mirror.
create table payments.bank_payout (
  provider text not null,
  ref text not null,
  account text not null,
  amount bigint not null,
  currency text not null,
  state text not null check (state in ('pending', 'in_transit', 'paid', 'failed', 'canceled')),
  code text,
  seen_at timestamptz not null,
  primary key (provider, ref)
);
grant select, insert, update on payments.bank_payout to stoa_app;

-- Money that the provider paid out to our own bank by itself, once, by its own name.
create table payments.settlement (
  provider text not null,
  ref text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  at timestamptz not null,
  primary key (provider, ref)
);
create trigger settlement_is_history before update or delete or truncate on payments.settlement
  for each statement execute function base.refuse_change();
grant select, insert on payments.settlement to stoa_app;

-- A bank transfer or cash that staff saw arrive.
create table payments.receipt (
  id uuid primary key,
  order_id uuid not null references payments.orders,
  way text not null check (way in ('bank_transfer', 'cash')),
  amount bigint not null check (amount > 0),
  currency text not null,
  received_on date not null,
  reference text not null check (reference <> ''),
  recorded_by text not null,
  recorded_at timestamptz not null,
  -- Above the limit, as it was when this was recorded.
  needs_second boolean not null,
  -- counted: the order is paid with it; declined: it is not, and another may be recorded.
  state text not null check (state in ('waiting', 'counted', 'declined')),
  decided_by text,
  decided_at timestamptz,
  note text,
  check (num_nulls(decided_by, decided_at) in (0, 2)),
  check (case when needs_second then (state = 'waiting') = (decided_by is null)
              else state = 'counted' and decided_by is null end),
  check ((state = 'declined') = (note is not null)),
  -- Whoever recorded it may take it back, but not approve it.
  constraint receipt_two_persons check (state <> 'counted' or not needs_second or decided_by <> recorded_by)
);
create unique index receipt_one_per_order on payments.receipt (order_id) where state <> 'declined';
create index receipt_listed on payments.receipt (recorded_at desc, id desc);
create index receipt_waiting on payments.receipt (recorded_at) where state = 'waiting';
grant select, insert, update on payments.receipt to stoa_app;

-- Nothing is paid by hand that is no receipt which counts, whatever code asks.
create function payments.paid_by_hand() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from payments.receipt r
                  where r.id::text = new.ref and r.order_id = new.order_id and r.state = 'counted'
                    and (r.amount, r.currency) = (new.amount, new.currency)) then
    raise exception 'payment % by hand has no receipt that counts', new.ref
      using errcode = 'check_violation', constraint = 'paid_by_hand';
  end if;
  return null;
end $$;
revoke execute on function payments.paid_by_hand() from public;
create trigger paid_by_hand after insert on payments.payment
  for each row when (new.provider = 'manual') execute function payments.paid_by_hand();

-- Notices of the providers, each once. They say only what changed; the truth is looked up.
create table payments.inbox (
  provider text not null,
  event_id text not null,
  endpoint text not null,
  type text not null,
  about_kind text check (about_kind in ('checkout', 'invoice', 'billing', 'refund', 'payee', 'transfer', 'bankPayout',
    'dispute', 'warning', 'declined', 'settlement')),
  about text,
  account text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  state text not null check (state in ('received', 'done', 'ignored', 'failed')),
  attempts integer not null default 0,
  worked_at timestamptz,
  error text,
  -- Word for word, for whoever must find out what went wrong. Nothing is decided by it.
  body text,
  primary key (provider, event_id),
  check ((about is null) = (about_kind is null)),
  check (about is not null or state = 'ignored')
);
create index inbox_open on payments.inbox (received_at) where state in ('received', 'failed');
create index inbox_listed on payments.inbox (received_at desc, event_id desc);
grant select, insert, update on payments.inbox to stoa_app;

create view payments.order_view as
  select o.id, o.year, o.number, o.buyer_type, o.buyer_id, o.currency, o.net, o.tax, o.state,
         o.placed_at, o.paid_at, o.paid_through, p.fee, p.amount as paid,
         coalesce((select sum(r.amount) from payments.refund r where r.order_id = o.id and r.state = 'done'), 0)::bigint as refunded
    from payments.orders o left join payments.payment p on p.order_id = o.id;
grant select on payments.order_view to stoa_app;

-- ---------------------------------------------------------------------------------------------
-- The sandbox: what a payment provider would keep on its own machines. Nothing of Stoa's reads it
-- except the sandbox's own server.
create schema sandbox;
grant usage on schema sandbox to stoa_app;

create table sandbox.thing (
  id text primary key,
  object text not null,
  -- Empty for the platform's own account.
  account text not null,
  seq bigint generated always as identity,
  created timestamptz not null,
  body jsonb not null,
  -- What happens to it next by itself, and when.
  due timestamptz
);
create index thing_listed on sandbox.thing (object, account, seq desc);
create index thing_due on sandbox.thing (due, seq) where due is not null;
create index thing_group on sandbox.thing ((body ->> 'transfer_group')) where body ->> 'transfer_group' is not null;

-- Every movement of a balance, once; balances are sums of these.
create table sandbox.movement (
  id text primary key,
  account text not null,
  currency text not null,
  type text not null,
  amount bigint not null,
  fee bigint not null,
  net bigint generated always as (amount - fee) stored,
  source text not null,
  payout text,
  description text,
  created timestamptz not null,
  available_on timestamptz not null,
  -- Whether `balance.available` has told of it.
  told boolean not null,
  seq bigint generated always as identity
);
create index movement_balance on sandbox.movement (account, currency, available_on) include (amount, fee);
create index movement_listed on sandbox.movement (account, seq desc);
create index movement_untold on sandbox.movement (available_on) where not told;

create table sandbox.answer (
  account text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  body jsonb not null,
  made_at timestamptz not null,
  primary key (account, key)
);

create table sandbox.delivery (
  event text not null references sandbox.thing (id),
  endpoint text not null,
  seq bigint generated always as identity,
  attempts integer not null default 0,
  next_at timestamptz,
  last_status integer,
  delivered_at timestamptz,
  primary key (event, endpoint)
);
create index delivery_due on sandbox.delivery (next_at, seq) where next_at is not null;

-- How far its clock has come, so that a restart does not put it back.
create table sandbox.hour (
  one boolean primary key default true check (one),
  at timestamptz not null
);

grant select, insert, update, delete on all tables in schema sandbox to stoa_app;
