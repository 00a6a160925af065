-- What people choose to be told of, what reminds them, what their calendars know, and who outside is told.

-- Somebody who is written to: their own key signs the links in their e-mails that switch kinds of them off.
create table messaging.recipient (
  person_id uuid primary key,
  unsubscribe_key bytea not null check (octet_length(unsubscribe_key) = 32)
);

-- What a person does not want to be told of, on one channel; no row: they do.
create table messaging.muted (
  person_id uuid not null,
  topic text not null check (topic in (
    'bookings', 'reminders', 'messages', 'money', 'plan', 'offers', 'teaching', 'earnings', 'work')),
  channel text not null check (channel in ('app', 'email')),
  since timestamptz not null,
  -- link: by the link in an e-mail, without signing in.
  how text not null check (how in ('settings', 'link')),
  primary key (person_id, topic, channel)
);

-- A person's night, in minutes of the day on the clock of their zone: no e-mail is sent in it that can wait. No row:
-- from ten in the evening until seven.
create table messaging.quiet (
  person_id uuid primary key,
  kept boolean not null,
  from_minute integer not null check (from_minute between 0 and 1439),
  until_minute integer not null check (until_minute between 0 and 1439),
  set_at timestamptz not null,
  check (from_minute <> until_minute)
);
grant select, insert, update on messaging.quiet to stoa_app;

-- What a person's calendar was sent of a thing: one name for its whole life, and a number that rises.
create table messaging.invitation (
  about_id uuid not null,
  person_id uuid not null,
  uid text not null check (uid <> ''),
  sequence integer not null check (sequence >= 0),
  -- What it was told last; the same again is nothing new to it.
  said text not null default '',
  primary key (about_id, person_id)
);

alter table messaging.email
  add column language text not null default 'en' check (language ~ '^[a-z]{2,3}$'),
  -- Where a button leads.
  add column action text check (action ~ '^https?://'),
  -- Where this kind of e-mail is switched off; null: it cannot be.
  add column unsubscribe text check (unsubscribe ~ '^https?://'),
  -- What goes into the reader's calendar.
  add column calendar jsonb,
  add column next_try_at timestamptz,
  -- When its words were forgotten.
  add column forgotten_at timestamptz;
-- What waits already is due at once.
alter table messaging.email
  alter column next_try_at type timestamptz using case when state = 'waiting' then at end;
alter table messaging.email drop constraint email_state_check;
alter table messaging.email
  -- refused: the receiver's mail server will never take it.
  add constraint email_state_check check (state in ('kept', 'waiting', 'sent', 'failed', 'refused')),
  add check ((state = 'waiting') = (next_try_at is not null)),
  add check (state <> 'refused' or error is not null),
  drop constraint email_subject_check,
  drop constraint email_body_check,
  add check ((subject <> '' and body <> '') or forgotten_at is not null),
  add check (forgotten_at is null or (subject = '' and body = '' and to_address = '' and calendar is null
    and action is null and unsubscribe is null)),
  -- Forgotten addresses are all alike.
  drop constraint email_once;
create unique index email_once on messaging.email (fact_id, to_address, kind) where forgotten_at is null;
drop index messaging.email_waiting;
create index email_due on messaging.email (next_try_at) where state = 'waiting';
create index email_remembered on messaging.email (at) where forgotten_at is null;

-- An address whose mail server said for good that it takes nothing for it.
create table messaging.refused_address (
  address text primary key,
  since timestamptz not null,
  words text not null check (words <> '')
);

-- A reminder that is to be given; gone when it no longer is.
create table messaging.reminder (
  session_id uuid not null,
  person_id uuid not null,
  hours integer not null check (hours > 0),
  role text not null check (role in ('learner', 'educator')),
  -- Of the seat; an educator has one reminder for all seats.
  booking_id uuid,
  starts_at timestamptz not null,
  due_at timestamptz not null check (due_at < starts_at),
  given_at timestamptz,
  primary key (session_id, person_id, hours),
  check ((role = 'learner') = (booking_id is not null))
);
create index reminder_due on messaging.reminder (due_at) where given_at is null;
create index reminder_past on messaging.reminder (starts_at);

