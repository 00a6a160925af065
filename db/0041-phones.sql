-- Phone numbers that people have confirmed, what goes there, the house's own rules of texts and codes, and what came
-- back of the house's letters and texts.

create table messaging.phone (
  id uuid primary key,
  person_id uuid not null references people.person,
  address text not null check (address ~ '^\+[1-9][0-9]{6,14}$'),
  country text check (country ~ '^[A-Z]{2}$'),
  -- By which its code went, and which code that is (messaging.otp, which is forgotten sooner).
  way text not null check (way in ('sms', 'whatsapp')),
  otp_id uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  again_at timestamptz not null,
  confirmed_at timestamptz check (confirmed_at >= asked_at),
  ended_at timestamptz,
  -- removed: by its person; replaced: they confirmed another one; given up: it was never confirmed.
  ended text check (ended in ('removed', 'replaced', 'given up')),
  check (num_nulls(ended_at, ended) in (0, 2)),
  check (ended is null or (ended = 'given up') = (confirmed_at is null))
);
create unique index one_phone_of_a_person on messaging.phone (person_id)
  where confirmed_at is not null and ended_at is null;
create unique index one_phone_to_confirm on messaging.phone (person_id) where confirmed_at is null and ended_at is null;
create index phone_at_address on messaging.phone (address) where confirmed_at is not null and ended_at is null;
create index phone_asked on messaging.phone (person_id, asked_at);
create index phone_ended on messaging.phone (ended_at) where ended_at is not null;

-- What is urgent of a group goes to the phone too, this way; no row: it does not.
create table messaging.phone_wish (
  person_id uuid not null references people.person,
  topic text not null check (topic in ('security', 'receipts', 'bookings', 'reminders', 'offers', 'teaching', 'work')),
  way text not null check (way in ('sms', 'whatsapp')),
  since timestamptz not null,
  primary key (person_id, topic)
);

-- How the house writes to phones, set as a whole; the newest counts.
create table messaging.house_texts (
  version integer primary key check (version > 0),
  -- WhatsApp takes only an approved template: one with a single place, which holds the sentence.
  whatsapp_template text check (length(whatsapp_template) between 1 and 100),
  -- In which it is approved; the first is for whoever reads none of them.
  languages text[] not null check (cardinality(languages) between 1 and 40),
  -- India: the template as registered (DLT), with a single place.
  dlt_template text check (length(dlt_template) between 1 and 40),
  set_by text not null,
  set_at timestamptz not null
);
create trigger house_texts_are_history before update or delete or truncate on messaging.house_texts
  for each statement execute function base.refuse_change();

-- A notice on its way to a phone. Its message and what became of it are in messaging.message.
create table messaging.text (
  id uuid primary key,
  fact_id uuid not null references base.fact (id),
  person_id uuid not null references people.person,
  kind text not null,
  way text not null check (way in ('sms', 'whatsapp')),
  at timestamptz not null,
  -- Null: it was not taken; why.
  message_id uuid unique,
  unsent text,
  -- The e-mail that says it instead, where nobody wanted that one otherwise; null once it is no longer needed.
  letter jsonb,
  -- When that e-mail was asked for.
  instead_at timestamptz check (instead_at >= at),
  constraint text_once unique (fact_id, person_id, kind),
  check (num_nulls(message_id, unsent) = 1),
  check (instead_at is null or letter is null)
);
create index text_of_person on messaging.text (person_id, at desc);
create index text_by_time on messaging.text (at);

-- Letters and texts of the house that did not arrive, as it became known; followed once.
create table messaging.house_return (
  message_id uuid primary key,
  about_type text not null check (about_type in ('email', 'text')),
  about_id uuid not null,
  reason text not null,
  said text,
  at timestamptz not null,
  followed_at timestamptz
);
create index house_return_due on messaging.house_return (at, message_id) where followed_at is null;

create function messaging.note_house_return() returns trigger
language plpgsql as $$
begin
  insert into messaging.house_return (message_id, about_type, about_id, reason, said, at)
  values (new.id, new.about_type, new.about_id::uuid, coalesce(new.reason, 'failed'), new.said, new.state_at)
  on conflict do nothing;
  return null;
end $$;
create trigger house_returns after update of state on messaging.message
  for each row when (new.organization_id is null and new.state = 'failed' and old.state <> 'failed'
    and new.about_type in ('email', 'text'))
  execute function messaging.note_house_return();

-- returned: it had left, and came back later.
alter table messaging.email drop constraint email_state_check;
alter table messaging.email drop constraint email_check;
alter table messaging.email
  add constraint email_state_check check (state in ('kept', 'waiting', 'sent', 'failed', 'refused', 'returned')),
  add constraint email_was_sent check ((state in ('sent', 'returned')) = (sent_at is not null)),
  add constraint email_returned_says_why check (state <> 'returned' or error is not null);

grant select, insert, delete on messaging.phone to stoa_app;
grant update (confirmed_at, ended_at, ended, otp_id, expires_at, again_at, way, asked_at) on messaging.phone to stoa_app;
grant select, insert, update, delete on messaging.phone_wish to stoa_app;
grant select, insert on messaging.house_texts, messaging.text, messaging.house_return to stoa_app;
grant update (letter, instead_at) on messaging.text to stoa_app;
grant update (followed_at) on messaging.house_return to stoa_app;
grant delete on messaging.text, messaging.house_return to stoa_app;
