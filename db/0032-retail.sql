-- Message credits as they are sold: unit prices and what is reckoned with, the catalogue by version, promotions, bundles,
-- and what was sold under which of them.

-- Prices and costs of one unit are millionths of a whole unit of the currency (0.1150 INR is 115000). What counts is the
-- version with the latest beginning that has passed.
create table messaging.retail_terms (
  version integer primary key check (version > 0),
  from_at timestamptz not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  sms_price bigint not null check (sms_price between 1 and 1000000000000),
  whatsapp_price bigint not null check (whatsapp_price between 1 and 1000000000000),
  email_price bigint not null check (email_price between 1 and 1000000000000),
  -- What a unit is reckoned to cost us. What it did cost is in the books.
  sms_cost bigint not null check (sms_cost between 0 and 1000000000000),
  whatsapp_cost bigint not null check (whatsapp_cost between 0 and 1000000000000),
  email_cost bigint not null check (email_cost between 0 and 1000000000000),
  -- Units that one WhatsApp message takes, by what it is for.
  whatsapp_authentication integer not null check (whatsapp_authentication between 0 and 1000),
  whatsapp_utility integer not null check (whatsapp_utility between 0 and 1000),
  whatsapp_service integer not null check (whatsapp_service between 0 and 1000),
  whatsapp_marketing integer not null check (whatsapp_marketing between 0 and 1000),
  -- Thousandths of a unit that a segment takes in a country that retail_country does not name.
  sms_elsewhere integer not null check (sms_elsewhere between 1 and 1000000),
  -- For reckoning only: what a payment costs (a share of it, so much on top, and the tax on both), and the tax on a sale.
  -- Shares are millionths. What a buyer is taxed is said by the tax rules.
  fee_rate integer not null check (fee_rate between 0 and 500000),
  fee_fixed bigint not null check (fee_fixed >= 0),
  fee_tax_rate integer not null check (fee_tax_rate between 0 and 1000000),
  tax_rate integer not null check (tax_rate between 0 and 1000000),
  tax_included boolean not null,
  note text not null check (length(note) between 3 and 500),
  set_by text not null,
  set_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check (num_nulls(withdrawn_at, withdrawn_by) in (0, 2)),
  constraint retail_terms_withdrawn_before check (withdrawn_at < from_at)
);
create unique index retail_terms_from on messaging.retail_terms (from_at) where withdrawn_at is null;

-- Thousandths of a unit that one segment takes in a country.
create table messaging.retail_country (
  version integer not null references messaging.retail_terms,
  country text not null check (country ~ '^[A-Z]{2}$'),
  thousandths integer not null check (thousandths between 1 and 1000000),
  primary key (version, country)
);
create trigger retail_country_is_history before update or delete or truncate on messaging.retail_country
  for each statement execute function base.refuse_change();

-- What was set stays; only what has not begun may be withdrawn.
create function messaging.retail_terms_stay() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' or old.withdrawn_at is not null
    or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by') then
    raise exception 'terms of retail are history' using errcode = 'restrict_violation', constraint = 'retail_terms_are_history';
  end if;
  return new;
end $$;
create trigger retail_terms_are_history before update or delete on messaging.retail_terms
  for each row execute function messaging.retail_terms_stay();
create trigger retail_terms_not_emptied before truncate on messaging.retail_terms
  for each statement execute function base.refuse_change();

insert into messaging.retail_terms values (1, '2026-01-01Z', 'INR', 250000, 150000, 50000, 150000, 100000, 20000,
  1, 1, 1, 8, 60000, 20000, 0, 180000, 180000, true, 'What the operator begins with.', 'stoa', '2026-01-01Z');
-- Assumptions until the operator sets their own: what a segment costs abroad, over what it costs in India.
insert into messaging.retail_country values (1, 'IN', 1000), (1, 'US', 6000), (1, 'CA', 6000), (1, 'GB', 25000),
  (1, 'AE', 25000), (1, 'SG', 25000), (1, 'AU', 30000), (1, 'NP', 60000), (1, 'BD', 60000), (1, 'LK', 60000);

-- Something on sale. What it holds and costs is its version; the newest that has begun counts.
create table messaging.offer (
  id uuid primary key,
  kind text not null check (kind in ('package', 'topup', 'custom')),
  -- Made for one organization, which alone may buy it.
  organization_id uuid references people.organization,
  made_by text not null,
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_why text check (length(withdrawn_why) between 3 and 500),
  check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_why) in (0, 3)),
  constraint custom_offer_has_owner check ((kind = 'custom') = (organization_id is not null))
);
create index offer_of on messaging.offer (organization_id) where organization_id is not null;