grant select, insert on messaging.recipient to stoa_app;
grant select, insert, delete on messaging.muted to stoa_app;
grant select, insert on messaging.invitation to stoa_app;
grant update (sequence, said) on messaging.invitation to stoa_app;
grant select, insert, update, delete on messaging.refused_address, messaging.reminder to stoa_app;
grant update (next_try_at, subject, to_address, calendar, action, unsubscribe, forgotten_at) on messaging.email to stoa_app;
grant delete on messaging.email, messaging.notice to stoa_app;

-- Machines that are told of what happens: an organization's, or the operator's where none is named.
create table messaging.receiver (
  id uuid primary key,
  organization_id uuid references people.organization (id),
  url text not null check (url ~ '^https?://'),
  name text not null check (name <> ''),
  -- Null: all there are, and will be.
  kinds text[] check (cardinality(kinds) > 0),
  -- disabled: by us, after days of failing; off: by its owner.
  state text not null check (state in ('on', 'off', 'disabled')),
  state_at timestamptz not null,
  state_by text not null,
  failing_since timestamptz,
  made_by uuid not null,
  made_at timestamptz not null,
  removed_at timestamptz
);
create index receiver_of on messaging.receiver (organization_id) where removed_at is null;
create index receiver_open on messaging.receiver (state) where removed_at is null and state <> 'off';

-- What signs; sealed. While one takes over from another, both sign.
create table messaging.receiver_secret (
  id uuid primary key,
  receiver_id uuid not null references messaging.receiver (id),
  sealed_with text not null,
  nonce bytea not null,
  sealed bytea not null,
  made_at timestamptz not null,
  ends_at timestamptz
);
create unique index one_secret_stays on messaging.receiver_secret (receiver_id) where ends_at is null;

-- One event for one receiver. Its id is the webhook-id: the same however often it is sent.
create table messaging.delivery (
  id uuid primary key,
  receiver_id uuid not null references messaging.receiver (id),
  -- Null: a test that was asked for.
  fact_id uuid references base.fact (id),
  kind text not null,
  body text not null,
  at timestamptz not null,
  -- held: its receiver was disabled; failed: every try was in vain. Both can be sent again.
  state text not null check (state in ('waiting', 'delivered', 'failed', 'held')),
  -- In this round, and of all rounds.
  tries integer not null default 0 check (tries >= 0),
  attempts integer not null default 0 check (attempts >= tries),
  next_try_at timestamptz,
  delivered_at timestamptz,
  unique (receiver_id, fact_id),
  check ((state = 'waiting') = (next_try_at is not null)),
  check (state <> 'delivered' or delivered_at is not null)
);
create index delivery_due on messaging.delivery (next_try_at) where state = 'waiting';
create index delivery_of on messaging.delivery (receiver_id, at desc, id desc);
create index delivery_age on messaging.delivery (at);

create table messaging.delivery_attempt (
  delivery_id uuid not null references messaging.delivery (id) on delete cascade,
  number integer not null check (number > 0),
  at timestamptz not null,
  took_ms integer not null check (took_ms >= 0),
  status integer,
  -- Why there was no answer.
  error text,
  excerpt text not null default '',
  primary key (delivery_id, number),
  check ((status is null) = (error is not null))
);

grant select, insert on messaging.receiver, messaging.receiver_secret, messaging.delivery, messaging.delivery_attempt to stoa_app;
grant update (url, name, kinds, state, state_at, state_by, failing_since, removed_at) on messaging.receiver to stoa_app;
grant update (sealed_with, nonce, sealed, ends_at) on messaging.receiver_secret to stoa_app;
grant update (state, tries, attempts, next_try_at, delivered_at) on messaging.delivery to stoa_app;
grant delete on messaging.delivery, messaging.delivery_attempt to stoa_app;
