-- Two-way messages: whose a number is, what came in, the threads it belongs to, and what of it is owed.
-- One-time passwords: their rules, codes (only as keyed hashes), counts, and countries that were stopped.

-- Whose a number is, by way. Who had it before stays written down.
create table messaging.sender_number (
  id uuid primary key,
  -- messaging.provider: where it is rented, and who tells what comes in.
  provider_id uuid not null references messaging.provider (id),
  way text not null check (way in ('sms', 'whatsapp')),
  address text not null check (address ~ '^(\+[1-9][0-9]{6,14}|[A-Za-z0-9]{3,14})$'),
  organization_id uuid not null references people.organization,
  given_at timestamptz not null,
  given_by text not null,
  ended_at timestamptz,
  ended_by text,
  check (num_nulls(ended_at, ended_by) in (0, 2)),
  check (ended_at >= given_at)
);
create unique index one_owner_of_a_number on messaging.sender_number (way, address) where ended_at is null;
create index number_of_organization on messaging.sender_number (organization_id, given_at);

-- What a message that comes in costs its organization, in units of its own way; none where the provider charges nothing.
create table messaging.inbound_price (
  provider_id uuid not null references messaging.provider (id),
  way text not null check (way in ('sms', 'whatsapp')),
  units integer not null check (units between 0 and 100),
  set_by text not null,
  set_at timestamptz not null,
  primary key (provider_id, way)
);

