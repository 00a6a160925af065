-- Payments, continued: documents for buyers, the methods they keep with the provider, and refills by themselves.

-- Who sells: what stands at the head of every document. One row an operator; what was issued keeps what it said.
create table payments.seller (
  id text primary key,
  name text not null check (name <> ''),
  -- Lines of the postal address, without the country.
  address text not null default '',
  country text check (country ~ '^[A-Z]{2}$'),
  tax_id text check (tax_id <> ''),
  -- Where the company is registered, under which number.
  registration text check (registration <> ''),
  email text check (email <> ''),
  -- The year of a number, and the days on documents, are of this zone.
  zone text not null default 'UTC',
  changed_at timestamptz not null,
  changed_by text not null
);
insert into payments.seller (id, name, changed_at, changed_by) values ('stoa', 'Stoa', '2020-01-01Z', 'stoa');
grant select, update on payments.seller to stoa_app;

-- What a buyer wants to read on their documents; their own name and e-mail address where nothing is here.
create table payments.bill_to (
  owner_type text not null check (owner_type in ('person', 'organization')),
  owner_id text not null,
  name text not null check (name <> ''),
  address text not null default '',
  tax_id text check (tax_id <> ''),
  changed_at timestamptz not null,
  primary key (owner_type, owner_id)
);
grant select, insert, update on payments.bill_to to stoa_app;

-- The last number of each series. Its row stays locked until the transaction that took a number ends.
create table payments.document_series (
  seller text not null references payments.seller,
  kind text not null check (kind in ('invoice', 'receipt', 'credit_note')),
  year integer not null,
  last integer not null check (last > 0),
  primary key (seller, kind, year)
);
grant select, insert, update on payments.document_series to stoa_app;

-- What was given to a buyer: its content as data, as it was when it was issued.
create table payments.document (
  id uuid primary key,
  seller text not null,
  kind text not null,
  year integer not null,
  number integer not null,
  name text not null generated always as (
    case kind when 'invoice' then 'INV' when 'receipt' then 'REC' else 'CN' end || '-' || year::text || '-' ||
    lpad(number::text, greatest(6, length(number::text)), '0')) stored,
  order_id uuid not null references payments.orders,
  buyer_type text not null check (buyer_type in ('person', 'organization')),
  buyer_id text not null,
  -- Why a credit note was given.
  refund_id uuid references payments.refund,
  dispute_id uuid references payments.dispute,
  -- The document that this one pays, corrects or cancels.
  about uuid references payments.document,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  total bigint not null generated always as (net + tax) stored,
  issued_at timestamptz not null,
  content jsonb not null,
  foreign key (seller, kind, year) references payments.document_series,
  constraint document_number_once unique (seller, kind, year, number),
  constraint document_is_what_it_says check (
    content ->> 'net' = net::text and content ->> 'tax' = tax::text and content ->> 'currency' = currency),
  constraint document_credit_note_has_cause check (
    (kind = 'credit_note') = (num_nonnulls(refund_id, dispute_id) = 1))
);
-- One invoice and one receipt an order; another invoice only cancels a credit note, once.
create unique index document_of_order on payments.document (order_id, kind)
  where kind = 'receipt' or (kind = 'invoice' and about is null);
create unique index document_of_refund on payments.document (refund_id) where refund_id is not null;
create unique index document_of_dispute on payments.document (dispute_id) where dispute_id is not null;
create unique index document_cancels on payments.document (about) where kind = 'invoice' and about is not null;
create index document_of_buyer on payments.document (buyer_id, issued_at desc, id desc);
create index document_listed on payments.document (issued_at desc, id desc);
create trigger document_is_history before update or delete or truncate on payments.document
  for each statement execute function base.refuse_change();
grant select, insert on payments.document to stoa_app;

-- A series goes up by one, and a number that was taken has its document when the transaction ends:
-- whatever code asks, and wherever it is killed, there is no gap.
create function payments.series_goes_up() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a series of documents is never taken away' using errcode = 'integrity_constraint_violation';
  end if;
  if new.last <> (case when tg_op = 'UPDATE' then old.last else 0 end) + 1 then
    raise exception 'the series % % goes on with another number than %', new.kind, new.year, new.last
      using errcode = 'integrity_constraint_violation', constraint = 'document_series_by_one';
  end if;
  return new;
end $$;
create trigger series_goes_up before insert or update or delete on payments.document_series
  for each row execute function payments.series_goes_up();

create function payments.series_is_used() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from payments.document d
      where d.seller = new.seller and d.kind = new.kind and d.year = new.year and d.number = new.last) then
    raise exception 'number % of the series % % has no document', new.last, new.kind, new.year
      using errcode = 'integrity_constraint_violation', constraint = 'document_without_gap';
  end if;
  return null;
end $$;
create constraint trigger series_is_used after insert or update on payments.document_series
  deferrable initially deferred for each row execute function payments.series_is_used();

create function payments.document_is_next() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from payments.document_series s
      where s.seller = new.seller and s.kind = new.kind and s.year = new.year and s.last = new.number) then
    raise exception 'number % is not the next of the series % %', new.number, new.kind, new.year
      using errcode = 'integrity_constraint_violation', constraint = 'document_without_gap';
  end if;
  return new;