create table messaging.offer_version (
  id uuid primary key,
  offer_id uuid not null references messaging.offer,
  number integer not null check (number > 0),
  name text not null check (length(name) between 2 and 80),
  sms integer not null check (sms between 0 and 100000000),
  whatsapp integer not null check (whatsapp between 0 and 100000000),
  email integer not null check (email between 0 and 100000000),
  price bigint not null check (price between 1 and 100000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  valid_days integer not null check (valid_days between 1 and 3650),
  -- A memo of the business plan. No buyer is shown it: the struck price is the value at unit prices.
  planned_list bigint check (planned_list > 0),
  popular boolean not null,
  -- How many members an organization has whom it suits.
  suits_from integer check (suits_from > 0),
  suits_to integer check (suits_to > 0),
  -- The lowest price of one that its volume tiers leave, and what the contents cost by the terms of its day, rounded up.
  least_price bigint not null check (least_price between 1 and price),
  planned_cost bigint not null check (planned_cost >= 0),
  -- It may be sold below cost, so many times.
  loss_leader boolean not null,
  sales_cap integer check (sales_cap > 0),
  from_at timestamptz not null,
  made_by text not null,
  made_at timestamptz not null,
  unique (offer_id, number),
  constraint offer_holds_something check (sms + whatsapp + email > 0),
  constraint loss_leader_is_capped check (loss_leader = (sales_cap is not null)),
  constraint below_cost_is_ticked check (least_price >= planned_cost or loss_leader),
  constraint suits_in_order check (suits_to >= suits_from),
  constraint offer_not_backdated check (from_at >= made_at)
);
create index offer_version_of on messaging.offer_version (offer_id, from_at desc, number desc);
create trigger offer_version_is_history before update or delete or truncate on messaging.offer_version
  for each statement execute function base.refuse_change();

-- So much off the price of each when so many are bought at once. Basis points.
create table messaging.offer_tier (
  version_id uuid not null references messaging.offer_version,
  from_quantity integer not null check (from_quantity between 2 and 10000),
  off_rate integer not null check (off_rate between 1 and 9999),
  primary key (version_id, from_quantity)
);
create trigger offer_tier_is_history before update or delete or truncate on messaging.offer_tier
  for each statement execute function base.refuse_change();

-- So much off one offer for a while; ends_at is earlier than until_at where it was ended before.
create table messaging.promotion (
  id uuid primary key,
  offer_id uuid not null references messaging.offer,
  name text not null check (length(name) between 2 and 80),
  off_rate integer not null check (off_rate between 1 and 9999),
  from_at timestamptz not null,
  until_at timestamptz not null,
  ends_at timestamptz not null,
  loss_leader boolean not null,
  sales_cap integer check (sales_cap > 0),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  check (until_at > from_at and ends_at between from_at and until_at),
  check (ended_by is not null or ends_at = until_at),
  constraint promotion_loss_is_capped check (not loss_leader or sales_cap is not null),
  constraint promotion_not_backdated check (from_at >= made_at),
  constraint one_promotion_at_a_time exclude using gist (offer_id with =, tstzrange(from_at, ends_at) with &&)
);

-- Whoever bought so many of one offer may buy one of another for less, once.
create table messaging.bundle (
  id uuid primary key,
  name text not null check (length(name) between 2 and 80),
  needs_offer uuid not null references messaging.offer,
  needs_quantity integer not null check (needs_quantity between 1 and 1000),
  -- Bought within so many days before.
  within_days integer not null check (within_days between 1 and 3650),
  gives_offer uuid not null references messaging.offer,
  off_rate integer not null check (off_rate between 1 and 9999),
  from_at timestamptz not null,
  until_at timestamptz not null,
  ends_at timestamptz not null,
  loss_leader boolean not null,
  sales_cap integer check (sales_cap > 0),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  check (until_at > from_at and ends_at between from_at and until_at),
  check (ended_by is not null or ends_at = until_at),
  constraint bundle_of_two check (needs_offer <> gives_offer),
  constraint bundle_loss_is_capped check (not loss_leader or sales_cap is not null),
  constraint bundle_not_backdated check (from_at >= made_at)
);
create index bundle_gives on messaging.bundle (gives_offer);
create index bundle_needs on messaging.bundle (needs_offer);

-- What an order is for, as it was offered then. Written with the order; it counts while that waits or is paid.
create table messaging.offer_sale (
  order_id uuid primary key references payments.orders,
  offer_id uuid not null references messaging.offer,
  version_id uuid not null references messaging.offer_version,
  organization_id uuid not null references people.organization,
  quantity integer not null check (quantity between 1 and 10000),
  -- Of one, after what was taken off; and the value of one at unit prices.
  price bigint not null check (price > 0),
  worth bigint not null check (worth > 0),
  currency text not null,
  -- What one was reckoned to cost, rounded up.
  planned_cost bigint not null check (planned_cost >= 0),
  terms_version integer not null references messaging.retail_terms,
  promotion_id uuid references messaging.promotion,
  bundle_id uuid references messaging.bundle,
  loss_leader boolean not null,
  at timestamptz not null,
  constraint bundle_gives_one check (bundle_id is null or quantity = 1 and promotion_id is null),
  constraint sold_below_cost_is_ticked check (price >= planned_cost or loss_leader)
);
create index offer_sale_of on messaging.offer_sale (offer_id, at desc);
create index offer_sale_version on messaging.offer_sale (version_id);
create index offer_sale_to on messaging.offer_sale (organization_id, at desc);
create index offer_sale_promotion on messaging.offer_sale (promotion_id) where promotion_id is not null;
create index offer_sale_bundle on messaging.offer_sale (bundle_id, organization_id) where bundle_id is not null;
create trigger offer_sale_is_history before update or delete or truncate on messaging.offer_sale
  for each statement execute function base.refuse_change();

-- The caps, whatever code asks, at any concurrency: what is capped is sold one order after the other.
create function messaging.offer_sale_within_caps() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  capped record;
  sold bigint;
begin
  for capped in
    select 'version' as of, id, sales_cap from messaging.offer_version where id = new.version_id and sales_cap is not null
    union all select 'promotion', id, sales_cap from messaging.promotion where id = new.promotion_id and sales_cap is not null
    union all select 'bundle', id, sales_cap from messaging.bundle where id = new.bundle_id and sales_cap is not null
    order by 1, 2
  loop
    perform pg_advisory_xact_lock(hashtextextended('messaging.cap:' || capped.id, 0));
    select coalesce(sum(s.quantity), 0) into sold
      from messaging.offer_sale s join payments.orders o on o.id = s.order_id
     where o.state in ('waiting', 'paid')
       and case capped.of when 'version' then s.version_id when 'promotion' then s.promotion_id else s.bundle_id end = capped.id;
    if sold > capped.sales_cap then
      raise exception '% of % would be sold, the cap of this % is %', sold, new.offer_id, capped.of, capped.sales_cap
        using errcode = 'check_violation', constraint = 'sold_within_cap';
    end if;
  end loop;
  if new.bundle_id is not null then
    perform pg_advisory_xact_lock(hashtextextended('messaging.bundle:' || new.bundle_id || new.organization_id, 0));
    if (select count(*) from messaging.offer_sale s join payments.orders o on o.id = s.order_id
         where s.bundle_id = new.bundle_id and s.organization_id = new.organization_id
           and o.state in ('waiting', 'paid')) > 1 then
      raise exception 'organization % has had bundle %', new.organization_id, new.bundle_id
        using errcode = 'unique_violation', constraint = 'bundle_once';
    end if;
  end if;
  return null;
end $$;
revoke execute on function messaging.offer_sale_within_caps() from public;
create trigger offer_sale_within_caps after insert on messaging.offer_sale
  for each row execute function messaging.offer_sale_within_caps();

grant select, insert on messaging.retail_terms, messaging.retail_country, messaging.offer, messaging.offer_version,
  messaging.offer_tier, messaging.promotion, messaging.bundle, messaging.offer_sale to stoa_app;
grant update (withdrawn_at, withdrawn_by) on messaging.retail_terms to stoa_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_why) on messaging.offer to stoa_app;
grant update (ends_at, ended_by) on messaging.promotion, messaging.bundle to stoa_app;

