-- Messages on their way: reserved once, out of the house once, settled once.

-- A message. No foreign keys on it, and no more indexes than it is found by: a campaign writes a hundred thousand
-- at once. Whose it is stands in its settlement with one.
create table messaging.message (
  id uuid primary key,
  -- Null: the platform sends, from its own stock.
  organization_id uuid,
  -- The sender's own name for it: the same again is the same message.
  key text not null check (length(key) between 1 and 200),
  -- What was asked for under the key, so that the key is not used for something else.
  fingerprint bytea not null,
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  category text not null check (category in ('authentication', 'utility', 'service', 'marketing')),
  lane text not null check (lane in ('otp', 'transactional', 'bulk')),
  to_address text not null check (length(to_address) between 3 and 320),
  -- Of the recipient: where they live, and their clock; quiet hours are read on it.
  country text check (country ~ '^[A-Z]{2}$'),
  zone text,
  -- Null once its words are forgotten.
  content jsonb,
  contact_id uuid,
  about_type text not null check (length(about_type) between 1 and 60),
  about_id text not null check (length(about_id) between 1 and 200),
  segments integer not null default 1 check (segments >= 1),
  -- Reserved in the organization's wallet; what it pays at most.
  units bigint not null check (units >= 0),
  -- By which prices it was reckoned.
  terms integer,
  hold_id bigint,
  accepted_at timestamptz not null,
  -- Not before; why it waits, where it was not wanted so.
  due_at timestamptz not null,
  waits_for text check (waits_for in ('its hour', 'quiet hours', 'another try', 'a provider', 'its template', 'suspension')),
  expires_at timestamptz not null,
  state text not null check (state in
    ('waiting', 'leaving', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read', 'refused')),
  state_at timestamptz not null,
  -- Why it failed or was refused: a code of ours, and what the provider said.
  reason text,
  said text check (length(said) <= 500),
  provider_id uuid,
  attempts integer not null default 0 check (attempts >= 0),
  -- What the provider counted and charges by, where it said so.
  told_segments integer,
  told_category text check (told_category in ('authentication', 'utility', 'service', 'marketing')),
  told_billable boolean,
  -- When its money is to be decided, at the latest; and when it was.
  settle_at timestamptz,
  settled_at timestamptz,
  check (organization_id is not null or units = 0),
  check ((units > 0) = (hold_id is not null)),
  check (state <> 'refused' or (units = 0 and reason is not null)),
  check (state not in ('failed', 'delivered', 'read') or settle_at is not null)
);
create unique index message_once on messaging.message (organization_id, key) nulls not distinct;
create index message_due on messaging.message (lane, due_at, id) where state = 'waiting';
create index message_unsettled on messaging.message (settle_at, id) where settled_at is null and settle_at is not null;
create index message_of_sender on messaging.message (organization_id, id desc);
create index message_about on messaging.message (about_id, id);

-- Monotone: what is known of a message is never known less. It goes back to waiting only where its
-- attempt was refused, so that nothing of it is out.
create function messaging.rank(state text) returns integer language sql immutable set search_path = pg_catalog as $$
  select case state when 'refused' then 9 when 'waiting' then 0 when 'leaving' then 1 when 'unknown' then 2
    when 'accepted' then 3 when 'sent' then 4 when 'failed' then 5 when 'delivered' then 6 when 'read' then 7 end
$$;
create function messaging.state_goes_on() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if messaging.rank(new.state) < messaging.rank(old.state)
    and not (new.state = 'waiting' and old.state = 'leaving') then
    raise exception 'message % may not go from % to %', new.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'state_goes_on';
  end if;
  if old.settled_at is not null and (new.settled_at is distinct from old.settled_at or new.units <> old.units) then
    raise exception 'message % is settled', new.id using errcode = 'check_violation', constraint = 'settled_once';
  end if;
  return new;
end $$;
create trigger state_goes_on before update of state, settled_at, units on messaging.message
  for each row execute function messaging.state_goes_on();

-- What a message says, without the password in it: kept no longer than it takes to send it.
create function messaging.without_secret(category text, content jsonb) returns jsonb
language sql immutable set search_path = pg_catalog as $$
  select case when category = 'authentication' and content is not null
    then jsonb_strip_nulls(jsonb_build_object('way', content -> 'way', 'text', '', 'secret', true,
      'writtenFrom', content -> 'writtenFrom')) else content end
$$;

-- A message as it went to one provider. Written, as leaving, before the provider hears of it.
create table messaging.attempt (
  id uuid primary key,
  message_id uuid not null references messaging.message,
  number integer not null check (number >= 1),
  provider_id uuid not null references messaging.provider,
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  -- Of the provider's stock, at most as far as we know.
  stock bigint not null check (stock >= 0),
  state text not null check (state in ('leaving', 'accepted', 'refused', 'unknown')),
  left_at timestamptz not null,
  -- Who has not answered by then has an unknown one: it may have arrived, and is never sent again.
  answer_by timestamptz not null check (answer_by > left_at),
  answered_at timestamptz,
  took_ms integer check (took_ms >= 0),
  ref text,
  code text,
  class text,
  said text check (length(said) <= 500),
  segments integer,
  cost text,
  unique (message_id, number),
  check ((state = 'leaving') = (answered_at is null)),
  check (state <> 'refused' or class is not null)
);
-- The promise itself: a second one only leaves where each one before was refused.
create unique index one_attempt_out on messaging.attempt (message_id) where state <> 'refused';
create unique index attempt_ref on messaging.attempt (provider_id, ref) where ref is not null;
create index attempt_leaving on messaging.attempt (answer_by) where state = 'leaving';

-- What providers told of messages, each event once. Without an attempt where it came before we knew its name.
create table messaging.report (
  provider_id uuid not null references messaging.provider,
  event text not null check (length(event) between 1 and 300),
  attempt_id uuid references messaging.attempt,
  ref text,
  state text not null check (state in ('accepted', 'sent', 'delivered', 'read', 'failed')),
  code text,
  said text check (length(said) <= 500),
  at timestamptz not null,
  taken_at timestamptz not null,
  segments integer,
  category text,
  billable boolean,
  primary key (provider_id, event)
);
create index report_of_attempt on messaging.report (attempt_id);
create index report_early on messaging.report (provider_id, ref) where attempt_id is null;

-- The operator's rules of sending, by version: what became of a message decides its money.
create table messaging.money_policy (
  version integer primary key check (version > 0),
  set_by text not null,
  set_at timestamptz not null,
  note text check (length(note) <= 500)
);
create table messaging.money_rule (
  version integer not null references messaging.money_policy,
  way text not null check (way in ('*', 'sms', 'whatsapp', 'email')),
  reason text not null check (reason in ('not_taken', 'delivered', 'unreported', 'failed', 'no_consent', 'bad_recipient')),
  -- A kind of provider, or all.
  provider_kind text not null default '*',
  -- Where the provider charges us for it, and where not.
  if_charged text not null check (if_charged in ('capture', 'release', 'refund')),
  if_free text not null check (if_free in ('capture', 'release')),
  primary key (version, way, reason, provider_kind),
  -- What is given back although we pay for it is a refund, booked as one.
  check (if_charged <> 'release' or reason = 'not_taken')
);
create trigger money_policy_is_history before update or delete or truncate on messaging.money_policy
  for each statement execute function base.refuse_change();
create trigger money_rule_is_history before update or delete or truncate on messaging.money_rule
  for each statement execute function base.refuse_change();
insert into messaging.money_policy values (1, 'stoa', '2026-01-01T00:00:00Z', 'As carriers charge');
insert into messaging.money_rule (version, way, reason, if_charged, if_free) values
  (1, '*', 'not_taken', 'release', 'release'),
  (1, '*', 'delivered', 'capture', 'capture'),
  (1, '*', 'unreported', 'capture', 'capture'),
  (1, 'sms', 'failed', 'capture', 'release'),
  (1, 'sms', 'no_consent', 'capture', 'release'),
  (1, 'sms', 'bad_recipient', 'capture', 'release'),
  (1, 'whatsapp', 'failed', 'refund', 'release'),
  (1, 'whatsapp', 'no_consent', 'refund', 'release'),
  (1, 'whatsapp', 'bad_recipient', 'refund', 'release'),
  (1, 'email', 'failed', 'capture', 'release'),
  (1, 'email', 'no_consent', 'capture', 'release'),
  (1, 'email', 'bad_recipient', 'capture', 'release');

-- Many messages of one hold, one provider, one category and one end, settled by one journal.
create table messaging.settlement (
  id uuid primary key,
  at timestamptz not null,
  organization_id uuid references people.organization,
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  category text not null,
  -- Null where nothing of them ever left.
  provider_id uuid references messaging.provider,
  outcome text not null check (outcome in ('captured', 'released', 'refunded', 'returned')),
  policy integer not null references messaging.money_policy,
  hold_id bigint,
  messages integer not null check (messages > 0),
  -- Taken from the wallet, and given back to it.
  captured bigint not null check (captured >= 0),
  released bigint not null check (released >= 0),
  -- Used of the provider's stock; what was used beyond what the organization pays; what stock lacked.
  stock bigint not null check (stock >= 0),
  beyond bigint not null default 0 check (beyond >= 0),
  owed bigint not null default 0 check (owed between 0 and stock),
  journal_id bigint,
  -- What was paid for the units, and what the stock cost, as the journal has it: smallest units of the currency.
  currency text,
  revenue bigint not null default 0 check (revenue >= 0),
  cost bigint not null default 0 check (cost >= 0),
  -- Of `captured`: given back later, when a report of failure came late.
  returned bigint not null default 0 check (returned between 0 and captured),
  check (outcome = 'captured' or captured = 0),
  check (organization_id is not null or (captured = 0 and released = 0))
);
create index settlement_of on messaging.settlement (organization_id, at desc);
create index settlement_at on messaging.settlement (at);
create index settlement_journal on messaging.settlement (journal_id);
create index settlement_owed on messaging.settlement (provider_id, way) where owed > 0;

-- From which lots of the wallet: by these, what was sold in which package.
create table messaging.settlement_lot (
  settlement_id uuid not null references messaging.settlement,
  lot_id bigint not null,
  units bigint not null check (units > 0),
  revenue bigint not null check (revenue >= 0),
  primary key (settlement_id, lot_id)
);
create index settlement_of_lot on messaging.settlement_lot (lot_id);
create trigger settlement_lot_is_history before update or delete or truncate on messaging.settlement_lot
  for each statement execute function base.refuse_change();

-- Which of them: by this a message is settled once.
create table messaging.settled (
  message_id uuid primary key references messaging.message,
  settlement_id uuid not null references messaging.settlement,
  captured bigint not null check (captured >= 0),
  stock bigint not null check (stock >= 0)
);
create index settled_in on messaging.settled (settlement_id);
create trigger settled_is_history before update or delete or truncate on messaging.settled
  for each statement execute function base.refuse_change();

-- What a late failure gave back: once for a message.
create table messaging.settled_back (
  message_id uuid primary key references messaging.settled,
  settlement_id uuid not null references messaging.settlement,
  units bigint not null check (units >= 0)
);
create trigger settled_back_is_history before update or delete or truncate on messaging.settled_back
  for each statement execute function base.refuse_change();

-- Stock that messages used and that our books did not have: its cost follows when it is bought.
create table messaging.stock_owed (
  settlement_id uuid primary key references messaging.settlement,
  provider_id uuid not null references messaging.provider,
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  quantity bigint not null check (quantity > 0),
  since timestamptz not null,
  journal_id bigint,
  paid_at timestamptz,
  cost bigint check (cost >= 0),
  check (num_nulls(journal_id, paid_at, cost) in (0, 3))
);
create index stock_owed_open on messaging.stock_owed (provider_id, asset, since) where paid_at is null;

-- A way through one provider: how much of the traffic it gets, and whether it may be used now.
create table messaging.route (
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  provider_id uuid not null references messaging.provider,
  -- Whether messages through it use stock. Null: a mail server of our own and the sandbox do once
  -- stock of theirs was bought, all others always.
  metered boolean,
  resting_weight integer not null default 50 check (resting_weight between 0 and 100),
  weight integer not null default 50 check (weight between 0 and 100),
  weight_changed_at timestamptz not null,
  breaker text not null default 'closed' check (breaker in ('closed', 'open')),
  broken_why text,
  broken_at timestamptz,
  -- When one message is to try it out.
  probe_at timestamptz,
  -- What staff said: it counts until they take it back.
  manual text check (manual in ('on', 'off')),
  manual_by text,
  manual_why text check (length(manual_why) between 3 and 500),
  -- Whether the last ten messages were taken (o) or the provider failed (x), the newest last.
  recent text not null default '' check (recent ~ '^[ox]{0,10}$'),
  primary key (way, provider_id),
  check ((breaker = 'open') = (probe_at is not null and broken_at is not null)),
  check (num_nulls(manual, manual_by, manual_why) in (0, 3))
);

-- How many may leave to a provider at once; filled up again by what it takes a second.
create table messaging.pace (
  provider_id uuid primary key references messaging.provider,
  tokens numeric not null check (tokens >= 0),
  at timestamptz not null
);

-- What happened on it, ten seconds at a time.
create table messaging.route_tally (
  way text not null,
  provider_id uuid not null references messaging.provider,
  since timestamptz not null,
  taken integer not null default 0,
  -- The provider's fault; the recipient's or the content's; nobody knows.
  errors integer not null default 0,
  refused integer not null default 0,
  unknown integer not null default 0,
  took_ms bigint not null default 0,
  slowest_ms integer not null default 0,
  delivered integer not null default 0,
  failed integer not null default 0,
  -- Of those delivered: later than five minutes after they left.
  slow integer not null default 0,
  delivery_seconds bigint not null default 0,
  primary key (way, provider_id, since)
);
create index route_tally_since on messaging.route_tally (since);

-- When it was last looked at whether ways are slow.
create table messaging.minding (
  one boolean primary key default true check (one),
  looked_at timestamptz not null
);
insert into messaging.minding values (true, '2026-01-01T00:00:00Z');

-- What changed on routes, and why.
create table messaging.route_change (
  id uuid primary key,
  way text not null,
  provider_id uuid not null references messaging.provider,
  at timestamptz not null,
  what text not null check (what in ('weight', 'broken', 'mended', 'manual', 'setting')),
  was text,
  now text,
  why text not null,
  by text not null
);
create index route_change_at on messaging.route_change (way, provider_id, at desc);
create trigger route_change_is_history before update or delete or truncate on messaging.route_change
  for each statement execute function base.refuse_change();

-- Rules of sending are set line by line: each says which version it is, so that two people do not overwrite each other.
create sequence messaging.sending_rule_version as integer;

-- When messages of a category may reach people, on their own clock. '*': every country that has no line of its own.
create table messaging.quiet_rule (
  country text not null check (country ~ '^([A-Z]{2}|[*])$'),
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  category text not null check (category in ('utility', 'service', 'marketing')),
  opens time not null,
  closes time not null check (closes > opens),
  set_by text not null,
  set_at timestamptz not null,
  version integer not null default nextval('messaging.sending_rule_version'),
  primary key (country, way, category)
);
insert into messaging.quiet_rule values
  ('*', 'sms', 'marketing', '10:00', '21:00', 'stoa', '2026-01-01T00:00:00Z'),
  ('*', 'whatsapp', 'marketing', '10:00', '21:00', 'stoa', '2026-01-01T00:00:00Z'),
  ('*', 'email', 'marketing', '10:00', '21:00', 'stoa', '2026-01-01T00:00:00Z');

-- How much an organization may send; '…00' is for all that have no line of their own.
create table messaging.sending_limit (
  organization_id uuid primary key,
  per_minute integer not null check (per_minute > 0),
  per_day integer not null check (per_day > 0),
  set_by text not null,
  set_at timestamptz not null,
  version integer not null default nextval('messaging.sending_rule_version'),
  constraint day_holds_a_minute check (per_day >= per_minute)
);
insert into messaging.sending_limit values
  ('00000000-0000-0000-0000-000000000000', 200000, 250000, 'stoa', '2026-01-01T00:00:00Z');
-- How much each sent, by minute; the days are their sums.
create table messaging.sent_tally (
  organization_id uuid not null,
  minute timestamptz not null,
  messages integer not null,
  primary key (organization_id, minute)
);

grant select, insert on messaging.message, messaging.attempt, messaging.report, messaging.money_policy,
  messaging.money_rule, messaging.settlement, messaging.settlement_lot, messaging.settled, messaging.settled_back, messaging.stock_owed,
  messaging.route, messaging.pace, messaging.minding, messaging.route_tally, messaging.route_change, messaging.quiet_rule, messaging.sending_limit,
  messaging.sent_tally to stoa_app;
grant update (state, state_at, reason, said, provider_id, attempts, due_at, waits_for, content, told_segments,
  told_category, told_billable, settle_at, settled_at) on messaging.message to stoa_app;
grant update (state, answered_at, took_ms, ref, code, class, said, segments, cost) on messaging.attempt to stoa_app;
grant update (attempt_id) on messaging.report to stoa_app;
grant update (returned, journal_id) on messaging.settlement to stoa_app;
grant update (journal_id, paid_at, cost) on messaging.stock_owed to stoa_app;
grant update on messaging.route, messaging.pace, messaging.minding, messaging.route_tally, messaging.quiet_rule, messaging.sending_limit,
  messaging.sent_tally to stoa_app;
grant delete on messaging.quiet_rule, messaging.sending_limit, messaging.sent_tally, messaging.route_tally to stoa_app;
grant usage on sequence messaging.sending_rule_version to stoa_app;
grant execute on function messaging.rank, messaging.without_secret to stoa_app;