-- How an organization works its inbox.
create table messaging.inbox_rules (
  organization_id uuid primary key references people.organization,
  zone text not null,
  -- 1 is Monday. Hours of the wall; within them somebody answers.
  days smallint[] not null check (days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  opens time not null,
  closes time not null check (closes > opens),
  -- Within so many minutes of those hours a first answer is due.
  answer_minutes integer not null check (answer_minutes between 1 and 10080),
  -- Of what is said by itself to whoever's language is not known.
  language text not null default 'en' check (language ~ '^[a-z]{2,3}$'),
  -- What is answered by itself outside of those hours; null: nothing.
  away_text text check (length(away_text) between 1 and 1000),
  set_by text not null,
  set_at timestamptz not null
);

create table messaging.thread (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  number_id uuid not null references messaging.sender_number,
  way text not null check (way in ('sms', 'whatsapp')),
  address text not null,
  contact_id uuid,
  opened_at timestamptz not null,
  -- The latest that was said by either, and by whom.
  last_at timestamptz not null,
  last_text text not null,
  last_is text not null check (last_is in ('inbound', 'reply', 'automatic')),
  -- From here the 24 hours of WhatsApp are counted.
  last_inbound_at timestamptz not null,
  unread integer not null check (unread >= 0),
  -- The first message since the last answer of a person, and when that answer is due.
  waiting_since timestamptz,
  answer_due_at timestamptz,
  away_told_at timestamptz,
  assigned_to uuid references people.person,
  closed_at timestamptz,
  closed_by text,
  unique (number_id, address),
  check (num_nulls(closed_at, closed_by) in (0, 2)),
  check (num_nulls(waiting_since, answer_due_at) in (0, 2))
);
create index thread_latest on messaging.thread (organization_id, last_at desc, id desc);
create index thread_assigned on messaging.thread (assigned_to) where closed_at is null;

-- What happened to a thread, by whom.
create table messaging.thread_step (
  id uuid primary key,
  thread_id uuid not null references messaging.thread,
  what text not null check (what in ('opened', 'assigned', 'let go', 'closed', 'reopened', 'opted out', 'opted in')),
  person_id uuid,
  at timestamptz not null,
  by text not null
);
create index step_of_thread on messaging.thread_step (thread_id, at, id);
create trigger thread_steps_are_history before update or delete or truncate on messaging.thread_step
  for each statement execute function base.refuse_change();

-- What providers brought, each event once. Without a thread: nobody has that number.
create table messaging.inbound (
  id uuid primary key,
  provider_id uuid not null references messaging.provider (id),
  event text not null check (length(event) between 1 and 200),
  way text not null check (way in ('sms', 'whatsapp')),
  from_address text not null,
  to_address text not null,
  text text not null check (length(text) <= 10000),
  media jsonb not null,
  reply_to text,
  said_at timestamptz not null,
  taken_at timestamptz not null,
  thread_id uuid references messaging.thread,
  constraint inbound_once unique (provider_id, event)
);
create index inbound_unknown on messaging.inbound (taken_at desc, id desc) where thread_id is null;

create table messaging.thread_entry (
  id uuid primary key,
  thread_id uuid not null references messaging.thread,
  is_a text not null check (is_a in ('inbound', 'reply', 'automatic', 'note')),
  text text not null check (length(text) <= 10000),
  media jsonb not null,
  quick_replies jsonb not null,
  at timestamptz not null,
  by text not null,
  inbound_id uuid unique references messaging.inbound,
  -- messaging.message: what became of it is known there.
  message_id uuid unique,
  -- Of a first answer: how long they had waited for it.
  waited_seconds integer check (waited_seconds >= 0),
  in_time boolean,
  check ((is_a = 'inbound') = (inbound_id is not null)),
  check ((is_a in ('reply', 'automatic')) = (message_id is not null)),
  check (num_nulls(waited_seconds, in_time) in (0, 2))
);
create index entry_of_thread on messaging.thread_entry (thread_id, at desc, id desc);
create index entry_words on messaging.thread_entry using gin (lower(text) gin_trgm_ops);
create trigger thread_entries_are_history before update or delete or truncate on messaging.thread_entry
  for each statement execute function base.refuse_change();

-- Answers that are given often.
create table messaging.quick_reply (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  name text not null check (length(btrim(name)) between 1 and 60),
  text text not null check (length(btrim(text)) between 1 and 1000),
  buttons jsonb not null,
  made_at timestamptz not null,
  made_by text not null,
  removed_at timestamptz
);
create unique index quick_reply_name on messaging.quick_reply (organization_id, lower(name)) where removed_at is null;

-- What a message that came in costs: taken from the wallet at once, or owed until a lot comes.
create table messaging.inbound_charge (
  inbound_id uuid primary key references messaging.inbound,
  organization_id uuid not null references people.organization,
  provider_id uuid not null references messaging.provider (id),
  asset text not null check (asset in ('SMS', 'WHATSAPP')),
  units integer not null check (units > 0),
  at timestamptz not null,
  settled_at timestamptz check (settled_at >= at),
  -- The deed of the ledger that took it.
  settled_by text,
  check (num_nulls(settled_at, settled_by) in (0, 2))
);
create index charge_owed on messaging.inbound_charge (organization_id, asset, at, inbound_id) where settled_at is null;

create function messaging.settled_stays() returns trigger
language plpgsql as $$
begin
  raise exception 'A charge that was settled stays settled' using errcode = 'integrity_constraint_violation';
end $$;
create trigger settled_once before update on messaging.inbound_charge
  for each row when (old.settled_at is not null) execute function messaging.settled_stays();

-- How an organization's codes are made, sent and guarded.
create table messaging.otp_rules (
  -- Null: the house's own.
  organization_id uuid references people.organization,
  length integer not null check (length between 4 and 9),
  valid_seconds integer not null check (valid_seconds between 60 and 3600),
  attempts integer not null check (attempts between 1 and 10),
  resend_seconds integer not null check (resend_seconds between 15 and 600),
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  fallback_way text check (fallback_way in ('sms', 'whatsapp') and fallback_way <> way),
  fallback_seconds integer not null check (fallback_seconds between 30 and 60),
  number_hour integer not null check (number_hour between 1 and 100),
  organization_hour integer not null check (organization_hour between 1 and 100000),
  ip_hour integer not null check (ip_hour between 1 and 10000),
  -- ISO 3166; none: no SMS and no WhatsApp at all.
  countries text[] not null,
  -- Once so many were sent to a country within an hour, at least such a share (percent) must be verified.
  pumping_sent integer not null check (pumping_sent between 5 and 10000),
  pumping_share integer not null check (pumping_share between 1 and 100),
  -- What is written, with {code} and {minutes}.
  words text not null check (words like '%{code}%' and length(words) <= 300),
  -- The same for those who read other languages, by language.
  words_by jsonb not null default '{}' check (jsonb_typeof(words_by) = 'object'),
  dlt_template text,
  whatsapp_template text,
  -- In which it is approved there; the first is for whoever reads none of them.
  whatsapp_languages text[] not null default '{en}' check (cardinality(whatsapp_languages) between 1 and 40),
  set_by text not null,
  set_at timestamptz not null,
  check (whatsapp_template is not null or (way <> 'whatsapp' and fallback_way is distinct from 'whatsapp'))
);
create unique index otp_rules_of on messaging.otp_rules (organization_id) nulls not distinct;

create table messaging.otp (
  id uuid primary key,
  -- Null: the house's own.
  organization_id uuid references people.organization,
  purpose text not null check (length(purpose) between 1 and 40),
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  address text not null,
  country text,
  -- What its reader reads; null: the rules' own words.
  language text,
  -- HMAC-SHA256 under a key that is not in the database: the code, and the one of the second way.
  hashes bytea[] not null check (cardinality(hashes) between 1 and 2),
  asked_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  attempts integer not null default 0,
  most_attempts integer not null,
  ended text check (ended in ('verified', 'locked', 'replaced')),
  ended_at timestamptz,
  -- Why nothing was sent, although the answer does not say so.
  unsent text,
  message_id uuid,
  fallback_way text,
  fallback_at timestamptz,
  fallback_message_id uuid,
  check (attempts between 0 and most_attempts),
  check (num_nulls(ended, ended_at) in (0, 2))
);
create unique index one_code_at_a_time on messaging.otp (organization_id, purpose, way, address)
  nulls not distinct where ended is null;
create index otp_of_organization on messaging.otp (organization_id, asked_at desc, id desc);
create index otp_by_country on messaging.otp (organization_id, country, asked_at);
create index otp_fallback on messaging.otp (fallback_at) where fallback_at is not null;
create index otp_by_time on messaging.otp (asked_at);

-- How often it was asked within an hour: of one number, one organization, one address of the internet.
create table messaging.otp_count (
  scope text not null check (scope in ('number', 'organization', 'ip')),
  key text not null,
  hour timestamptz not null,
  asked integer not null check (asked > 0),
  primary key (scope, key, hour)
);
create index otp_count_by_hour on messaging.otp_count (hour);

-- Codes to a country were stopped, because too few of them were used.
create table messaging.otp_stop (
  id uuid primary key,
  organization_id uuid references people.organization,
  country text not null,
  at timestamptz not null,
  sent integer not null,
  verified integer not null,
  lifted_at timestamptz,
  lifted_by text,
  check (num_nulls(lifted_at, lifted_by) in (0, 2))
);
create unique index one_stop_of_a_country on messaging.otp_stop (organization_id, country)
  nulls not distinct where lifted_at is null;

create view messaging.inbound_charge_view as select * from messaging.inbound_charge;
create view messaging.thread_view as
  select id, organization_id, way, opened_at, last_at, waiting_since, assigned_to, closed_at from messaging.thread;
create view messaging.otp_view as
  select id, organization_id, purpose, way, country, asked_at, attempts, ended, ended_at, unsent from messaging.otp;

grant select, insert on messaging.sender_number, messaging.inbound_price, messaging.inbox_rules, messaging.thread,
  messaging.thread_step, messaging.inbound, messaging.thread_entry, messaging.quick_reply, messaging.inbound_charge,
  messaging.otp_rules, messaging.otp, messaging.otp_count, messaging.otp_stop to stoa_app;
grant select on messaging.inbound_charge_view, messaging.thread_view, messaging.otp_view to stoa_app;
grant update (ended_at, ended_by) on messaging.sender_number to stoa_app;
grant update (units, set_by, set_at) on messaging.inbound_price to stoa_app;
grant update on messaging.inbox_rules, messaging.otp_rules, messaging.otp_count to stoa_app;
grant update (contact_id, last_at, last_text, last_is, last_inbound_at, unread, waiting_since, answer_due_at,
  away_told_at, assigned_to, closed_at, closed_by) on messaging.thread to stoa_app;
grant update (thread_id) on messaging.inbound to stoa_app;
grant update (removed_at) on messaging.quick_reply to stoa_app;
grant update (settled_at, settled_by) on messaging.inbound_charge to stoa_app;
grant update (hashes, attempts, ended, ended_at, unsent, message_id, fallback_at, fallback_message_id)
  on messaging.otp to stoa_app;
grant update (lifted_at, lifted_by) on messaging.otp_stop to stoa_app;
-- What nobody owns is forgotten after a month, codes and counts sooner.
grant delete on messaging.inbound, messaging.otp, messaging.otp_count to stoa_app;