end $$;
create trigger document_is_next before insert on payments.document
  for each row execute function payments.document_is_next();

-- Money that came has its receipt, money that went back its credit note; what cost nothing has neither.
create function payments.payment_has_documents() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.amount > 0 and (select count(*) from payments.document d
      where d.order_id = new.order_id and d.about is null and d.kind = 'invoice'
         or d.order_id = new.order_id and d.kind = 'receipt') <> 2 then
    raise exception 'the payment of order % has no invoice and receipt', new.order_id
      using errcode = 'integrity_constraint_violation', constraint = 'payment_has_documents';
  end if;
  return null;
end $$;
create constraint trigger payment_has_documents after insert on payments.payment
  deferrable initially deferred for each row execute function payments.payment_has_documents();

create function payments.refund_has_credit_note() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.state = 'done' and not exists (select from payments.document d where d.refund_id = new.id) then
    raise exception 'refund % was sent without a credit note', new.id
      using errcode = 'integrity_constraint_violation', constraint = 'refund_has_credit_note';
  end if;
  return null;
end $$;
create constraint trigger refund_has_credit_note after insert or update of state on payments.refund
  deferrable initially deferred for each row execute function payments.refund_has_credit_note();

-- What somebody asked for once and for all: when what they have falls below, so much is bought with the
-- method that they keep with the provider, up to so much a month. Of a person: credits, in hundredths. Of an
-- organization: message credits of one kind, and `buy` is how often its offer is bought, `most` money.
create table payments.refill (
  owner_type text not null check (owner_type in ('person', 'organization')),
  owner_id text not null,
  asset text not null default 'CREDIT' check (asset in ('CREDIT', 'SMS', 'WHATSAPP', 'EMAIL')),
  below bigint not null check (below > 0),
  buy bigint not null check (buy > 0),
  most bigint not null check (most >= buy),
  -- What is bought, by its seller's name for it.
  offer text,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null check (state in ('on', 'off')),
  -- Why it is off: its owner did it; it failed too often; nothing is kept to be charged; it is not on sale.
  off_because text check (off_because in ('owner', 'failures', 'no_method', 'not_on_sale')),
  -- A fall begins where there was enough before; `falls` counts them.
  armed boolean not null default true,
  falls integer not null default 0 check (falls >= 0),
  -- Tries refused one after the other, and when the next one is.
  failures integer not null default 0 check (failures >= 0),
  next_try_at timestamptz,
  -- Which cap stands against it now.
  held_back text,
  looked_at timestamptz not null,
  set_at timestamptz not null,
  set_by text,
  primary key (owner_type, owner_id, asset),
  check ((state = 'off') = (off_because is not null)),
  check ((owner_type = 'person') = (asset = 'CREDIT') and (owner_type = 'person') = (offer is null)),
  check (asset <> 'CREDIT' or (below % 100 = 0 and buy % 100 = 0 and most % 100 = 0))
);
create index refill_on on payments.refill (looked_at) where state = 'on';
grant select, insert, update on payments.refill to stoa_app;

-- One try to refill after one fall, with the order that it pays, written before the provider is asked.
create table payments.refill_run (
  id uuid primary key,
  owner_type text not null,
  owner_id text not null,
  asset text not null default 'CREDIT',
  fall integer not null check (fall > 0),
  attempt integer not null check (attempt > 0),
  order_id uuid not null unique references payments.orders,
  -- What counts towards the month's most: credits, or the money of an organization's order.
  counts bigint not null check (counts > 0),
  -- What is charged; null where somebody has to pay it themselves (state `waiting`).
  provider text,
  payer text,
  method text,
  started_at timestamptz not null,
  ended_at timestamptz,
  state text not null check (state in ('charging', 'waiting', 'done', 'failed')),
  code text,
  foreign key (owner_type, owner_id, asset) references payments.refill (owner_type, owner_id, asset),
  unique (owner_type, owner_id, asset, fall, attempt),
  check (num_nulls(provider, payer, method) in (0, 3)),
  check (state <> 'charging' or method is not null),
  check ((state in ('charging', 'waiting')) = (ended_at is null)),
  check ((state = 'failed') = (code is not null))
);
-- Never twice for one fall, and never two at a time.
create unique index refill_once_a_fall on payments.refill_run (owner_type, owner_id, asset, fall)
  where state in ('charging', 'waiting', 'done');
create unique index refill_one_at_a_time on payments.refill_run (owner_type, owner_id, asset)
  where state in ('charging', 'waiting');
create index refill_run_open on payments.refill_run (started_at) where state in ('charging', 'waiting');
grant select, insert, update on payments.refill_run to stoa_app;

-- How often a page for keeping a method was opened: the name under which the provider is asked.
create table payments.setup_page (
  id uuid primary key,
  owner_type text not null,
  owner_id text not null,
  provider text not null,
  ref text,
  opened_at timestamptz not null,
  unique (provider, ref)
);
grant select, insert, update on payments.setup_page to stoa_app;
