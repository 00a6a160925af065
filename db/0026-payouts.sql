-- Payouts beside the machine itself (0006): smallest amounts by currency, and the statements that are issued.

-- From what amount on a currency is paid out; the operator's base currency has its own in earnings.policy.
create table earnings.payout_minimum (
  currency text not null,
  minimum bigint not null check (minimum > 0),
  set_by text not null,
  set_at timestamptz not null,
  primary key (currency, set_at)
);
create trigger payout_minimum_is_history before update or delete or truncate on earnings.payout_minimum
  for each statement execute function base.refuse_change();

-- The statement of each payout that was sent. Numbers have no gap: they are given to what was sent, in its order,
-- under a lock on the year's row.
create table earnings.statement_series (
  year integer primary key,
  last integer not null check (last >= 0)
);
create table earnings.statement (
  payout_id uuid primary key references earnings.payout,
  year integer not null,
  number integer not null check (number > 0),
  name text not null generated always as ('P' || year || '-' || lpad(number::text, 6, '0')) stored unique,
  -- Who was paid, by whom and from which zone days are told, as it was then.
  content jsonb not null,
  issued_at timestamptz not null,
  unique (year, number)
);
create trigger statement_is_history before update or delete or truncate on earnings.statement
  for each statement execute function base.refuse_change();
create index payout_unstated on earnings.payout (sent_at, id) where sent_at is not null;

create view earnings.statement_view as select payout_id, year, number, name, issued_at from earnings.statement;

grant select on earnings.payout_minimum, earnings.statement_series, earnings.statement, earnings.statement_view to stoa_app;
grant insert on earnings.payout_minimum, earnings.statement to stoa_app;
grant insert, update on earnings.statement_series to stoa_app;