-- The catalogue that the operator begins with. Two lose money at the starting costs, knowingly and so often at most.
with item (id, kind, name, sms, whatsapp, email, price, valid_days, planned_list, popular, suits_from, suits_to, cost, cap) as (values
  ('01900000-0000-7000-8000-000000000001'::uuid, 'topup', 'Micro top-up', 100, 50, 200, 4900, 90, null, false, null, null, 2400, null),
  ('01900000-0000-7000-8000-000000000002', 'topup', 'Mini top-up', 250, 125, 500, 9900, 120, null, false, null, null, 6000, null),
  ('01900000-0000-7000-8000-000000000003', 'topup', 'Quick top-up', 500, 250, 1000, 19900, 180, null, false, null, null, 12000, null),
  ('01900000-0000-7000-8000-000000000004', 'package', 'Starter', 1000, 500, 2000, 44900, 90, 49900, false, 1, 50, 24000, null),
  ('01900000-0000-7000-8000-000000000005', 'package', 'Growth', 5000, 2500, 10000, 159900, 180, 199900, true, 50, 200, 120000, null),
  ('01900000-0000-7000-8000-000000000006', 'package', 'Business', 15000, 7500, 30000, 349900, 365, 499900, false, 200, 500, 360000, 60),
  ('01900000-0000-7000-8000-000000000007', 'package', 'Enterprise', 50000, 25000, 100000, 899900, 365, 1499900, false, 500, null, 1200000, 25)),
made as (
  insert into messaging.offer (id, kind, made_by, made_at) select id, kind, 'stoa', '2026-01-01Z' from item)
insert into messaging.offer_version (id, offer_id, number, name, sms, whatsapp, email, price, currency, valid_days, planned_list,
    popular, suits_from, suits_to, least_price, planned_cost, loss_leader, sales_cap, from_at, made_by, made_at)
  select ('01900000-0000-7000-9000-' || right(id::text, 12))::uuid, id, 1, name, sms, whatsapp, email, price, 'INR', valid_days,
    planned_list, popular, suits_from, suits_to, price, cost, cap is not null, cap, '2026-01-01Z', 'stoa', '2026-01-01Z' from item;
