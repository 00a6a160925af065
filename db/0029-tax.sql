-- What tax asks of educators: forms by country, what is withheld at payout and sent to the authority, what is
-- reported for a year.

-- The operator's rules, by version.
create table earnings.tax_policy (
  version integer primary key,
  -- Where the operator is: decides which forms are asked and what is reported.
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- When a form must be there before money is paid out: never, or always.
  payouts_wait boolean not null,
  set_by text not null,
  set_at timestamptz not null
);
insert into earnings.tax_policy values (1, 'US', false, 'stoa', '2026-01-01T00:00:00Z');
create trigger tax_policy_is_history before update or delete or truncate on earnings.tax_policy
  for each statement execute function base.refuse_change();

-- Which form is asked of whom: by where the operator and the payee are; '*' is anywhere else. The form's fields are
-- in src/earnings/tax/forms.ts.
create table earnings.tax_form_for (
  operator_country text not null check (operator_country ~ '^([A-Z]{2}|\*)$'),
  payee_country text not null check (payee_country ~ '^([A-Z]{2}|\*)$'),
  form text not null check (form in ('w9', 'w8ben', 'india', 'dac7', 'generic')),
  primary key (operator_country, payee_country)
);
insert into earnings.tax_form_for
  select '*', c, 'dac7' from unnest(array['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR',
    'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK']) c
  union all values ('US', 'US', 'w9'), ('US', '*', 'w8ben'), ('*', 'IN', 'india'), ('*', '*', 'generic');

-- What somebody has filled in; the last counts, the others are how it came to be. Only the holder of the master
-- secret can read it; `shown` is masked.
create table earnings.tax_form (
  payee_type text not null check (payee_type in ('person', 'organization')),
  payee_id text not null,
  number integer not null check (number >= 1),
  form text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  name text not null check (length(name) between 1 and 200),
  shown jsonb not null,
  sealed_with text not null,
  nonce bytea not null check (length(nonce) = 12),
  sealed bytea not null check (length(sealed) > 16),
  given_by text not null,
  given_at timestamptz not null,
  primary key (payee_type, payee_id, number)
);
create trigger tax_form_is_history before update or delete or truncate on earnings.tax_form
  for each statement execute function base.refuse_change();

-- What is withheld of a payout, in basis points: with the form there, or without it.
create table earnings.withholding_rate (
  operator_country text not null check (operator_country ~ '^[A-Z]{2}$'),
  payee_country text not null check (payee_country ~ '^([A-Z]{2}|\*)$'),
  with_form boolean not null,
  from_day date not null,
  rate integer not null check (rate between 0 and 10000),
  why text not null check (length(why) between 3 and 300),
  set_by text not null,
  set_at timestamptz not null,
  primary key (operator_country, payee_country, with_form, from_day)
);
insert into earnings.withholding_rate values
  ('US', 'US', false, '2026-01-01', 0, 'Backup withholding is 24 % where a payee gives no TIN (26 U.S.C. 3406); set it when you must withhold', 'stoa', '2026-01-01T00:00:00Z'),
  ('IN', 'IN', true, '2024-10-01', 10, 'Section 194-O: 0.1 % of what is sold through an e-commerce operator', 'stoa', '2026-01-01T00:00:00Z'),
  ('IN', 'IN', false, '2024-10-01', 500, 'Section 206AA: 5 % where the payee gives no PAN', 'stoa', '2026-01-01T00:00:00Z');
create trigger withholding_rate_is_history before update or delete or truncate on earnings.withholding_rate
  for each statement execute function base.refuse_change();

