-- The ledger: assets, accounts, journals, transfers, lots, holds. src/ledger/README.md has the words.
-- The application's role reads these tables and writes only through the functions at the end.

-- Functions below may name ones that come later.
set local check_function_bodies = off;

create schema ledger;
grant usage on schema ledger to stoa_app;

-- Rules of a single value are domains: a table's own checks are read from their text anew at every
-- statement that writes it, a domain's once a session (docs/performance.md).
create domain ledger.units as bigint check (value > 0);
create domain ledger.part as bigint check (value >= 0);
create domain ledger.key as text check (length(value) between 1 and 200);
create domain ledger.sha256 as bytea check (length(value) = 32);
create domain ledger.lot_source as text
  check (value in ('purchase', 'plan', 'promotion', 'bonus', 'goodwill', 'reward', 'refund', 'wholesale', 'sale'));
create domain ledger.lot_deed as text
  check (value in ('issue', 'capture', 'expire', 'revoke', 'use', 'grace', 'rollover'));
create domain ledger.hold_deed as text check (value in ('capture', 'release', 'timeout'));

-- What can be counted ---------------------------------------------------------------------------

create table ledger.asset (
  id smallint primary key,
  code text not null unique check (code ~ '^[A-Z]{2,16}$'),
  scale smallint not null check (scale between 0 and 9),
  kind text not null check (kind in ('currency', 'credit', 'token', 'message'))
);

