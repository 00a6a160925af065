-- What happens, told by an organization's own system or by this house, and what is written because of it.

-- Events of an organization's own, beside those that everybody has.
create table messaging.event_kind (
  organization_id uuid not null references people.organization,
  name text not null check (name ~ '^[a-z][a-z0-9_]{1,59}$'),
  says text not null check (length(says) between 1 and 200),
  -- JSON Schema of its data, in the part of it that schema.ts reads.
  schema jsonb not null check (jsonb_typeof(schema) = 'object'),
  made_by text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, name)
);

-- A picture or a paper that messages lead to: a seat map. Whoever knows its code may see it.
create table messaging.event_media (
  code text primary key check (code ~ '^[0-9A-Za-z]{22}$'),
  organization_id uuid not null references people.organization,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes bytea not null check (octet_length(bytes) between 1 and 5242880),
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at)
);
alter table messaging.event_media alter column bytes set storage external;
create index event_media_over on messaging.event_media (expires_at);

-- Something that happened, once for its key.
create table messaging.event (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  key text not null check (length(key) between 1 and 200),
  fingerprint bytea not null,
  name text not null,
  -- Null once it was forgotten.
  data jsonb,
  media jsonb,
  contact_id uuid,
  raised_by text not null,
  at timestamptz not null,
  constraint event_once unique (organization_id, key)
);
create index event_of on messaging.event (organization_id, at desc, id desc);
create index event_remembered on messaging.event (at) where data is not null;
create function messaging.event_is_history() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.data is not null or new.media is not null then
    raise exception 'an event stays as it was, or is forgotten' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger event_is_history before update on messaging.event
  for each row execute function messaging.event_is_history();

create table messaging.automation (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  name text not null check (length(name) between 1 and 120),
  trigger text not null check (trigger ~ '^[a-z][a-z0-9_]{1,59}$'),
  -- [{field, is, value}]: all must be true of the event's data.
  conditions jsonb not null default '[]' check (jsonb_typeof(conditions) = 'array' and jsonb_array_length(conditions) <= 10),
  -- [{after, templates}]: minutes after the step before, and the ways that are tried in their order.
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 5),
  -- At most so often to one contact, in so many hours; null: as often as it happens.
  cap_times integer check (cap_times between 1 and 1000),
  cap_hours integer check (cap_hours between 1 and 8784),
  quiet boolean not null default false,
  links text not null default 'none' check (links in ('none', 'own')),
  -- {groups, contacts, filter}: who hears of an event that is about nobody, by a campaign.
  audience jsonb check (jsonb_typeof(audience) = 'object'),
  state text not null check (state in ('off', 'on', 'archived')),
  state_by text not null,
  state_at timestamptz not null,
  version integer not null default 1 check (version >= 1),
  made_by text not null,
  made_at timestamptz not null,
  check (num_nulls(cap_times, cap_hours) in (0, 2))
);
create index automation_of on messaging.automation (organization_id, made_at desc, id desc);
create index automation_of_trigger on messaging.automation (organization_id, trigger) where state = 'on';

-- One automation for one event: once, however often the event is told.
create table messaging.automation_run (
  id uuid primary key,
  automation_id uuid not null references messaging.automation,
  event_id uuid not null references messaging.event,
  contact_id uuid,
  -- As they were when it happened.
  steps jsonb not null,
  step integer not null default 0 check (step >= 0),
  -- Which of the step's templates is tried next.
  way integer not null default 0 check (way >= 0),
  -- waiting: for its hour; watching: what becomes of a message; done: said what it had to; ended: it did not.
  state text not null check (state in ('waiting', 'watching', 'done', 'ended')),
  due_at timestamptz,
  message_id uuid,
  -- Where it is about nobody: the campaign that tells them all.
  campaign_id uuid,
  -- When it last wrote: frequency is counted by it.
  wrote_at timestamptz,
  reason text,
  begun_at timestamptz not null,
  ended_at timestamptz,
  constraint run_once unique (automation_id, event_id),
  check ((state in ('waiting', 'watching')) = (due_at is not null)),
  check ((state in ('done', 'ended')) = (ended_at is not null)),
  check ((state = 'watching') <= (message_id is not null)),
  check ((state = 'ended') = (reason is not null))
);
create index run_due on messaging.automation_run (due_at) where due_at is not null;
create index run_watching on messaging.automation_run (message_id) where state = 'watching';
create index run_of_automation on messaging.automation_run (automation_id, begun_at desc, id desc);
create index run_of_contact on messaging.automation_run (automation_id, contact_id, wrote_at) where wrote_at is not null;
create index run_of_event on messaging.automation_run (event_id);

-- What was over stays over, and a run goes forward only: a step is never made twice.
create function messaging.run_goes_on() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state in ('done', 'ended') or (new.step, new.way) < (old.step, old.way)
      or (new.automation_id, new.event_id, new.steps) is distinct from (old.automation_id, old.event_id, old.steps) then
    raise exception 'run % goes on only', old.id using errcode = 'check_violation', constraint = 'run_goes_on';
  end if;
  return new;
end $$;
create trigger run_goes_on before update on messaging.automation_run
  for each row execute function messaging.run_goes_on();

create table messaging.automation_log (
  run_id uuid not null references messaging.automation_run,
  number integer not null check (number >= 1),
  at timestamptz not null,
  what text not null check (length(what) between 1 and 40),
  -- The name of a refusal or of a message's end, where there is one.
  code text,
  way text check (way in ('sms', 'whatsapp', 'email')),
  message_id uuid,
  facts jsonb not null default '{}',
  primary key (run_id, number)
);
create trigger automation_log_is_history before update or delete or truncate on messaging.automation_log
  for each statement execute function base.refuse_change();

grant select, insert on messaging.event_kind, messaging.event_media, messaging.event, messaging.automation,
  messaging.automation_run, messaging.automation_log to stoa_app;
grant update (says, schema, changed_at) on messaging.event_kind to stoa_app;
grant delete on messaging.event_media to stoa_app;
grant update (data, media) on messaging.event to stoa_app;
grant update (name, trigger, conditions, steps, cap_times, cap_hours, quiet, links, audience, state, state_by, state_at, version)
  on messaging.automation to stoa_app;
grant update (step, way, state, due_at, message_id, campaign_id, wrote_at, reason, ended_at) on messaging.automation_run to stoa_app;