-- From which sums a year is reported, by form and year: both where `transfers` says how many.
create table earnings.tax_threshold (
  operator_country text not null check (operator_country ~ '^[A-Z]{2}$'),
  return text not null check (return in ('1099-K', '1099-NEC', 'DAC7', '194-O')),
  from_year integer not null check (from_year between 2000 and 2200),
  currency text not null,
  amount bigint not null check (amount >= 0),
  -- More than so many payments, too.
  transfers integer check (transfers >= 0),
  -- The price that learners paid, or what reached the educator.
  counts text not null check (counts in ('gross', 'paid')),
  -- Reached by as much, or by more only.
  at_least boolean not null,
  source text not null,
  primary key (operator_country, return, from_year)
);
insert into earnings.tax_threshold values
  ('US', '1099-K', 2025, 'USD', 2000000, 200, 'gross', false, 'Pub. L. 119-21 section 70432: above 20,000 and above 200 transactions'),
  ('US', '1099-NEC', 2020, 'USD', 60000, null, 'paid', true, 'Instructions for Form 1099-NEC until 2025: 600'),
  ('US', '1099-NEC', 2026, 'USD', 200000, null, 'paid', true, 'Pub. L. 119-21 section 70433: 2,000 for payments made after 31 December 2025'),
  ('IN', '194-O', 2020, 'INR', 50000000, null, 'gross', false, 'Section 194-O: individuals above 5 lakh');

-- A year's statement as it was issued; what turns out otherwise is issued again, as a correction.
create table earnings.tax_statement (
  id uuid primary key,
  payee_type text not null check (payee_type in ('person', 'organization')),
  payee_id text not null,
  year integer not null check (year between 2000 and 2200),
  number integer not null check (number >= 1),
  content jsonb not null,
  issued_by text not null,
  issued_at timestamptz not null,
  unique (payee_type, payee_id, year, number)
);
create trigger tax_statement_is_history before update or delete or truncate on earnings.tax_statement
  for each statement execute function base.refuse_change();

-- What was withheld and has been sent to the authority.
create table earnings.tax_remittance (
  id uuid primary key,
  currency text not null,
  amount bigint not null check (amount > 0),
  authority text not null check (length(authority) between 2 and 200),
  reference text not null check (length(reference) between 1 and 200),
  paid_on date not null,
  journal_id bigint not null,
  by text not null,
  at timestamptz not null
);
create trigger tax_remittance_is_history before update or delete or truncate on earnings.tax_remittance
  for each statement execute function base.refuse_change();

-- When a payee was last asked for their form.
create table earnings.tax_asked (
  payee_type text not null,
  payee_id text not null,
  asked_at timestamptz not null,
  primary key (payee_type, payee_id)
);

alter table earnings.payout
  -- Withheld for the authority, of what its commissions are worth.
  add column withheld bigint not null default 0 check (withheld >= 0),
  add column withheld_rate integer not null default 0 check (withheld_rate between 0 and 10000),
  add column withheld_journal bigint;

-- What the view was made of when it was made does not grow with the table.
create or replace view earnings.payout_view as select * from earnings.payout;

-- Payees whose payouts wait for their form.
create view earnings.payee_waits_view as
  select distinct c.payee_type, c.payee_id from earnings.commission c
  where c.state = 'available'
    and (select payouts_wait from earnings.tax_policy order by version desc limit 1)
    and not exists (select from earnings.tax_form f where f.payee_type = c.payee_type and f.payee_id = c.payee_id);

-- What is withheld of a payee's payouts on a day, in basis points.
create function earnings.withheld_of(p_type text, p_id text, p_day date) returns integer
language sql stable set search_path = pg_catalog as $$
  with form as (
    select country from earnings.tax_form where payee_type = p_type and payee_id = p_id order by number desc limit 1
  ), here as (
    select country from earnings.tax_policy order by version desc limit 1
  )
  -- Whose form is not there counts as somebody of the operator's own country.
  select coalesce((
    select r.rate from earnings.withholding_rate r, here
    where r.operator_country = here.country and r.from_day <= p_day
      and r.with_form = exists (select from form)
      and r.payee_country in (coalesce((select country from form), here.country), '*')
    order by r.payee_country = '*', r.from_day desc limit 1), 0)
$$;
grant execute on function earnings.withheld_of to stoa_app;

create view earnings.tax_statement_view as select id, payee_type, payee_id, year, number, issued_at from earnings.tax_statement;

grant select on earnings.tax_policy, earnings.tax_form_for, earnings.tax_form, earnings.withholding_rate,
  earnings.tax_threshold, earnings.tax_statement, earnings.tax_remittance, earnings.tax_asked,
  earnings.payee_waits_view, earnings.tax_statement_view to stoa_app;
grant insert on earnings.tax_policy, earnings.tax_form, earnings.withholding_rate, earnings.tax_statement,
  earnings.tax_remittance to stoa_app;
grant insert, update on earnings.tax_asked to stoa_app;