-- Every ISO 4217 currency by its real exponent, then what Stoa itself counts; ids as in src/ledger/assets.ts.
insert into ledger.asset (id, code, scale, kind)
select row_number() over (order by list.ord, item.ord), item.code, list.scale, 'currency'
from (values
  (1, 2, 'USD EUR INR GBP AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG'),
  (2, 0, 'JPY KRW BIF CLP DJF GNF ISK KMF PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  (3, 3, 'BHD IQD JOD KWD LYD OMR TND'),
  (4, 4, 'CLF UYW')
) as list (ord, scale, codes), unnest(string_to_array(codes, ' ')) with ordinality as item (code, ord);
insert into ledger.asset (id, code, scale, kind)
select (select count(*) from ledger.asset) + ord, code, scale, kind
from (values (1, 'CREDIT', 2, 'credit'), (2, 'TOKEN', 2, 'token'), (3, 'SMS', 0, 'message'),
  (4, 'WHATSAPP', 0, 'message'), (5, 'EMAIL', 0, 'message')) as own (ord, code, scale, kind);

-- The chart of accounts: what an account is for decides its side, its class and its guard.
-- bounded: one balance row, locked and kept at or above `floor` (null: no floor, but still a running
-- balance). Not bounded: no row that postings wait for; the balance is a sum. See docs/ledger.md.
create table ledger.purpose (
  name text primary key check (name ~ '^[a-z_]{2,32}$'),
  class text not null check (class in ('asset', 'liability', 'income', 'expense', 'equity', 'unit')),
  side text not null check (side in ('debit', 'credit')),
  bounded boolean not null,
  floor bigint,
  -- every unit on such an account belongs to a lot
  lots boolean not null default false,
  check (bounded or floor is null),
  check (not lots or (bounded and side = 'debit' and class = 'unit'))
);

insert into ledger.purpose (name, class, side, bounded, floor, lots) values
  ('provider_clearing', 'asset', 'debit', true, null, false),
  ('bank', 'asset', 'debit', true, null, false),
  ('suspense', 'asset', 'debit', false, null, false),
  ('inventory', 'asset', 'debit', false, null, false),
  ('open_disputes', 'asset', 'debit', false, null, false),
  ('educator_receivable', 'asset', 'debit', true, 0, false),
  ('exchange', 'asset', 'debit', false, null, false),
  -- Tax that a supplier put on an invoice and that the tax office gives back: it is no cost, and not what we owe.
  ('tax_recoverable', 'asset', 'debit', false, null, false),
  ('deferred_credits', 'liability', 'credit', false, null, false),
  ('deferred_bookings', 'liability', 'credit', false, null, false),
  ('deferred_access', 'liability', 'credit', false, null, false),
  ('deferred_courses', 'liability', 'credit', false, null, false),
  ('deferred_seats', 'liability', 'credit', false, null, false),
  ('deferred_certificates', 'liability', 'credit', false, null, false),
  ('deferred_licences', 'liability', 'credit', false, null, false),
  ('deferred_sponsorship', 'liability', 'credit', false, null, false),
  ('deferred_messages', 'liability', 'credit', false, null, false),
  ('tax_payable', 'liability', 'credit', false, null, false),
  ('withholding_payable', 'liability', 'credit', false, null, false),
  ('supplier_payable', 'liability', 'credit', false, null, false),
  ('rewards_payable', 'liability', 'credit', false, null, false),
  ('refunds_payable', 'liability', 'credit', false, null, false),
  ('unclaimed_property', 'liability', 'credit', false, null, false),
  ('educator_held', 'liability', 'credit', true, 0, false),
  ('educator_available', 'liability', 'credit', true, 0, false),
  ('platform_fee', 'income', 'credit', false, null, false),
  ('subscriptions', 'income', 'credit', false, null, false),
  ('breakage', 'income', 'credit', false, null, false),
  ('message_sales', 'income', 'credit', false, null, false),
  ('certificates', 'income', 'credit', false, null, false),
  ('sponsorship', 'income', 'credit', false, null, false),
  ('licences', 'income', 'credit', false, null, false),
  ('payout_fees', 'income', 'credit', false, null, false),
  ('fx', 'income', 'credit', false, null, false),
  ('rounding', 'income', 'credit', false, null, false),
  ('processing_fees', 'expense', 'debit', false, null, false),
  ('dispute_fees', 'expense', 'debit', false, null, false),
  ('dispute_losses', 'expense', 'debit', false, null, false),
  ('promotions', 'expense', 'debit', false, null, false),
  ('included_sessions', 'expense', 'debit', false, null, false),
  ('refunds', 'expense', 'debit', false, null, false),
  ('guarantees', 'expense', 'debit', false, null, false),
  ('recruiting', 'expense', 'debit', false, null, false),
  ('message_costs', 'expense', 'debit', false, null, false),
  ('refund_costs', 'expense', 'debit', false, null, false),
  ('equity', 'equity', 'credit', false, null, false),
  ('wallet', 'unit', 'debit', true, 0, true),
  ('stock', 'unit', 'debit', true, 0, true),
  ('educator_tokens', 'unit', 'debit', true, 0, true),
  ('issued_purchase', 'unit', 'credit', false, null, false),
  ('issued_plan', 'unit', 'credit', false, null, false),
  ('issued_promotion', 'unit', 'credit', false, null, false),
  ('issued_bonus', 'unit', 'credit', false, null, false),
  ('issued_goodwill', 'unit', 'credit', false, null, false),
  ('issued_reward', 'unit', 'credit', false, null, false),
  ('issued_refund', 'unit', 'credit', false, null, false),
  ('issued_sale', 'unit', 'credit', false, null, false),
  ('provider_supply', 'unit', 'credit', false, null, false),
  ('redeemed', 'unit', 'debit', false, null, false),
  ('expired', 'unit', 'debit', false, null, false),
  ('revoked', 'unit', 'debit', false, null, false),
  ('spent', 'unit', 'debit', false, null, false),
  ('used', 'unit', 'debit', false, null, false),
  ('converted', 'unit', 'debit', false, null, false),
  ('retired', 'unit', 'debit', false, null, false);

-- Who owns what ---------------------------------------------------------------------------------

-- An account's number ends in its asset (number % 1024), so that a row can show by itself that both its
-- accounts count the same thing.
create sequence ledger.account_number;

create table ledger.account (
  id bigint primary key,
  asset_id smallint not null references ledger.asset check (asset_id = id % 1024),
  owner_type text not null check (owner_type in ('person', 'organization', 'platform', 'provider')),
  owner_id text not null check (owner_id ~ '^[A-Za-z0-9_.-]{1,64}$'),
  purpose text not null references ledger.purpose,
  address text not null generated always as (owner_type || ':' || owner_id || '/' || purpose) stored,
  side text not null check (side in ('debit', 'credit')),
  bounded boolean not null,
  lots boolean not null,
  opened_at timestamptz not null,
  frozen_at timestamptz,
  frozen_by text check ((frozen_at is null) = (frozen_by is null)),
  frozen_why text check ((frozen_at is null) = (frozen_why is null)),
  closed_at timestamptz,
  unique (address, asset_id)
);
create index account_owner on ledger.account (owner_id);

-- What a bounded account has now, in its own direction. The one row that postings lock.
create table ledger.balance (
  account_id bigint primary key,
  posted bigint not null default 0,
  held ledger.part not null default 0,
  floor bigint,
  written_at timestamptz not null default '-infinity',
  constraint never_below_floor check (floor is null or posted - held >= floor)
) with (fillfactor = 50);

-- What happened ---------------------------------------------------------------------------------

create table ledger.journal (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null,
  written_at timestamptz not null,
  -- of the transaction that wrote it: sealing goes by this (docs/ledger.md)
  xid bigint not null default pg_current_xact_id()::text::bigint,
  reverses bigint references ledger.journal check (reverses < id),
  kind text not null,
  about_type text not null,
  about_id text not null,
  by text not null,
  key ledger.key not null unique,
  hash ledger.sha256 not null,
  metadata jsonb
);
create index journal_about on ledger.journal (about_id);
create unique index reversed_once on ledger.journal (reverses) where reverses is not null;
create index journal_xid on ledger.journal (xid);

-- No foreign keys here, for they would lock and write the rows of both accounts and the journal at every
-- posting (a third of its cost, measured): accounts and journals are never deleted, only the functions
-- below write, and verify looks. What must not be wrong even so is in the row itself.
create table ledger.transfer (
  journal_id bigint not null,
  amount ledger.units not null,
  debit_id bigint not null,
  credit_id bigint not null,
  -- running balance of a bounded account after this transfer
  debit_after bigint,
  credit_after bigint,
  leg smallint not null,
  primary key (journal_id, leg),
  constraint one_asset check (debit_id % 1024 = credit_id % 1024 and debit_id <> credit_id and leg > 0)
);
create index transfer_debit on ledger.transfer (debit_id, journal_id);
create index transfer_credit on ledger.transfer (credit_id, journal_id);

-- A refusal that its caller asked to be remembered: the same key gets it again, even when it would work now.
create table ledger.refusal (
  key text primary key,
  hash bytea not null,
  code text not null,
  facts jsonb not null,
  written_at timestamptz not null default clock_timestamp()
);

-- Lots ------------------------------------------------------------------------------------------

create table ledger.lot (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  journal_id bigint not null,
  source ledger.lot_source not null,
  issued ledger.units not null,
  remaining bigint not null,
  held ledger.part not null default 0,
  -- money paid for it (net of tax), and the card fee paid for it; both in smallest units of basis_asset_id
  basis_asset_id smallint,
  basis ledger.part not null default 0,
  basis_left bigint not null,
  basis_held ledger.part not null default 0,
  fee ledger.part not null default 0,
  fee_left bigint not null,
  fee_held ledger.part not null default 0,
  priority smallint not null default 0,
  -- what it may be spent on; null: anything
  scope text,
  issued_at timestamptz not null,
  expires_at timestamptz not null default 'infinity',
  frozen_at timestamptz,
  frozen_by text check ((frozen_at is null) = (frozen_by is null)),
  frozen_why text check ((frozen_at is null) = (frozen_why is null)),
  -- grace and roll-over: the lot whose units these were
  from_lot bigint,
  open boolean not null default true
) with (fillfactor = 70);
-- What must hold within a lot, as one check that calls a function: written out in the table it would be read from its
-- text at every statement that writes a lot, for more than the rest of the statement costs.
create function ledger.is_sound(l ledger.lot) returns boolean language plpgsql immutable as $$
begin
  return l.held <= l.remaining and l.remaining <= l.issued
    and l.basis_held <= l.basis_left and l.basis_left <= l.basis
    and l.fee_held <= l.fee_left and l.fee_left <= l.fee
    and l.open = (l.remaining > 0) and (l.open or (l.basis_left = 0 and l.fee_left = 0))
    and (l.basis_asset_id is not null or (l.basis = 0 and l.fee = 0));
end $$;
alter table ledger.lot add constraint lot_is_sound check (ledger.is_sound(lot));
-- the order of spending: what was bought goes last among those that run out together
create index lot_open on ledger.lot (account_id, priority, expires_at, (source = 'purchase'), id) where open;
create index lot_due on ledger.lot (expires_at) where open and expires_at < 'infinity';
create index lot_from on ledger.lot (from_lot) where from_lot is not null;
-- Every purchase of stock is looked at for as long as it is history, used up or not.
create index lot_of_stock on ledger.lot (account_id, id) where source = 'wholesale';

-- Every change of a lot, with the transfer that it belongs to (grace and roll-over have none).
create table ledger.lot_move (
  lot_id bigint not null,
  journal_id bigint,
  hold_id bigint,
  units bigint not null check (units <> 0),
  basis bigint not null,
  fee bigint not null,
  leg smallint,
  kind ledger.lot_deed not null,
  happened_at timestamptz not null,
  check ((journal_id is null) = (leg is null))
);
create index lot_move_lot on ledger.lot_move (lot_id, journal_id);
create index lot_move_journal on ledger.lot_move (journal_id) where journal_id is not null;

-- Holds -----------------------------------------------------------------------------------------

create table ledger.hold (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  units ledger.units not null,
  captured ledger.part not null default 0,
  released ledger.part not null default 0,
  happened_at timestamptz not null,
  written_at timestamptz not null,
  expires_at timestamptz not null default 'infinity',
  -- what the wallet had right after, for the answer to a repeat
  posted_after bigint not null,
  held_after bigint not null,
  about_type text not null,
  about_id text not null,
  by text not null,
  key ledger.key not null unique,
  hash ledger.sha256 not null,
  open boolean not null default true,
  -- how many hold_step rows it has
  steps smallint not null default 0,
  constraint resolved_once check (captured + released <= units),
  check (open = (captured + released < units))
) with (fillfactor = 80);
create index hold_due on ledger.hold (expires_at) where open and expires_at < 'infinity';
create index hold_account on ledger.hold (account_id) where open;
create index hold_about on ledger.hold (about_id);

-- The named lots of a hold, in the order in which they were taken, and what of them is still held.
create table ledger.hold_lot (
  hold_id bigint not null,
  ord smallint not null,
  lot_id bigint not null,
  units ledger.units not null,
  basis ledger.part not null,
  fee ledger.part not null,
  units_left ledger.part not null,
  basis_left ledger.part not null,
  fee_left ledger.part not null,
  primary key (hold_id, ord),
  check (units_left <= units and basis_left <= basis and fee_left <= fee)
) with (fillfactor = 80);
create index hold_lot_lot on ledger.hold_lot (lot_id);

-- What was done with a hold after it was opened; also the memory of the keys of releases.
create table ledger.hold_step (
  hold_id bigint not null,
  ord smallint not null,
  kind ledger.hold_deed not null,
  units ledger.units not null,
  key text unique,
  hash bytea,
  journal_id bigint,
  by text not null,
  happened_at timestamptz not null,
  written_at timestamptz not null default clock_timestamp(),
  primary key (hold_id, ord)
);

-- Free lots that units are to be taken from, in the order of spending, what each part carries (as ledger.piece has it),
-- the same as it is answered, and how many units there are too few.
create type ledger.taking as (
  lots bigint[], units bigint[], bases bigint[], fees bigint[], pieces jsonb, missing bigint
);

-- The deeds. Each answers {"refused": code, "facts": {…}} before it has changed anything, or does it all.

-- The account at an address ('person:<id>/wallet') in an asset, opened if it is not there.
-- Null where there is no such purpose.
create function ledger.open_account(p_address text, p_asset smallint, p_at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  v_id bigint;
  v_purpose ledger.purpose;
  v_owner text := split_part(p_address, '/', 1);
begin
  select id into v_id from ledger.account where address = p_address and asset_id = p_asset;
  if found then return v_id; end if;
  select * into v_purpose from ledger.purpose where name = split_part(p_address, '/', 2);
  if not found then return null; end if;
  insert into ledger.account (id, asset_id, owner_type, owner_id, purpose, side, bounded, lots, opened_at)
    values (nextval('ledger.account_number') * 1024 + p_asset, p_asset, split_part(v_owner, ':', 1), split_part(v_owner, ':', 2), v_purpose.name,
      v_purpose.side, v_purpose.bounded, v_purpose.lots, p_at)
    on conflict (address, asset_id) do nothing returning id into v_id;
  if v_id is null then
    select id into v_id from ledger.account where address = p_address and asset_id = p_asset;
  elsif v_purpose.bounded then
    insert into ledger.balance (account_id, floor) values (v_id, v_purpose.floor);
  end if;
  return v_id;
end $$;

create function ledger.refused(p_code text, p_facts jsonb default '{}') returns jsonb
language sql immutable as $$ select jsonb_build_object('refused', p_code, 'facts', p_facts) $$;

-- Answers a key that was used before: the first result, or key_reused. Null: the key is new.
create function ledger.answered(p_key text, p_hash bytea) returns jsonb
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_journal ledger.journal;
  v_refusal ledger.refusal;
begin
  select * into v_journal from ledger.journal where key = p_key;
  if found then
    if v_journal.hash <> p_hash then
      return ledger.refused('key_reused', jsonb_build_object('key', p_key));
    end if;
    return jsonb_build_object('journal', v_journal.id, 'repeated', true, 'lots', ledger.lots_of(v_journal.id));
  end if;
  select * into v_refusal from ledger.refusal where key = p_key;
  if found then
    if v_refusal.hash <> p_hash then
      return ledger.refused('key_reused', jsonb_build_object('key', p_key));
    end if;
    return ledger.refused(v_refusal.code, v_refusal.facts || '{"remembered": true}');
  end if;
  return null;
end $$;

-- Posts one journal: its transfers and what they do to lots.
-- p_accounts are the accounts concerned in the order in which all postings lock them (address, asset);
-- p_changes what each gains in its own direction, p_unheld what of its reservations a capture uses up.
-- Legs name accounts by their place; p_debit_rest and p_credit_rest are what the account still gains
-- after that leg, so that every transfer keeps the balance right after it.
-- p_lots, in order, each {"leg": n, "do": …} with
--   issue:   source, basisAsset, basis, fee, priority, scope, expiresAt (into the debit account)
--   capture: hold, units (out of the credit account)
--   remove:  lot, units, kind expire|revoke|use, basis (out of the credit account)
-- p_remember: a refusal for want of funds or a frozen account stays the answer to this key.
create function ledger.post(
  p_key text, p_hash bytea, p_kind text, p_about_type text, p_about_id text, p_by text,
  p_at timestamptz, p_metadata jsonb, p_reverses bigint, p_remember boolean,
  p_accounts text[], p_assets smallint[], p_bounded boolean[], p_changes bigint[], p_unheld bigint[],
  p_debits integer[], p_credits integer[], p_amounts bigint[], p_debit_rest bigint[], p_credit_rest bigint[],
  p_lots jsonb
) returns jsonb
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_answer jsonb;
  v_journal bigint;
  v_ids bigint[];
  v_after bigint[];
  v_id bigint;
  v_lots boolean;
  v_posted bigint;
  v_written timestamptz;
  v_last timestamptz;
  -- A transaction number before any journal number: snapshots rely on this order.
  v_xid xid8 := pg_current_xact_id();
  -- One reading for several accounts; a single one reads it under its lock.
  v_now timestamptz := case when cardinality(array_positions(p_bounded, true)) > 1 then clock_timestamp() end;
  -- One account's or one leg's values: a name costs a statement less than a place in an array.
  v_account text;
  v_asset smallint;
  v_change bigint;
  v_unheld bigint;
  v_amount bigint;
  v_debit bigint;
  v_credit bigint;
  v_debit_after bigint;
  v_credit_after bigint;
  -- What is to be spent of whose lots (one such work in a journal), and the pieces that this is.
  v_take jsonb;
  v_from integer;
  v_free ledger.taking;
  i integer;
begin
  -- Whether the key was used is seen where the journal is written, or where something does not go:
  -- nearly every deed is new, and looking first would cost each of them.
  if p_remember then
    v_answer := ledger.answered(p_key, p_hash);
    if v_answer is not null then return v_answer; end if;
  end if;
  if p_lots is not null then
    v_take := jsonb_path_query_first(p_lots, '$[*] ? (@.do == "take")');
    v_from := p_credits[(v_take ->> 'leg')::integer];
    v_answer := ledger.refusal_of_holds(p_lots, p_at);
    if v_answer is not null then
      return coalesce(ledger.answered(p_key, p_hash), ledger.remembered(v_answer, p_remember, p_key, p_hash));
    end if;
  end if;

  for i in 1 .. cardinality(p_accounts) loop
    v_account := p_accounts[i];
    v_asset := p_assets[i];
    if p_bounded[i] then
      v_change := p_changes[i];
      v_unheld := p_unheld[i];
      loop
        update ledger.balance b
          set posted = b.posted + v_change, held = b.held - v_unheld,
            written_at = greatest(b.written_at, coalesce(v_now, clock_timestamp()))
          from ledger.account a
          where a.address = v_account and a.asset_id = v_asset and b.account_id = a.id
            and a.closed_at is null
            and v_change <= 9223372036854775807 - greatest(b.posted, 0)
            and v_change >= -9223372036854775807 - least(b.posted, 0)
            and (v_change >= 0 or a.frozen_at is null
              and (b.floor is null or b.posted + v_change - b.held + v_unheld >= b.floor))
          returning a.id, b.posted, b.written_at, a.lots into v_id, v_posted, v_last, v_lots;
        exit when found;
        v_answer := ledger.why_not(v_account, v_asset, v_change, v_unheld, p_at);
        exit when v_answer is not null;
      end loop;
      if v_answer ->> 'refused' = 'insufficient_funds' and v_from = i then
        select id into v_id from ledger.account where address = v_account and asset_id = v_asset;
        v_answer := ledger.refusal_of_take(v_account, v_asset,
          ledger.free_pieces(v_id, (v_take ->> 'units')::bigint, v_take ->> 'scope', p_at));
      end if;
    else
      select id into v_id from ledger.account
        where address = v_account and asset_id = v_asset and not bounded;
      if not found then
        v_id := ledger.open_account(v_account, v_asset, p_at);
        if v_id is null then
          v_answer := ledger.refused('unknown_account', jsonb_build_object('account', v_account));
        elsif exists (select from ledger.balance where account_id = v_id) then
          raise exception '% is bounded, and was posted to as if it were not', v_account;
        end if;
      end if;
      v_lots := false;
    end if;
    if v_lots and p_lots is null then
      raise exception '% counts lots, and was posted to without them', v_account;
    end if;
    if p_lots is not null and v_answer is null and p_bounded[i] then
      if v_from = i then
        v_free := ledger.free_pieces(v_id, (v_take ->> 'units')::bigint, v_take ->> 'scope', p_at);
        if v_free.missing > 0 then
          v_answer := ledger.refusal_of_take(v_account, v_asset, v_free);
        end if;
      elsif p_lots @> '[{"do": "remove"}]' then
        v_answer := ledger.refusal_of_lots(p_lots, v_id, p_credits, i);
      end if;
      if v_answer is not null then
        v_ids[i] := v_id;
        v_after[i] := v_posted;
      end if;
    end if;
    if v_answer is not null then
      -- Give back what the accounts before this one got: nobody has seen it.
      for k in 1 .. coalesce(cardinality(v_ids), 0) loop
        update ledger.balance set posted = posted - p_changes[k], held = held + p_unheld[k]
          where p_bounded[k] and account_id = v_ids[k];
      end loop;
      return coalesce(ledger.answered(p_key, p_hash), ledger.remembered(v_answer, p_remember, p_key, p_hash));
    end if;
    v_ids[i] := v_id;
    if p_bounded[i] then
      v_after[i] := v_posted;
      v_written := greatest(v_written, v_last);
    end if;
  end loop;

  -- From here on it succeeds. The second clock never runs backwards on an account: all of them keep the one
  -- time of this journal. Where a lock had to be waited for, or the machine's clock was set back, that time is
  -- not what they got above, and is carried to them.
  if v_written is null then
    v_written := clock_timestamp();
  elsif v_now is not null
      and (v_written > v_now or clock_timestamp() not between v_now and v_now + interval '1 millisecond') then
    v_written := greatest(v_written, clock_timestamp());
    update ledger.balance set written_at = v_written where account_id = any (v_ids);
  end if;
  insert into ledger.journal (happened_at, written_at, reverses, kind, about_type, about_id, by, key, hash, metadata)
    values (p_at, v_written, p_reverses, p_kind, p_about_type, p_about_id, p_by, p_key, p_hash, p_metadata)
    on conflict (key) do nothing returning id into v_journal;
  if not found then
    -- Somebody else used the key between our look and now; take back and answer as a repeat.
    for k in 1 .. cardinality(v_ids) loop
      update ledger.balance set posted = posted - p_changes[k], held = held + p_unheld[k]
        where p_bounded[k] and account_id = v_ids[k];
    end loop;
    return ledger.answered(p_key, p_hash);
  end if;
  for i in 1 .. cardinality(p_amounts) loop
    v_amount := p_amounts[i];
    v_debit := v_ids[p_debits[i]];
    v_credit := v_ids[p_credits[i]];
    v_debit_after := v_after[p_debits[i]] - p_debit_rest[i];
    v_credit_after := v_after[p_credits[i]] - p_credit_rest[i];
    insert into ledger.transfer (journal_id, leg, debit_id, credit_id, amount, debit_after, credit_after)
      values (v_journal, i, v_debit, v_credit, v_amount, v_debit_after, v_credit_after);
  end loop;
  if p_lots is not null then
    return jsonb_build_object('journal', v_journal, 'repeated', false, 'lots',
      ledger.work_on_lots(v_journal, p_lots, v_ids, p_debits, p_amounts, p_by, p_at, v_written)
        || case when v_take is null then '[]' else ledger.take_pieces(v_journal, v_take, v_free, p_amounts, p_at) end);
  end if;
  return jsonb_build_object('journal', v_journal, 'repeated', false);
end $$;

-- Keeps a refusal where its caller asked for that.
create function ledger.remembered(p_answer jsonb, p_remember boolean, p_key text, p_hash bytea) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if p_remember and p_answer ->> 'refused' in ('insufficient_funds', 'account_frozen') then
    insert into ledger.refusal (key, hash, code, facts)
      values (p_key, p_hash, p_answer ->> 'refused', p_answer -> 'facts')
      on conflict (key) do nothing;
  end if;
  return p_answer;
end $$;

-- Why a balance could not be changed. Null: the account was only not open yet; try again.
create function ledger.why_not(
  p_address text, p_asset smallint, p_change bigint, p_unheld bigint, p_at timestamptz
) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account;
  v_balance ledger.balance;
begin
  select * into v_account from ledger.account where address = p_address and asset_id = p_asset;
  if not found then
    if ledger.open_account(p_address, p_asset, p_at) is null then
      return ledger.refused('unknown_account', jsonb_build_object('account', p_address));
    end if;
    return null;
  end if;
  if v_account.closed_at is not null then
    return ledger.refused('account_closed', jsonb_build_object('account', p_address));
  elsif v_account.frozen_at is not null and p_change < 0 then
    return ledger.refused('account_frozen', jsonb_build_object('account', p_address, 'why', v_account.frozen_why));
  end if;
  select * into v_balance from ledger.balance where account_id = v_account.id for no key update;
  if not found then
    return ledger.refused('unknown_account', jsonb_build_object('account', p_address));
  elsif abs(v_balance.posted::numeric + p_change) > 9223372036854775807 then
    return ledger.refused('balance_too_large', jsonb_build_object('account', p_address));
  elsif v_balance.posted + p_change - v_balance.held + p_unheld < v_balance.floor then
    return ledger.refused('insufficient_funds', jsonb_build_object(
      'account', p_address, 'asset', (select code from ledger.asset where id = p_asset),
      'needed', (-p_change - p_unheld)::text,
      'available', (v_balance.posted - v_balance.held - v_balance.floor)::text,
      'short', (v_balance.floor - v_balance.posted - p_change + v_balance.held - p_unheld)::text));
  end if;
  -- Somebody changed it between the two looks: the row is locked now, so the next try decides.
  return null;
end $$;

-- Locks the holds that are to be captured, in their order, and looks whether they suffice.
create function ledger.refusal_of_holds(p_lots jsonb, p_at timestamptz) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_holds bigint[] := '{}';
  v_units bigint[] := '{}';
  v_hold ledger.hold;
  v_left bigint;
  v_id bigint;
  k integer;
begin
  for n in 0 .. jsonb_array_length(p_lots) - 1 loop
    if p_lots -> n ->> 'do' = 'capture' then
      v_id := (p_lots -> n ->> 'hold')::bigint;
      k := coalesce(array_position(v_holds, v_id), cardinality(v_holds) + 1);
      v_holds[k] := v_id;
      v_units[k] := coalesce(v_units[k], 0) + (p_lots -> n ->> 'units')::bigint;
    end if;
  end loop;
  if cardinality(v_holds) > 1 then
    select array_agg(h order by h), array_agg(u order by h) into v_holds, v_units from unnest(v_holds, v_units) x (h, u);
  end if;
  for k in 1 .. cardinality(v_holds) loop
    select * into v_hold from ledger.hold where id = v_holds[k] for update;
    if not found then
      return ledger.refused('unknown_hold', jsonb_build_object('hold', v_holds[k]::text));
    end if;
    v_left := v_hold.units - v_hold.captured - v_hold.released;
    if v_hold.open and v_hold.expires_at <= p_at then
      return ledger.refused('hold_expired', jsonb_build_object('hold', v_hold.id::text));
    elsif v_left < v_units[k] then
      return ledger.refused(case when v_hold.open then 'hold_too_small' else 'hold_closed' end,
        jsonb_build_object('hold', v_hold.id::text, 'left', v_left::text, 'needed', v_units[k]::text));
    end if;
  end loop;
  return null;
end $$;

-- Whether the lots that are to be taken from are there and large enough. Their wallet is locked.
create function ledger.refusal_of_lots(p_lots jsonb, p_account bigint, p_credits integer[], p_place integer)
returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_item record;
  v_lot ledger.lot;
begin
  for v_item in
    select (w ->> 'lot')::bigint as lot, sum((w ->> 'units')::bigint)::bigint as units,
      max((w ->> 'basis')::bigint) as basis
    from jsonb_array_elements(p_lots) w
    where w ->> 'do' = 'remove' and p_credits[(w ->> 'leg')::integer] = p_place group by 1
  loop
    select * into v_lot from ledger.lot where id = v_item.lot and account_id = p_account;
    if not found then
      return ledger.refused('unknown_lot', jsonb_build_object('lot', v_item.lot::text));
    elsif v_lot.remaining - v_lot.held < v_item.units then
      return ledger.refused('lot_too_small', jsonb_build_object('lot', v_lot.id::text,
        'left', (v_lot.remaining - v_lot.held)::text, 'needed', v_item.units::text));
    elsif v_item.basis is distinct from (ledger.piece(v_lot, v_item.units)).basis and v_item.basis is not null then
      return ledger.refused('basis_differs', jsonb_build_object('lot', v_lot.id::text,
        'basis', (ledger.piece(v_lot, v_item.units)).basis::text, 'said', v_item.basis::text));
    end if;
  end loop;
  return null;
end $$;

create function ledger.work_on_lots(
  p_journal bigint, p_lots jsonb, p_ids bigint[], p_debits integer[],
  p_amounts bigint[], p_by text, p_at timestamptz, p_written timestamptz
) returns jsonb
language plpgsql as $$
declare
  v_done jsonb := '[]';
  v_item jsonb;
  v_leg integer;
begin
  for n in 0 .. jsonb_array_length(p_lots) - 1 loop
    v_item := p_lots -> n;
    v_leg := (v_item ->> 'leg')::integer;
    case v_item ->> 'do'
      when 'issue' then
        v_done := v_done || ledger.issue_lot(p_journal, v_leg, p_ids[p_debits[v_leg]], p_amounts[v_leg], p_at, v_item);
      when 'capture' then
        v_done := v_done || ledger.capture_hold(p_journal, v_leg, (v_item ->> 'hold')::bigint,
          (v_item ->> 'units')::bigint, p_by, p_at, p_written);
      when 'remove' then
        v_done := v_done || ledger.remove_units(p_journal, v_leg, (v_item ->> 'lot')::bigint,
          (v_item ->> 'units')::bigint, v_item ->> 'kind', p_at);
      when 'take' then
        null; -- by post itself, which has chosen the pieces
    end case;
  end loop;
  return v_done;
end $$;

-- What was done to one lot, as it is answered.
create function ledger.lot_done(
  p_lot bigint, p_source text, p_kind text, p_leg integer, p_units bigint, p_basis bigint, p_fee bigint,
  p_basis_asset smallint, p_expires timestamptz
) returns jsonb
language sql stable
return jsonb_build_object('id', p_lot, 'source', p_source, 'kind', p_kind, 'leg', p_leg, 'units', p_units::text,
    'basis', p_basis::text, 'fee', p_fee::text, 'basisAsset', (select code from ledger.asset where id = p_basis_asset),
    'expiresAt', nullif(p_expires, 'infinity'));

-- What a journal did to lots: the part of its answer that a repeat must find again.
create function ledger.lots_of(p_journal bigint) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(jsonb_agg(ledger.lot_done(l.id, l.source, m.kind, m.leg, m.units, m.basis, m.fee, l.basis_asset_id,
      l.expires_at) order by m.leg, m.lot_id), '[]')
  from ledger.lot_move m join ledger.lot l on l.id = m.lot_id where m.journal_id = p_journal
$$;

create function ledger.issue_lot(
  p_journal bigint, p_leg integer, p_account bigint, p_units bigint, p_at timestamptz, p_what jsonb
) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_lot ledger.lot;
  v_basis bigint := coalesce((p_what ->> 'basis')::bigint, 0);
  v_fee bigint := coalesce((p_what ->> 'fee')::bigint, 0);
begin
  insert into ledger.lot (account_id, journal_id, source, issued, remaining, basis_asset_id, basis,
      basis_left, fee, fee_left, priority, scope, issued_at, expires_at)
    values (p_account, p_journal, p_what ->> 'source', p_units, p_units,
      (select id from ledger.asset where code = p_what ->> 'basisAsset'), v_basis, v_basis, v_fee, v_fee,
      coalesce((p_what ->> 'priority')::smallint, 0), p_what ->> 'scope', p_at,
      coalesce((p_what ->> 'expiresAt')::timestamptz, 'infinity'))
    returning * into v_lot;
  insert into ledger.lot_move (lot_id, journal_id, leg, kind, units, basis, fee, happened_at)
    values (v_lot.id, p_journal, p_leg, 'issue', p_units, v_basis, v_fee, p_at);
  return ledger.lot_done(v_lot.id, v_lot.source, 'issue', p_leg, p_units, v_basis, v_fee, v_lot.basis_asset_id,
    v_lot.expires_at);
end $$;

-- Takes units that nobody holds out of a lot: floor(basis * units / issued), and the last piece takes the rest.
create function ledger.remove_units(
  p_journal bigint, p_leg integer, p_lot bigint, p_units bigint, p_kind text, p_at timestamptz
) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_lot ledger.lot;
  v_basis bigint;
  v_fee bigint;
begin
  select * into v_lot from ledger.lot where id = p_lot;
  select p.basis, p.fee into v_basis, v_fee from ledger.piece(v_lot, p_units) p;
  update ledger.lot set remaining = remaining - p_units, basis_left = basis_left - v_basis,
      fee_left = fee_left - v_fee, open = remaining > p_units
    where id = p_lot;
  insert into ledger.lot_move (lot_id, journal_id, leg, kind, units, basis, fee, happened_at)
    values (p_lot, p_journal, p_leg, p_kind, -p_units, -v_basis, -v_fee, p_at);
  return ledger.lot_done(p_lot, v_lot.source, p_kind, p_leg, -p_units, -v_basis, -v_fee, v_lot.basis_asset_id,
    v_lot.expires_at);
end $$;

-- Too little can be spent of an account's lots: expired, frozen and held ones, and those for something else, do not count.
create function ledger.refusal_of_take(p_address text, p_asset smallint, p_free ledger.taking) returns jsonb
language plpgsql as $$
declare
  v_there bigint := coalesce((select sum(units) from unnest(p_free.units) units), 0);
begin
  return ledger.refused('insufficient_funds', jsonb_build_object('account', p_address,
    'asset', (select code from ledger.asset where id = p_asset), 'needed', (v_there + p_free.missing)::text,
    'available', v_there::text, 'short', p_free.missing::text));
end $$;

-- Takes the chosen pieces out of their lots. What was paid for them moves on between two unbounded accounts of the
-- platform, a transfer for each currency, where the work says so: {"release": {"from": purpose, "to": purpose}}.
create function ledger.take_pieces(p_journal bigint, p_take jsonb, p_free ledger.taking, p_amounts bigint[], p_at timestamptz)
returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_leg smallint := (p_take ->> 'leg')::smallint;
  v_lot bigint;
  v_units bigint;
  v_basis bigint;
  v_fee bigint;
  v_piece jsonb;
  v_money record;
  v_done jsonb := '[]';
  v_legs smallint := cardinality(p_amounts);
begin
  for n in 1 .. cardinality(p_free.lots) loop
    v_lot := p_free.lots[n];
    v_units := p_free.units[n];
    v_basis := p_free.bases[n];
    v_fee := p_free.fees[n];
    update ledger.lot set remaining = remaining - v_units, basis_left = basis_left - v_basis,
        fee_left = fee_left - v_fee, open = remaining > v_units
      where id = v_lot;
    insert into ledger.lot_move (lot_id, journal_id, leg, kind, units, basis, fee, happened_at)
      values (v_lot, p_journal, v_leg, 'use', -v_units, -v_basis, -v_fee, p_at);
    v_piece := p_free.pieces -> n - 1;
    v_done := v_done || jsonb_build_object('id', v_lot, 'source', v_piece -> 'source', 'kind', 'use', 'leg', v_leg,
      'units', (-v_units)::text, 'basis', (-v_basis)::text, 'fee', (-v_fee)::text,
      'basisAsset', v_piece -> 'basisAsset', 'expiresAt', v_piece -> 'expiresAt');
  end loop;
  if p_take ? 'release' and exists (select from unnest(p_free.bases) basis where basis > 0) then
    for v_money in
      select s.id as asset, sum((x ->> 'basis')::bigint)::bigint as amount
      from jsonb_array_elements(p_free.pieces) x join ledger.asset s on s.code = x ->> 'basisAsset'
      group by 1 having sum((x ->> 'basis')::bigint) > 0 order by 1
    loop
      v_legs := v_legs + 1;
      insert into ledger.transfer (journal_id, leg, debit_id, credit_id, amount) values (p_journal, v_legs,
        ledger.platform_account(p_take -> 'release' ->> 'from', v_money.asset, p_at),
        ledger.platform_account(p_take -> 'release' ->> 'to', v_money.asset, p_at), v_money.amount);
    end loop;
  end if;
  return v_done;
end $$;

-- An unbounded account of the platform, opened if it is not there.
create function ledger.platform_account(p_purpose text, p_asset smallint, p_at timestamptz) returns bigint
language plpgsql as $$
declare
  v_id bigint;
begin
  select id into v_id from ledger.account
    where address = 'platform:stoa/' || p_purpose and asset_id = p_asset and not bounded;
  if not found then v_id := ledger.open_account('platform:stoa/' || p_purpose, p_asset, p_at); end if;
  if v_id is null or exists (select from ledger.balance where account_id = v_id) then
    raise exception '% is not an unbounded account of the platform', p_purpose;
  end if;
  return v_id;
end $$;

-- The basis and the fee that `units` of a lot's free part carry.
create function ledger.piece(p_lot ledger.lot, p_units bigint, out basis bigint, out fee bigint)
language sql immutable as $$
  select case when p_units = p_lot.remaining - p_lot.held then p_lot.basis_left - p_lot.basis_held
      else least(p_lot.basis_left - p_lot.basis_held, ledger.share(p_lot.basis, p_units, p_lot.issued)) end,
    case when p_units = p_lot.remaining - p_lot.held then p_lot.fee_left - p_lot.fee_held
      else least(p_lot.fee_left - p_lot.fee_held, ledger.share(p_lot.fee, p_units, p_lot.issued)) end
$$;

-- floor(total * part / whole), exact beyond 64 bits.
create function ledger.share(p_total bigint, p_part bigint, p_whole bigint) returns bigint
language sql immutable
return case when p_total < 2147483648 and p_part < 2147483648 then p_total * p_part / p_whole
  else div(p_total::numeric * p_part, p_whole)::bigint end;

-- The free lots that `units` of a locked account are to be taken from. What each part carries is as ledger.piece has
-- it, written out: a call for each lot would cost as much as the rest.
create function ledger.free_pieces(p_account bigint, p_units bigint, p_scope text, p_at timestamptz) returns ledger.taking
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_lots bigint[] := '{}';
  v_units bigint[] := '{}';
  v_bases bigint[] := '{}';
  v_fees bigint[] := '{}';
  v_pieces jsonb := '[]';
  v_missing bigint := p_units;
  v_lot record;
  v_count smallint := 0;
  v_free bigint;
  v_take bigint;
  v_basis bigint;
  v_fee bigint;
begin
  for v_lot in
    select l.id, l.source, l.issued, l.remaining, l.held, l.basis, l.basis_left, l.basis_held, l.fee, l.fee_left,
      l.fee_held, l.expires_at, (select code from ledger.asset where id = l.basis_asset_id) as basis_asset
    from ledger.lot l
    where l.account_id = p_account and l.open and l.frozen_at is null and l.expires_at > p_at
      and l.remaining > l.held and (l.scope is null or l.scope = p_scope)
    order by l.priority, l.expires_at, l.source = 'purchase', l.id
  loop
    v_free := v_lot.remaining - v_lot.held;
    v_take := least(v_missing, v_free);
    if v_take = v_free then
      v_basis := v_lot.basis_left - v_lot.basis_held;
      v_fee := v_lot.fee_left - v_lot.fee_held;
    else
      v_basis := least(v_lot.basis_left - v_lot.basis_held, ledger.share(v_lot.basis, v_take, v_lot.issued));
      v_fee := least(v_lot.fee_left - v_lot.fee_held, ledger.share(v_lot.fee, v_take, v_lot.issued));
    end if;
    v_count := v_count + 1;
    v_lots[v_count] := v_lot.id;
    v_units[v_count] := v_take;
    v_bases[v_count] := v_basis;
    v_fees[v_count] := v_fee;
    v_pieces := v_pieces || jsonb_build_object('lotId', v_lot.id, 'source', v_lot.source, 'units', v_take::text,
      'basis', v_basis::text, 'fee', v_fee::text, 'basisAsset', v_lot.basis_asset,
      'expiresAt', nullif(v_lot.expires_at, 'infinity'));
    v_missing := v_missing - v_take;
    exit when v_missing = 0;
  end loop;
  return row(v_lots, v_units, v_bases, v_fees, v_pieces, v_missing)::ledger.taking;
end $$;

-- Reserves units of an account: the named lots in their order, or just the balance where there are none.
create function ledger.hold_units(
  p_key text, p_hash bytea, p_address text, p_asset text, p_units bigint, p_scope text, p_by text,
  p_about_type text, p_about_id text, p_at timestamptz, p_expires timestamptz
) returns jsonb
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_account record;
  v_hold bigint;
  v_left bigint;
  v_free ledger.taking;
  v_lot bigint;
  v_units bigint;
  v_basis bigint;
  v_fee bigint;
begin
  select a.id, a.closed_at, a.frozen_at, a.lots, b.posted, b.held, b.floor, b.written_at into v_account
    from ledger.account a join ledger.balance b on b.account_id = a.id
    where a.address = p_address and a.asset_id = (select id from ledger.asset where code = p_asset)
    for no key update of b;
  if v_account.id is null or v_account.closed_at is not null or v_account.frozen_at is not null then
    return coalesce(ledger.hold_again(p_key, p_hash), case
      when v_account.closed_at is not null then
        ledger.refused('account_closed', jsonb_build_object('account', p_address))
      when v_account.frozen_at is not null then
        ledger.refused('account_frozen', jsonb_build_object('account', p_address))
      when not exists (select from ledger.asset where code = p_asset) then
        ledger.refused('unknown_asset', jsonb_build_object('asset', p_asset))
      when not exists (select from ledger.purpose where name = split_part(p_address, '/', 2) and bounded) then
        ledger.refused('unknown_account', jsonb_build_object('account', p_address))
      else ledger.refused('insufficient_funds', jsonb_build_object('account', p_address, 'asset', p_asset,
        'needed', p_units::text, 'available', '0', 'short', p_units::text)) end);
  end if;
  if v_account.lots then
    v_free := ledger.free_pieces(v_account.id, p_units, p_scope, p_at);
    v_left := v_free.missing;
  else
    v_left := greatest(0, p_units - (v_account.posted - v_account.held - v_account.floor));
  end if;
  if v_left > 0 then
    return coalesce(ledger.hold_again(p_key, p_hash), ledger.refused('insufficient_funds', jsonb_build_object('account', p_address, 'asset', p_asset,
      'needed', p_units::text, 'available', (p_units - v_left)::text, 'short', v_left::text)));
  end if;

  -- Whether the key was used is seen here, or where something does not go: nearly every hold is new.
  insert into ledger.hold (account_id, units, happened_at, written_at, expires_at, posted_after, held_after,
      about_type, about_id, by, key, hash)
    values (v_account.id, p_units, p_at, greatest(clock_timestamp(), v_account.written_at),
      coalesce(p_expires, 'infinity'), v_account.posted, v_account.held + p_units,
      p_about_type, p_about_id, p_by, p_key, p_hash)
    on conflict (key) do nothing returning id into v_hold;
  if not found then return ledger.hold_again(p_key, p_hash); end if;
  update ledger.balance set held = held + p_units where account_id = v_account.id;
  if v_account.lots then
    for n in 1 .. cardinality(v_free.lots) loop
      v_lot := v_free.lots[n];
      v_units := v_free.units[n];
      v_basis := v_free.bases[n];
      v_fee := v_free.fees[n];
      update ledger.lot set held = held + v_units, basis_held = basis_held + v_basis, fee_held = fee_held + v_fee
        where id = v_lot;
      insert into ledger.hold_lot (hold_id, ord, lot_id, units, basis, fee, units_left, basis_left, fee_left)
        values (v_hold, n, v_lot, v_units, v_basis, v_fee, v_units, v_basis, v_fee);
    end loop;
  end if;
  return jsonb_build_object('id', v_hold, 'repeated', false, 'posted', v_account.posted::text,
    'held', (v_account.held + p_units)::text, 'lots', coalesce(v_free.pieces, '[]'));
end $$;

-- What a used key was answered with. Null: it is new.
create function ledger.hold_again(p_key text, p_hash bytea) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select case when hash = p_hash then ledger.hold_answer(id, true)
    else ledger.refused('key_reused', jsonb_build_object('key', p_key)) end
  from ledger.hold where key = p_key
$$;

create function ledger.hold_answer(p_hold bigint, p_repeated boolean) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select jsonb_build_object('id', h.id, 'repeated', p_repeated,
    'posted', h.posted_after::text, 'held', h.held_after::text,
    'lots', (select coalesce(jsonb_agg(jsonb_build_object('lotId', l.id, 'source', l.source, 'units', x.units::text,
        'basis', x.basis::text, 'fee', x.fee::text, 'basisAsset', s.code,
        'expiresAt', nullif(l.expires_at, 'infinity')) order by x.ord), '[]')
      from ledger.hold_lot x join ledger.lot l on l.id = x.lot_id
      left join ledger.asset s on s.id = l.basis_asset_id where x.hold_id = h.id))
  from ledger.hold h where h.id = p_hold
$$;

-- The transfer of a capture is written by post; this takes the units out of the held lots, those taken first first.
create function ledger.capture_hold(
  p_journal bigint, p_leg integer, p_hold bigint, p_units bigint, p_by text, p_at timestamptz, p_written timestamptz
) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  v_piece record;
  v_left bigint := p_units;
  v_take bigint;
  v_basis bigint;
  v_fee bigint;
  v_done jsonb := '[]';
begin
  for v_piece in
    select x.ord, x.lot_id, x.units_left, x.basis_left, x.fee_left, l.source, l.expires_at,
      (select code from ledger.asset where id = l.basis_asset_id) as code
    from ledger.hold_lot x join ledger.lot l on l.id = x.lot_id
    where x.hold_id = p_hold and x.units_left > 0 order by x.ord
  loop
    -- As ledger.hold_take has it, by which look_at_hold promised these pieces: written out, for each call costs.
    -- A part of a piece carries floor(basis * part / piece); what is left of it keeps the rest.
    v_take := least(v_left, v_piece.units_left);
    v_basis := v_piece.basis_left;
    v_fee := v_piece.fee_left;
    if v_take < v_piece.units_left then
      v_basis := ledger.share(v_basis, v_take, v_piece.units_left);
      v_fee := ledger.share(v_fee, v_take, v_piece.units_left);
    end if;
    update ledger.hold_lot set units_left = units_left - v_take, basis_left = basis_left - v_basis,
        fee_left = fee_left - v_fee
      where hold_id = p_hold and ord = v_piece.ord;
    update ledger.lot set remaining = remaining - v_take, held = held - v_take,
        basis_left = basis_left - v_basis, basis_held = basis_held - v_basis,
        fee_left = fee_left - v_fee, fee_held = fee_held - v_fee, open = remaining > v_take
      where id = v_piece.lot_id;
    insert into ledger.lot_move (lot_id, journal_id, leg, hold_id, kind, units, basis, fee, happened_at)
      values (v_piece.lot_id, p_journal, p_leg, p_hold, 'capture', -v_take, -v_basis, -v_fee, p_at);
    -- As ledger.lot_done has it, which would ask for the asset once more.
    v_done := v_done || jsonb_build_object('id', v_piece.lot_id, 'source', v_piece.source, 'kind', 'capture',
      'leg', p_leg, 'units', (-v_take)::text, 'basis', (-v_basis)::text, 'fee', (-v_fee)::text,
      'basisAsset', v_piece.code, 'expiresAt', nullif(v_piece.expires_at, 'infinity'));
    v_left := v_left - v_take;
    exit when v_left = 0;
  end loop;
  with captured as (
    update ledger.hold set captured = captured + p_units, open = captured + released + p_units < units, steps = steps + 1
      where id = p_hold returning steps)
  insert into ledger.hold_step (hold_id, ord, kind, units, journal_id, by, happened_at, written_at)
    select p_hold, steps, 'capture', p_units, p_journal, p_by, p_at, p_written from captured;
  return v_done;
end $$;

-- Which pieces of a hold `units` are: from the lots taken first, or (backwards) from those taken last.
-- A part of a piece carries floor(basis * part / piece); what is left of it keeps the rest.
create function ledger.hold_take(p_hold bigint, p_units bigint, p_backwards boolean)
returns table (ord smallint, lot_id bigint, units bigint, basis bigint, fee bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select x.ord, x.lot_id, x.take,
    case when x.take = x.units_left then x.basis_left else ledger.share(x.basis_left, x.take, x.units_left) end,
    case when x.take = x.units_left then x.fee_left else ledger.share(x.fee_left, x.take, x.units_left) end
  from (
    select x.*, least(x.units_left, p_units - x.before) as take
    from (
      select h.*, coalesce(sum(h.units_left) over (
          order by case when p_backwards then -h.ord else h.ord end
          rows between unbounded preceding and 1 preceding), 0)::bigint as before
      from ledger.hold_lot h where h.hold_id = p_hold and h.units_left > 0
    ) x
    where x.before < p_units
  ) x
  order by x.before
$$;

-- Gives held units back to the lots they came from. A lot that has run out meanwhile gets a lot of grace.
-- p_units null: all that is left. p_kind: release, or timeout.
create function ledger.release_units(
  p_key text, p_hash bytea, p_hold bigint, p_units bigint, p_by text, p_at timestamptz, p_kind text, p_grace interval
) returns jsonb
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_hold ledger.hold;
  v_step ledger.hold_step;
  v_piece record;
  v_lot ledger.lot;
  v_units bigint;
begin
  select * into v_hold from ledger.hold where id = p_hold for update;
  if not found then
    return ledger.refused('unknown_hold', jsonb_build_object('hold', p_hold));
  end if;
  select * into v_step from ledger.hold_step where key = p_key;
  if found then
    if v_step.hash <> p_hash then
      return ledger.refused('key_reused', jsonb_build_object('key', p_key));
    end if;
    return jsonb_build_object('units', v_step.units::text, 'repeated', true);
  end if;
  v_units := coalesce(p_units, v_hold.units - v_hold.captured - v_hold.released);
  if not v_hold.open then
    return ledger.refused('hold_closed', jsonb_build_object('hold', p_hold, 'left', '0'));
  elsif v_units > v_hold.units - v_hold.captured - v_hold.released then
    return ledger.refused('hold_too_small', jsonb_build_object('hold', p_hold, 'needed', v_units::text,
      'left', (v_hold.units - v_hold.captured - v_hold.released)::text));
  end if;

  perform from ledger.balance where account_id = v_hold.account_id for no key update;
  update ledger.balance set held = held - v_units where account_id = v_hold.account_id;
  for v_piece in select * from ledger.hold_take(p_hold, v_units, true) loop
    update ledger.hold_lot set units_left = units_left - v_piece.units, basis_left = basis_left - v_piece.basis,
        fee_left = fee_left - v_piece.fee
      where hold_id = p_hold and ord = v_piece.ord;
    update ledger.lot set held = held - v_piece.units, basis_held = basis_held - v_piece.basis,
        fee_held = fee_held - v_piece.fee
      where id = v_piece.lot_id returning * into v_lot;
    if v_lot.expires_at <= p_at then
      perform ledger.move_units(v_lot, v_piece.units, v_piece.basis, v_piece.fee, 'grace', p_hold, p_at, p_at + p_grace);
    end if;
  end loop;
  with released as (
    update ledger.hold set released = released + v_units, open = captured + released + v_units < units, steps = steps + 1
      where id = p_hold returning steps)
  insert into ledger.hold_step (hold_id, ord, kind, units, key, hash, by, happened_at)
    select p_hold, steps, p_kind, v_units, p_key, p_hash, p_by, p_at from released;
  return jsonb_build_object('units', v_units::text, 'repeated', false);
end $$;

-- Moves free units of a lot into a new lot of the same wallet (grace, roll-over): the balance does not change.
create function ledger.move_units(
  p_lot ledger.lot, p_units bigint, p_basis bigint, p_fee bigint, p_kind text, p_hold bigint, p_at timestamptz,
  p_expires timestamptz
) returns bigint
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  v_new bigint;
begin
  update ledger.lot set remaining = remaining - p_units, basis_left = basis_left - p_basis,
      fee_left = fee_left - p_fee, open = remaining > p_units
    where id = p_lot.id;
  insert into ledger.lot (account_id, journal_id, source, issued, remaining, basis_asset_id, basis,
      basis_left, fee, fee_left, priority, scope, issued_at, expires_at, frozen_at, frozen_by, frozen_why, from_lot)
    values (p_lot.account_id, p_lot.journal_id, p_lot.source, p_units, p_units,
      p_lot.basis_asset_id, p_basis, p_basis, p_fee, p_fee, p_lot.priority, p_lot.scope, p_lot.issued_at,
      p_expires, p_lot.frozen_at, p_lot.frozen_by, p_lot.frozen_why, p_lot.id)
    returning id into v_new;
  insert into ledger.lot_move (lot_id, hold_id, kind, units, basis, fee, happened_at) values
    (p_lot.id, p_hold, p_kind, -p_units, -p_basis, -p_fee, p_at),
    (v_new, p_hold, p_kind, p_units, p_basis, p_fee, p_at);
  return v_new;
end $$;

-- Guarding ---------------------------------------------------------------------------------------

-- Locks an account for a change of its guard. Null: there is none.
create function ledger.locked_account(p_address text, p_asset smallint) returns ledger.account
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account;
begin
  perform from ledger.balance b join ledger.account a on a.id = b.account_id
    where a.address = p_address and a.asset_id = p_asset for no key update of b;
  select a.* into v_account from ledger.account a join ledger.balance b on b.account_id = a.id
    where a.address = p_address and a.asset_id = p_asset for no key update of a;
  return v_account;
end $$;

-- Stops what leaves an account (p_why given), or lets it go again (null).
create function ledger.freeze_account(p_address text, p_asset smallint, p_at timestamptz, p_by text, p_why text)
returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account := ledger.locked_account(p_address, p_asset);
begin
  if v_account.id is null then
    return ledger.refused('unknown_account', jsonb_build_object('account', p_address));
  elsif v_account.closed_at is not null then
    return ledger.refused('account_closed', jsonb_build_object('account', p_address));
  end if;
  update ledger.account set frozen_at = case when p_why is not null then coalesce(frozen_at, p_at) end,
      frozen_by = case when p_why is not null then p_by end, frozen_why = p_why
    where id = v_account.id;
  return '{}';
end $$;

-- How far below zero an account may go: a credit line, or what may be clawed back. Null: without end.
create function ledger.set_floor(p_address text, p_asset smallint, p_floor bigint, p_at timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account;
  v_balance ledger.balance;
begin
  if ledger.open_account(p_address, p_asset, p_at) is null then
    return ledger.refused('unknown_account', jsonb_build_object('account', p_address));
  end if;
  v_account := ledger.locked_account(p_address, p_asset);
  select * into v_balance from ledger.balance where account_id = v_account.id;
  if not found or (v_account.lots and p_floor is distinct from 0) then
    return ledger.refused('unknown_account', jsonb_build_object('account', p_address));
  elsif v_balance.posted - v_balance.held < p_floor then
    return ledger.refused('insufficient_funds', jsonb_build_object('account', p_address,
      'available', (v_balance.posted - v_balance.held)::text, 'needed', p_floor::text,
      'short', (p_floor - v_balance.posted + v_balance.held)::text));
  end if;
  update ledger.balance set floor = p_floor where account_id = v_account.id;
  return '{}';
end $$;

-- Closes an account that holds nothing; a closed account refuses every movement.
create function ledger.close_account(p_address text, p_asset smallint, p_at timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account := ledger.locked_account(p_address, p_asset);
  v_balance ledger.balance;
begin
  if v_account.id is null then
    return ledger.refused('unknown_account', jsonb_build_object('account', p_address));
  end if;
  select * into v_balance from ledger.balance where account_id = v_account.id;
  if v_balance.posted <> 0 or v_balance.held <> 0 then
    return ledger.refused('account_not_empty', jsonb_build_object('account', p_address,
      'posted', v_balance.posted::text, 'held', v_balance.held::text));
  end if;
  update ledger.account set closed_at = coalesce(closed_at, p_at) where id = v_account.id;
  return '{}';
end $$;

-- Freezes lots of a wallet (p_why given), or thaws them: what time they still had, they get back.
create function ledger.freeze_lots(
  p_address text, p_asset smallint, p_lot bigint, p_source text, p_at timestamptz, p_by text, p_why text
) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account := ledger.locked_account(p_address, p_asset);
  v_done integer;
begin
  if p_lot is not null and not exists (select from ledger.lot where id = p_lot and account_id = v_account.id) then
    return ledger.refused('unknown_lot', jsonb_build_object('lot', p_lot::text));
  end if;
  update ledger.lot set
      expires_at = case when p_why is null and expires_at < 'infinity' then expires_at + (p_at - frozen_at) else expires_at end,
      frozen_at = case when p_why is not null then p_at end,
      frozen_by = case when p_why is not null then p_by end, frozen_why = p_why
    where account_id = v_account.id and open and (p_lot is null or id = p_lot) and (p_source is null or source = p_source)
      and (frozen_at is null) = (p_why is not null);
  get diagnostics v_done = row_count;
  return jsonb_build_object('lots', v_done);
end $$;

-- Lets units of lots that run out by p_ending live on until p_expires, p_cap in all (soonest first).
-- Repeating it does not go over the cap.
create function ledger.roll_over(
  p_address text, p_asset smallint, p_source text, p_ending timestamptz, p_cap bigint, p_expires timestamptz, p_at timestamptz
) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account := ledger.locked_account(p_address, p_asset);
  v_lot ledger.lot;
  v_left bigint;
  v_take bigint;
  v_basis bigint;
  v_fee bigint;
  v_rolled bigint := 0;
begin
  select p_cap - coalesce(sum(n.issued), 0) into v_left
    from ledger.lot n join ledger.lot o on o.id = n.from_lot
    where n.account_id = v_account.id and n.expires_at = p_expires and o.source = p_source and o.expires_at <= p_ending;
  for v_lot in
    select * from ledger.lot
    where account_id = v_account.id and open and source = p_source and expires_at <= p_ending and expires_at > p_at
      and frozen_at is null and remaining > held
    order by expires_at, id
  loop
    exit when v_left <= 0;
    v_take := least(v_left, v_lot.remaining - v_lot.held);
    select p.basis, p.fee into v_basis, v_fee from ledger.piece(v_lot, v_take) p;
    perform ledger.move_units(v_lot, v_take, v_basis, v_fee, 'rollover', null, p_at, p_expires);
    v_left := v_left - v_take;
    v_rolled := v_rolled + v_take;
  end loop;
  return jsonb_build_object('units', v_rolled::text);
end $$;

-- History is not changed, by anybody.
create trigger journal_is_history before update or delete or truncate on ledger.journal
  for each statement execute function base.refuse_change();
create trigger transfer_is_history before update or delete or truncate on ledger.transfer
  for each statement execute function base.refuse_change();
create trigger lot_move_is_history before update or delete or truncate on ledger.lot_move
  for each statement execute function base.refuse_change();
create trigger hold_step_is_history before update or delete or truncate on ledger.hold_step
  for each statement execute function base.refuse_change();
create trigger refusal_is_history before update or delete or truncate on ledger.refusal
  for each statement execute function base.refuse_change();

grant select on all tables in schema ledger to stoa_app;
grant execute on function ledger.post, ledger.hold_units, ledger.release_units to stoa_app;

-- Locks a hold and answers the pieces that a capture of `units` (null: all that is left) will take.
create function ledger.look_at_hold(p_key text, p_hash bytea, p_hold bigint, p_units bigint, p_at timestamptz)
returns jsonb
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_answer jsonb := ledger.answered(p_key, p_hash);
  v_hold ledger.hold;
  v_units bigint;
begin
  if v_answer is not null then return v_answer; end if;
  select * into v_hold from ledger.hold where id = p_hold for update;
  if not found then return ledger.refused('unknown_hold', jsonb_build_object('hold', p_hold)); end if;
  v_answer := ledger.answered(p_key, p_hash);
  if v_answer is not null then return v_answer; end if;
  v_units := coalesce(p_units, v_hold.units - v_hold.captured - v_hold.released);
  if not v_hold.open then
    return ledger.refused('hold_closed', jsonb_build_object('hold', p_hold, 'left', '0', 'needed', p_units::text));
  elsif v_hold.expires_at <= p_at then
    return ledger.refused('hold_expired', jsonb_build_object('hold', p_hold));
  elsif v_units > v_hold.units - v_hold.captured - v_hold.released then
    return ledger.refused('hold_too_small', jsonb_build_object('hold', p_hold, 'needed', v_units::text,
      'left', (v_hold.units - v_hold.captured - v_hold.released)::text));
  end if;
  return (select jsonb_build_object('wallet', a.address, 'asset', s.code, 'units', v_units::text, 'lots',
      (select coalesce(jsonb_agg(jsonb_build_object('lotId', l.id, 'source', l.source, 'units', t.units::text,
          'basis', t.basis::text, 'fee', t.fee::text, 'basisAsset', b.code,
          'expiresAt', nullif(l.expires_at, 'infinity')) order by t.ord), '[]')
        from ledger.hold_take(p_hold, v_units, false) t join ledger.lot l on l.id = t.lot_id
        left join ledger.asset b on b.id = l.basis_asset_id))
    from ledger.account a join ledger.asset s on s.id = a.asset_id where a.id = v_hold.account_id);
end $$;

-- The free lots that `units` of an account are, oldest first (stock is used up in that order). Locks the account.
create function ledger.look_at_stock(p_key text, p_hash bytea, p_address text, p_asset smallint, p_units bigint)
returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_answer jsonb := ledger.answered(p_key, p_hash);
  v_account bigint;
  v_free bigint;
begin
  if v_answer is not null then return v_answer; end if;
  select b.account_id into v_account from ledger.account a join ledger.balance b on b.account_id = a.id
    where a.address = p_address and a.asset_id = p_asset for no key update of b;
  v_answer := ledger.answered(p_key, p_hash);
  if v_answer is not null then return v_answer; end if;
  select coalesce(sum(remaining - held), 0) into v_free from ledger.lot where account_id = v_account and open;
  if v_free < p_units then
    return ledger.refused('insufficient_funds', jsonb_build_object('account', p_address,
      'asset', (select code from ledger.asset where id = p_asset), 'needed', p_units::text,
      'available', v_free::text, 'short', (p_units - v_free)::text));
  end if;
  return (
    select jsonb_build_object('lots', coalesce(jsonb_agg(jsonb_build_object('lotId', x.id, 'source', x.source,
        'units', x.take::text, 'basis', p.basis::text, 'fee', p.fee::text, 'basisAsset', s.code,
        'expiresAt', nullif(x.expires_at, 'infinity')) order by x.id), '[]'))
    from (
      select l.*, least(l.remaining - l.held, p_units - l.before) as take from (
        select l.*, coalesce(sum(l.remaining - l.held) over (order by l.id rows between unbounded preceding
          and 1 preceding), 0)::bigint as before
        from ledger.lot l where l.account_id = v_account and l.open and l.remaining > l.held
      ) l where l.before < p_units
    ) x
    join ledger.lot l on l.id = x.id
    cross join lateral ledger.piece(l, x.take) p left join ledger.asset s on s.id = x.basis_asset_id);
end $$;
grant execute on function ledger.look_at_stock to stoa_app;

-- Releases the holds whose time is up; each by a key of its own, so that a late or double run is once.
create function ledger.expire_holds(p_at timestamptz, p_grace interval) returns integer
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_hold bigint;
  v_holds bigint[];
  v_accounts bigint[];
  v_done integer := 0;
begin
  -- Holds first, then balances in their order, as everywhere: no deadlock with single deeds.
  select array_agg(id order by id), array_agg(account_id) into v_holds, v_accounts from (
    select id, account_id from ledger.hold where open and expires_at <= p_at and expires_at < 'infinity'
    order by id limit 1000 for update skip locked
  ) due;
  perform from ledger.balance b join ledger.account a on a.id = b.account_id
    where b.account_id = any (v_accounts) order by a.address collate "C", a.asset_id for no key update of b;
  foreach v_hold in array coalesce(v_holds, '{}') loop
    if not ledger.release_units('timeout:' || v_hold, '\x00', v_hold, null, 'schedule', p_at, 'timeout', p_grace)
        ? 'refused' then
      v_done := v_done + 1;
    end if;
  end loop;
  return v_done;
end $$;

grant execute on function ledger.look_at_hold, ledger.expire_holds to stoa_app;

-- Lots that have run out and hold free units, with the basis that these carry. Locks the wallets in their order.
create function ledger.due_lots(p_at timestamptz, p_most integer)
returns table (id bigint, address text, asset text, kind text, source text, units bigint, basis bigint,
  currency text, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  v_accounts bigint[];
begin
  select array_agg(distinct l.account_id) into v_accounts from (
    select x.account_id from ledger.lot x
    where x.open and x.expires_at <= p_at and x.expires_at < 'infinity' and x.remaining > x.held and x.frozen_at is null
    order by x.expires_at, x.id limit p_most
  ) l;
  perform from ledger.balance b join ledger.account a on a.id = b.account_id
    where b.account_id = any (v_accounts) order by a.address collate "C", a.asset_id for no key update of b;
  return query
    select l.id, a.address, s.code, s.kind, l.source::text, l.remaining - l.held, p.basis, c.code, l.expires_at
    from ledger.lot l cross join lateral ledger.piece(l, l.remaining - l.held) p
    join ledger.account a on a.id = l.account_id join ledger.asset s on s.id = l.account_id % 1024
    left join ledger.asset c on c.id = l.basis_asset_id
    where l.account_id = any (v_accounts) and l.open and l.expires_at <= p_at and l.expires_at < 'infinity'
      and l.remaining > l.held and l.frozen_at is null
    order by l.expires_at, l.id limit p_most;
end $$;
grant execute on function ledger.due_lots to stoa_app;

-- Reading ---------------------------------------------------------------------------------------

-- What an account had up to a journal: a cache that can be thrown away, never the truth. Each row closes a
-- stretch of some hundred to thousand transfers; the moments say which stretches a question about the past needs.
create table ledger.snapshot (
  account_id bigint not null references ledger.account,
  journal_id bigint not null,
  debits numeric not null,
  credits numeric not null,
  -- the earliest in this stretch, and the latest up to its end, by each clock
  from_happened timestamptz not null,
  to_happened timestamptz not null,
  from_written timestamptz not null,
  to_written timestamptz not null,
  primary key (account_id, journal_id)
);

-- Which journal numbers are complete: once all transactions below `xid` are over, nothing at or below
-- `journal_id` can still appear.
create table ledger.watermark (
  xid bigint primary key,
  journal_id bigint not null
);

-- The last journal up to which all are written, or null; and marks what there is now for the next time. One at a time.
create function ledger.complete_up_to() returns bigint
language plpgsql set search_path = pg_catalog as $$
declare
  v_closed bigint;
begin
  lock table ledger.watermark in share row exclusive mode;
  select max(journal_id) into v_closed from ledger.watermark
    where xid <= pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  delete from ledger.watermark where journal_id < v_closed;
  insert into ledger.watermark
    select pg_snapshot_xmax(pg_current_snapshot())::text::bigint, (select last_value from ledger.journal_id_seq)
    on conflict (xid) do nothing;
  return v_closed;
end $$;

-- Closes a stretch for every account that has at least p_every new transfers. Returns how many it closed.
create function ledger.take_snapshots(p_every integer) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_closed bigint := ledger.complete_up_to();
  v_done integer;
begin
  with last as (
    select a.id, coalesce(l.journal_id, 0) as journal_id, coalesce(l.debits, 0) as debits, coalesce(l.credits, 0) as credits,
      coalesce(l.to_happened, '-infinity') as to_happened, coalesce(l.to_written, '-infinity') as to_written
    from ledger.account a left join lateral (
      select * from ledger.snapshot where account_id = a.id order by journal_id desc limit 1
    ) l on true
  ), stretch as (
    select l.id, max(x.journal_id) as journal_id, sum(x.debit) as debits, sum(x.credit) as credits, count(*) as transfers,
      min(j.happened_at) as from_happened, max(j.happened_at) as to_happened,
      min(j.written_at) as from_written, max(j.written_at) as to_written
    from last l
    cross join lateral (
      select journal_id, amount as debit, 0 as credit from ledger.transfer
        where debit_id = l.id and journal_id > l.journal_id and journal_id <= v_closed
      union all
      select journal_id, 0, amount from ledger.transfer
        where credit_id = l.id and journal_id > l.journal_id and journal_id <= v_closed
    ) x
    join ledger.journal j on j.id = x.journal_id
    group by l.id having count(*) >= p_every
  )
  insert into ledger.snapshot
    select s.id, s.journal_id, l.debits + s.debits, l.credits + s.credits, s.from_happened,
      greatest(l.to_happened, s.to_happened), s.from_written, greatest(l.to_written, s.to_written)
    from stretch s join last l on l.id = s.id;
  get diagnostics v_done = row_count;
  return v_done;
end $$;

-- An account's balance in its own direction, now or as of a moment by either clock: the last stretch that
-- lies wholly before the moment, and what came after it.
create function ledger.balance_of(p_account bigint, p_at timestamptz, p_written timestamptz) returns bigint
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  v_account ledger.account;
  v_base ledger.snapshot;
  v_until bigint;
  v_last bigint;
  v_sum numeric;
begin
  select * into v_account from ledger.account where id = p_account;
  if v_account.bounded and p_at is null and p_written is null then
    return (select posted from ledger.balance where account_id = p_account);
  end if;
  select * into v_base from ledger.snapshot
    where account_id = p_account and (p_at is null or to_happened <= p_at) and (p_written is null or to_written <= p_written)
    order by journal_id desc limit 1;
  -- Stretches that begin after the moment hold nothing of interest.
  select max(journal_id) filter (where (p_at is null or from_happened <= p_at) and (p_written is null or from_written <= p_written)),
      max(journal_id)
    into v_until, v_last from ledger.snapshot
    where account_id = p_account and journal_id > coalesce(v_base.journal_id, 0);
  select coalesce(v_base.debits - v_base.credits, 0) + coalesce(sum(x.amount), 0) into v_sum from (
    select t.amount, t.journal_id from ledger.transfer t
      where t.debit_id = p_account and t.journal_id > coalesce(v_base.journal_id, 0) and t.journal_id <= coalesce(v_until, 0)
    union all
    select -t.amount, t.journal_id from ledger.transfer t
      where t.credit_id = p_account and t.journal_id > coalesce(v_base.journal_id, 0) and t.journal_id <= coalesce(v_until, 0)
    union all
    select t.amount, t.journal_id from ledger.transfer t
      where t.debit_id = p_account and t.journal_id > coalesce(v_last, v_base.journal_id, 0)
    union all
    select -t.amount, t.journal_id from ledger.transfer t
      where t.credit_id = p_account and t.journal_id > coalesce(v_last, v_base.journal_id, 0)
  ) x join ledger.journal j on j.id = x.journal_id
  where (p_at is null or j.happened_at <= p_at) and (p_written is null or j.written_at <= p_written);
  return case v_account.side when 'debit' then v_sum else -v_sum end;
end $$;
-- Who gets which part of money within each of these journals: what left lots as one kind of deed (captured: earned; used:
-- cost) belongs to the units that left lots as the other, shared among their lots by units in the order in which they
-- were taken, to the smallest unit of money.
create function ledger.shares(p_journals bigint[], p_money ledger.lot_deed, p_among ledger.lot_deed)
returns table (journal_id bigint, lot_id bigint, amount numeric)
language sql stable set search_path = pg_catalog as $$
  with money as (
    select m.journal_id, l.basis_asset_id as currency, -sum(m.basis) as amount
    from unnest(p_journals) j join ledger.lot_move m on m.journal_id = j and m.kind = p_money
    join ledger.lot l on l.id = m.lot_id group by 1, 2
  ), piece as (
    select m.journal_id, m.lot_id, l.basis_asset_id as currency, -m.units as units, sum(-m.units) over journal as whole,
      sum(-m.units) over (journal order by m.lot_id, m.leg rows between unbounded preceding and current row) as upto
    from unnest(p_journals) j join ledger.lot_move m on m.journal_id = j and m.kind = p_among
    join ledger.lot l on l.id = m.lot_id window journal as (partition by m.journal_id)
  )
  select p.journal_id, p.lot_id, trunc(m.amount * p.upto / p.whole) - trunc(m.amount * (p.upto - p.units) / p.whole)
  from piece p join money m on m.journal_id = p.journal_id and m.currency = p.currency
$$;

-- What became of a lot of stock up to a journal: a cache like snapshots.
create table ledger.stock_sum (
  lot_id bigint primary key references ledger.lot,
  journal_id bigint not null,
  used bigint not null,
  cost bigint not null,
  lost bigint not null,
  earned numeric not null
);

-- What was done to these lots of stock after what is summed up, up to a journal; null: all.
create function ledger.stock_since(p_lots bigint[], p_until bigint)
returns table (lot_id bigint, journal_id bigint, used bigint, cost bigint, lost bigint, earned numeric)
language sql stable set search_path = pg_catalog as $$
  with move as materialized (
    select m.lot_id, m.journal_id, m.kind, m.units, m.basis
    from unnest(p_lots) x left join ledger.stock_sum b on b.lot_id = x
    join ledger.lot_move m on m.lot_id = x and m.journal_id > coalesce(b.journal_id, 0)
      and (p_until is null or m.journal_id <= p_until)
  ), earned as (
    select s.lot_id, sum(s.amount) as amount
    from ledger.shares(array(select distinct m.journal_id from move m where m.kind = 'use'), 'capture', 'use') s
    where exists (select from move m where m.lot_id = s.lot_id and m.journal_id = s.journal_id) group by s.lot_id
  ), done as (
    select m.lot_id, max(m.journal_id) as journal_id, -sum(m.units) filter (where m.kind = 'use') as used,
      -sum(m.basis) filter (where m.kind = 'use') as cost,
      -sum(m.units) filter (where m.kind in ('expire', 'revoke')) as lost
    from move m group by m.lot_id
  )
  select d.lot_id, d.journal_id, coalesce(d.used, 0)::bigint, coalesce(d.cost, 0)::bigint, coalesce(d.lost, 0)::bigint,
    coalesce(e.amount, 0)
  from done d left join earned e on e.lot_id = d.lot_id
$$;

-- Sums up what became of lots of stock that were bought. Returns how many went on.
create function ledger.sum_stock() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_closed bigint := ledger.complete_up_to();
  v_done integer;
begin
  insert into ledger.stock_sum as b (lot_id, journal_id, used, cost, lost, earned)
    select s.* from ledger.stock_since(array(select id from ledger.lot where source = 'wholesale'), coalesce(v_closed, 0)) s
    on conflict (lot_id) do update set journal_id = excluded.journal_id, used = b.used + excluded.used,
      cost = b.cost + excluded.cost, lost = b.lost + excluded.lost, earned = b.earned + excluded.earned;
  get diagnostics v_done = row_count;
  return v_done;
end $$;
grant select on ledger.snapshot, ledger.watermark, ledger.stock_sum to stoa_app;
grant execute on function ledger.take_snapshots, ledger.shares, ledger.stock_since, ledger.sum_stock to stoa_app;

-- Debits and credits of every account, as of a moment by either clock.
create function ledger.totals(p_at timestamptz, p_written timestamptz)
returns table (account_id bigint, debits numeric, credits numeric)
language sql stable security definer set search_path = pg_catalog as $$
  select x.account_id, sum(x.debit), sum(x.credit)
  from (
    select t.debit_id, t.credit_id, t.amount from ledger.transfer t join ledger.journal j on j.id = t.journal_id
    where (p_at is null or j.happened_at <= p_at) and (p_written is null or j.written_at <= p_written)
  ) t cross join lateral (values (t.debit_id, t.amount, 0::bigint), (t.credit_id, 0, t.amount)) x (account_id, debit, credit)
  group by x.account_id
$$;
grant execute on function ledger.balance_of, ledger.totals to stoa_app;
grant execute on function ledger.freeze_account, ledger.set_floor, ledger.close_account, ledger.freeze_lots,
  ledger.roll_over to stoa_app;

-- Many at once ----------------------------------------------------------------------------------

-- Posts a set of journals in one go: the same rules as ledger.post, an answer for each, in the order given.
-- Accounts are given once, in locking order; uses say what an entry changes on which of them; legs and lots
-- name their entry. All places count from 1. Keys differ within a set. Lots can only be issued here.
create function ledger.post_set(
  p_keys text[], p_hashes bytea[], p_kinds text[], p_about_types text[], p_about_ids text[], p_bys text[],
  p_ats timestamptz[], p_metadata text[], p_remember boolean[],
  p_accounts text[], p_assets smallint[], p_bounded boolean[],
  p_use_entries integer[], p_use_accounts integer[], p_use_changes bigint[],
  p_leg_entries integer[], p_legs smallint[], p_leg_debits integer[], p_leg_credits integer[], p_amounts bigint[],
  p_debit_rest bigint[], p_credit_rest bigint[],
  p_lot_entries integer[], p_lot_legs smallint[], p_lot_sources text[], p_lot_assets smallint[], p_lot_basis bigint[],
  p_lot_fees bigint[], p_lot_priorities smallint[], p_lot_scopes text[], p_lot_expiries timestamptz[]
) returns table (entry integer, journal bigint, repeated boolean, refused text, facts jsonb, lot_ids bigint[])
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  v_count integer := cardinality(p_keys);
  v_ids bigint[];
  v_posted bigint[];
  v_held bigint[];
  v_floor bigint[];
  v_stop text[];
  v_refused text[] := array_fill(null::text, array[cardinality(p_keys)]);
  v_facts jsonb[] := array_fill(null::jsonb, array[cardinality(p_keys)]);
  v_journals bigint[] := array_fill(null::bigint, array[cardinality(p_keys)]);
  v_old boolean[] := array_fill(false, array[cardinality(p_keys)]);
  v_after bigint[];
  v_lots bigint[];
  v_now timestamptz;
  v_known integer := 0;
  v_done integer;
  r record;
begin
  -- A transaction number before any journal number: snapshots rely on this order.
  perform pg_current_xact_id();
  -- Keys that were used before.
  for r in
    select k.ord::integer as ord, j.id, coalesce(j.hash, f.hash) = p_hashes[k.ord] as same, f.code, f.facts
    from unnest(p_keys) with ordinality k (key, ord)
    left join ledger.journal j on j.key = k.key left join ledger.refusal f on f.key = k.key
    where j.id is not null or f.key is not null
  loop
    v_known := v_known + 1;
    if not r.same then
      v_refused[r.ord] := 'key_reused';
      v_facts[r.ord] := jsonb_build_object('key', p_keys[r.ord]);
    elsif r.id is not null then
      v_journals[r.ord] := r.id;
      v_old[r.ord] := true;
    else
      v_refused[r.ord] := r.code;
      v_facts[r.ord] := r.facts || '{"remembered": true}';
    end if;
  end loop;

  -- Accounts, opened and locked in their order.
  for i in 1 .. 2 loop
    select array_agg(a.id order by u.ord) into v_ids
      from unnest(p_accounts, p_assets) with ordinality u (address, asset, ord)
      left join ledger.account a on a.address = u.address and a.asset_id = u.asset;
    exit when i = 2 or array_position(v_ids, null) is null;
    -- As ledger.open_account does it, for all that are not there. Who has no purpose stays unknown.
    with opened as (
      insert into ledger.account (id, asset_id, owner_type, owner_id, purpose, side, bounded, lots, opened_at)
        select nextval('ledger.account_number') * 1024 + u.asset, u.asset,
          split_part(split_part(u.address, '/', 1), ':', 1), split_part(split_part(u.address, '/', 1), ':', 2),
          p.name, p.side, p.bounded, p.lots, p_ats[1]
        from unnest(p_accounts, p_assets) with ordinality u (address, asset, ord)
        join ledger.purpose p on p.name = split_part(u.address, '/', 2)
        where v_ids[u.ord] is null order by u.ord
        on conflict (address, asset_id) do nothing returning id, purpose
    )
    insert into ledger.balance (account_id, floor)
      select o.id, p.floor from opened o join ledger.purpose p on p.name = o.purpose where p.bounded;
  end loop;
  select array_agg(x.posted order by x.ord), array_agg(x.held order by x.ord), array_agg(x.floor order by x.ord),
      array_agg(x.stop order by x.ord), max(x.written_at)
    into v_posted, v_held, v_floor, v_stop, v_now
    from (
      -- Each look hangs on the row before it, so the locks are taken in the order of the accounts.
      select u.ord, b.posted, b.held, b.floor, b.written_at,
        case when a.id is null or a.bounded <> u.bounded then 'unknown_account'
          when a.closed_at is not null then 'account_closed'
          when a.frozen_at is not null then 'account_frozen' end as stop
      from (
        select * from unnest(v_ids, p_bounded) with ordinality u (id, bounded, ord) order by ord offset 0
      ) u
      left join lateral (
        select * from ledger.balance where account_id = u.id and u.bounded for no key update
      ) b on true
      left join lateral (select * from ledger.account where id = coalesce(b.account_id, u.id)) a on true
      order by u.ord
    ) x;
  v_now := greatest(clock_timestamp(), v_now);

  -- When nothing is in the way, one look shows it; else every entry is judged in its turn.
  select array_agg(case when abs(x.after) <= 9223372036854775807 then x.after::bigint end order by x.ord),
      count(*) filter (where v_stop[x.account] is not null or abs(x.after) > 9223372036854775807
        or (x.change < 0 and x.after - v_held[x.account] < v_floor[x.account]))
    into v_after, v_done
    from (
      select u.ord, u.account, u.change,
        v_posted[u.account] + sum(u.change) over (partition by u.account order by u.ord) as after
      from unnest(p_use_accounts, p_use_changes) with ordinality u (account, change, ord)
    ) x;
  if v_known > 0 or v_done > 0 then
    select j.refused, j.facts, j.after into v_refused, v_facts, v_after
      from ledger.judge(v_refused, v_facts, v_old, p_accounts, p_assets, p_use_entries, p_use_accounts, p_use_changes,
        v_posted, v_held, v_floor, v_stop) j;
    insert into ledger.refusal (key, hash, code, facts)
      select p_keys[i], p_hashes[i], v_refused[i], v_facts[i] from generate_series(1, v_count) i
      where p_remember[i] and v_refused[i] in ('insufficient_funds', 'account_frozen')
      on conflict (key) do nothing;
  end if;

  -- From here on it succeeds.
  select array_agg(case when v_refused[i] is null and not v_old[i] then nextval('ledger.journal_id_seq') else v_journals[i] end order by i)
    into v_journals from generate_series(1, v_count) i;
  insert into ledger.journal (id, happened_at, written_at, kind, about_type, about_id, by, key, hash, metadata)
    overriding system value
    select v_journals[u.i], u.at, v_now, u.kind, u.about_type, u.about_id, u.by, u.key, u.hash, u.metadata::jsonb
    from unnest(p_ats, p_kinds, p_about_types, p_about_ids, p_bys, p_keys, p_hashes, p_metadata) with ordinality
      as u (at, kind, about_type, about_id, by, key, hash, metadata, i)
    where v_refused[u.i] is null and not v_old[u.i]
    on conflict (key) do nothing;
  get diagnostics v_done = row_count;
  if v_done <> (select count(*) from generate_series(1, v_count) i where v_refused[i] is null and not v_old[i]) then
    raise exception 'a key of this set was used by somebody else at the same moment' using errcode = 'serialization_failure';
  end if;
  insert into ledger.transfer (journal_id, leg, debit_id, credit_id, amount, debit_after, credit_after)
    select v_journals[l.entry], l.leg, v_ids[p_use_accounts[l.debit]], v_ids[p_use_accounts[l.credit]], l.amount,
      v_after[l.debit] - l.debit_rest, v_after[l.credit] - l.credit_rest
    from unnest(p_leg_entries, p_legs, p_leg_debits, p_leg_credits, p_amounts, p_debit_rest, p_credit_rest)
      as l (entry, leg, debit, credit, amount, debit_rest, credit_rest)
    where v_refused[l.entry] is null and not v_old[l.entry];
  update ledger.balance b set posted = b.posted + c.change, written_at = v_now
    from (
      select v_ids[u.account] as id, sum(u.change)::bigint as change
      from unnest(p_use_entries, p_use_accounts, p_use_changes) u (entry, account, change)
      where p_bounded[u.account] and v_refused[u.entry] is null and not v_old[u.entry] group by 1
    ) c where b.account_id = c.id;

  if cardinality(p_lot_entries) > 0 then
    select array_agg(case when v_refused[p_lot_entries[i]] is null and not v_old[p_lot_entries[i]]
        then nextval('ledger.lot_id_seq') end order by i)
      into v_lots from generate_series(1, cardinality(p_lot_entries)) i;
    insert into ledger.lot (id, account_id, journal_id, source, issued, remaining, basis_asset_id, basis, basis_left,
        fee, fee_left, priority, scope, issued_at, expires_at)
      overriding system value
      select v_lots[x.i], t.debit_id, t.journal_id, x.source, t.amount, t.amount, x.asset, x.basis, x.basis, x.fee, x.fee,
        coalesce(x.priority, 0), x.scope, p_ats[x.entry], coalesce(x.expiry, 'infinity')
      from unnest(p_lot_entries, p_lot_legs, p_lot_sources, p_lot_assets, p_lot_basis, p_lot_fees, p_lot_priorities,
        p_lot_scopes, p_lot_expiries) with ordinality as x (entry, leg, source, asset, basis, fee, priority, scope, expiry, i)
      join ledger.transfer t on t.journal_id = v_journals[x.entry] and t.leg = x.leg
      where v_lots[x.i] is not null;
    insert into ledger.lot_move (lot_id, journal_id, leg, kind, units, basis, fee, happened_at)
      select l.id, l.journal_id, p_lot_legs[x.i], 'issue', l.issued, l.basis, l.fee, l.issued_at
      from unnest(v_lots) with ordinality x (id, i) join ledger.lot l on l.id = x.id;
  end if;
  return query
    select i, v_journals[i], v_old[i], v_refused[i], v_facts[i], x.lots
    from generate_series(1, v_count) i
    left join (
      select l.entry, array_agg(v_lots[l.ord] order by l.ord) as lots
      from unnest(p_lot_entries) with ordinality l (entry, ord) group by l.entry
    ) x on x.entry = i;
end $$;

-- Judges the entries of a set one after the other: what is refused changes nothing for those after it.
create function ledger.judge(
  p_refused text[], p_facts jsonb[], p_old boolean[], p_accounts text[], p_assets smallint[],
  p_use_entries integer[], p_use_accounts integer[], p_use_changes bigint[],
  p_posted bigint[], p_held bigint[], p_floor bigint[], p_stop text[],
  out refused text[], out facts jsonb[], out after bigint[]
)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_first integer := 1;
  v_last integer;
  v_uses integer := cardinality(p_use_entries);
  e integer;
  a integer;
begin
  refused := p_refused;
  facts := p_facts;
  after := array_fill(null::bigint, array[v_uses]);
  while v_first <= v_uses loop
    e := p_use_entries[v_first];
    v_last := v_first;
    while v_last < v_uses and p_use_entries[v_last + 1] = e loop v_last := v_last + 1; end loop;
    if refused[e] is null and not p_old[e] then
      for u in v_first .. v_last loop
        a := p_use_accounts[u];
        if p_stop[a] = 'account_frozen' and p_use_changes[u] >= 0 then
          -- Only what leaves is stopped.
        elsif p_stop[a] is not null then
          refused[e] := p_stop[a];
          facts[e] := jsonb_build_object('account', p_accounts[a]);
          if p_stop[a] = 'account_frozen' then
            facts[e] := facts[e] || (select jsonb_build_object('why', frozen_why) from ledger.account
              where address = p_accounts[a] and asset_id = p_assets[a]);
          end if;
          exit;
        end if;
        if abs(p_posted[a]::numeric + p_use_changes[u]) > 9223372036854775807 then
          refused[e] := 'balance_too_large';
          facts[e] := jsonb_build_object('account', p_accounts[a]);
          exit;
        end if;
        if p_use_changes[u] < 0 and p_posted[a] + p_use_changes[u] - p_held[a] < p_floor[a] then
          refused[e] := 'insufficient_funds';
          facts[e] := jsonb_build_object('account', p_accounts[a],
            'asset', (select code from ledger.asset where id = p_assets[a]), 'needed', (-p_use_changes[u])::text,
            'available', (p_posted[a] - p_held[a] - p_floor[a])::text,
            'short', (p_floor[a] - p_posted[a] - p_use_changes[u] + p_held[a])::text);
          exit;
        end if;
      end loop;
      if refused[e] is null then
        for u in v_first .. v_last loop
          a := p_use_accounts[u];
          p_posted[a] := p_posted[a] + p_use_changes[u];
          after[u] := p_posted[a];
        end loop;
      end if;
    end if;
    v_first := v_last + 1;
  end loop;
end $$;
grant execute on function ledger.post_set to stoa_app;

-- Sealing ---------------------------------------------------------------------------------------

-- One life of a database server: after a restore into another one, transaction numbers begin anew.
create table ledger.epoch (
  number integer primary key,
  system_id bigint not null,
  -- journals up to this one belong to the epochs before
  first_journal bigint not null,
  began_at timestamptz not null default clock_timestamp()
);

-- Transfers whose transactions have ended and can have no predecessor any more, hashed (RFC 6962), chained
-- and signed. The leaves stay here, so that a changed, missing or added row can be named.
create table ledger.block (
  number bigint primary key,
  epoch integer not null references ledger.epoch,
  -- all transactions below this one are sealed
  xid_to bigint not null,
  journals bigint[] not null,
  legs smallint[] not null,
  leaves bytea not null,
  root bytea not null check (length(root) = 32),
  prev bytea not null check (length(prev) = 32),
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null,
  -- the head of the log with this block as its last: root over all block hashes, signed
  head bytea not null check (length(head) = 32),
  public_key bytea not null,
  signature bytea not null,
  check (cardinality(journals) > 0 and cardinality(journals) = cardinality(legs)),
  check (length(leaves) = 32 * cardinality(journals)),
  -- where a row's block is looked up by its transaction
  constraint block_reach unique (epoch, xid_to)
);

-- Complete subtrees of the log of blocks, so that proofs need a few rows only. Level 0 is a block.
create table ledger.log_node (
  level smallint not null,
  place bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, place)
);

-- The bytes that a transfer is sealed as: every field of the transfer, its journal and its lot moves as
-- PostgreSQL sends a record (the number of fields; of each its type's number, its length and its bytes,
-- length ffffffff for null), so that no two different rows have the same bytes. Texts are sent in the reader's
-- own encoding, which must be UTF-8. No domains: their numbers differ from server to server.
-- Written so that PostgreSQL puts it into the statement that calls it: no row is made only to be taken apart.
create function ledger.sealed_form(
  t ledger.transfer, j ledger.journal, p_asset text, p_debit text, p_credit text, p_moves text
) returns bytea language sql stable as $$
  select record_send(row(
    'stoa.transfer.1'::text, t.journal_id, t.leg, p_asset, t.debit_id, p_debit, t.credit_id, p_credit,
    t.amount::bigint, t.debit_after, t.credit_after, j.happened_at, j.written_at, j.xid, j.reverses,
    j.kind, j.about_type, j.about_id, j.by, j.key::text, j.hash::bytea, j.metadata::text, p_moves))
$$;
create function ledger.sealed_move(m ledger.lot_move, l ledger.lot) returns text language sql stable as $$
  select concat_ws(' ', m.lot_id, m.kind, m.units, m.basis, m.fee, coalesce(m.hold_id::text, '-'),
    extract(epoch from m.happened_at), l.source, l.issued, l.basis, l.fee, coalesce(l.basis_asset_id::text, '-'))
$$;
create view ledger.sealed_form_view as
select t.journal_id, t.leg, j.xid, ledger.sealed_form(t, j, s.code, d.address, c.address,
    case when d.lots or c.lots then (
      select string_agg(ledger.sealed_move(m, l) collate "C", ';' order by ledger.sealed_move(m, l) collate "C")
      from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
      where m.journal_id = t.journal_id and m.leg = t.leg) end) as bytes
from ledger.transfer t
join ledger.journal j on j.id = t.journal_id
join ledger.account d on d.id = t.debit_id
join ledger.account c on c.id = t.credit_id
join ledger.asset s on s.id = t.debit_id % 1024;

-- How far this server's own epoch is sealed: transactions below xid_to, and all journals up to first_journal.
-- No row: it has sealed nothing yet, as after a restore, and the transaction numbers of others tell nothing here.
create view ledger.sealed_view as
select b.xid_to, e.first_journal
from ledger.block b join ledger.epoch e on e.number = b.epoch
where b.number = (select max(number) from ledger.block) and e.number = (select max(number) from ledger.epoch)
  and e.system_id = (select system_identifier from pg_control_system());

-- What can be sealed next: transfers of transactions behind the horizon, in the order (transaction, journal, leg).
-- Locks out other sealers until the transaction ends. No row: nothing to seal.
create function ledger.next_block(p_most integer)
returns table (number bigint, epoch integer, xid_to bigint, prev bytea, journals bigint[], legs smallint[], leaves bytea)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  v_horizon bigint;
  v_system bigint := (select system_identifier from pg_control_system());
  v_epoch ledger.epoch;
  v_last ledger.block;
  v_from bigint := 0;
  v_to bigint;
  v_fresh boolean;
begin
  if current_setting('client_encoding') <> 'UTF8' then
    raise exception 'The ledger is sealed over connections in UTF-8 only';
  end if;
  lock table ledger.block in share row exclusive mode;
  select * into v_epoch from ledger.epoch e order by e.number desc limit 1;
  if v_epoch.system_id is distinct from v_system then
    -- Whoever is writing must be through, or a journal with a number from before would belong to no epoch.
    if v_epoch.number is not null then lock table ledger.journal in share mode; end if;
    insert into ledger.epoch (number, system_id, first_journal)
      values (coalesce(v_epoch.number, 0) + 1, v_system,
        case when v_epoch.number is null then 0 else (select coalesce(max(id), 0) from ledger.journal) end)
      returning * into v_epoch;
  end if;
  select * into v_last from ledger.block b order by b.number desc limit 1;
  v_fresh := v_last.epoch is distinct from v_epoch.number;
  if not v_fresh then v_from := v_last.xid_to; end if;
  v_horizon := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;

  -- Cut between transactions, never inside one.
  select j.xid into v_to from ledger.journal j
    where j.xid >= v_from and j.xid < v_horizon and j.id > v_epoch.first_journal
    order by j.xid, j.id offset p_most limit 1;
  if v_to is not null and not exists (select from ledger.journal j
      where j.xid >= v_from and j.xid < v_to and j.id > v_epoch.first_journal) then
    v_to := v_to + 1;
  end if;
  v_to := coalesce(v_to, v_horizon);

  return query
    with rows as materialized (
      select j.xid, j.id from ledger.journal j
      where j.xid >= v_from and j.xid < v_to and j.id > v_epoch.first_journal
      union all
      -- What an earlier epoch had written and not yet sealed is sealed first in this one.
      select 0, j.id from ledger.journal j
      where v_fresh and j.id <= v_epoch.first_journal
        and not exists (select from (select unnest(b.journals) as id from ledger.block b) s where s.id = j.id)
    )
    select coalesce(v_last.number, 0) + 1, v_epoch.number, v_to, coalesce(v_last.hash, decode(repeat('00', 32), 'hex')),
      array_agg(f.journal_id order by r.xid, f.journal_id, f.leg), array_agg(f.leg order by r.xid, f.journal_id, f.leg),
      string_agg(sha256('\x00'::bytea || f.bytes), ''::bytea order by r.xid, f.journal_id, f.leg)
    from rows r join ledger.sealed_form_view f on f.journal_id = r.id
    having count(*) > 0;
end $$;

create function ledger.seal_block(
  p_number bigint, p_epoch integer, p_xid_to bigint, p_journals bigint[], p_legs smallint[], p_leaves bytea, p_root bytea,
  p_prev bytea, p_hash bytea, p_sealed_at timestamptz, p_head bytea, p_public_key bytea, p_signature bytea,
  p_levels smallint[], p_places bigint[], p_hashes bytea[]
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into ledger.block values (p_number, p_epoch, p_xid_to, p_journals, p_legs, p_leaves, p_root, p_prev, p_hash,
    p_sealed_at, p_head, p_public_key, p_signature);
  insert into ledger.log_node select * from unnest(p_levels, p_places, p_hashes);
end $$;

create trigger epoch_is_history before update or delete or truncate on ledger.epoch
  for each statement execute function base.refuse_change();
create trigger block_is_history before update or delete or truncate on ledger.block
  for each statement execute function base.refuse_change();
create trigger log_node_is_history before update or delete or truncate on ledger.log_node
  for each statement execute function base.refuse_change();
grant select on ledger.epoch, ledger.block, ledger.log_node, ledger.sealed_form_view, ledger.sealed_view to stoa_app;
grant execute on function ledger.next_block, ledger.seal_block, ledger.sealed_form, ledger.sealed_move to stoa_app;

-- What is not granted by name above is for the functions among themselves.
revoke execute on all functions in schema ledger from public;
