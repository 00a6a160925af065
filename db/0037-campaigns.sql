-- One message to many: campaigns, whom each is written to, and short links with their clicks.

-- What can be done with a campaign, from where to where; the same table as CAMPAIGN_STEPS in states.ts.
create table messaging.campaign_transition (
  deed text not null,
  from_state text not null,
  to_state text not null,
  primary key (deed, from_state, to_state)
);
insert into messaging.campaign_transition values
  ('begin', 'new', 'draft'),
  ('schedule', 'draft', 'scheduled'),
  ('unschedule', 'scheduled', 'draft'),
  ('freeze', 'scheduled', 'reserving'),
  ('reserve', 'reserving', 'sending'),
  ('decide', 'sending', 'sending'), ('decide', 'paused', 'paused'),
  ('pause', 'scheduled', 'paused'), ('pause', 'reserving', 'paused'), ('pause', 'sending', 'paused'),
  ('resume', 'paused', 'scheduled'), ('resume', 'paused', 'reserving'),
  ('finish', 'sending', 'done'),
  ('cancel', 'scheduled', 'cancelled'), ('cancel', 'reserving', 'cancelled'), ('cancel', 'sending', 'cancelled'),
  ('cancel', 'paused', 'cancelled');

create table messaging.campaign (
  id uuid primary key,
  organization_id uuid not null references people.organization,
  name text not null check (length(name) between 1 and 120),
  -- Of its templates, once one is chosen: all of them go the same way.
  way text check (way in ('sms', 'whatsapp', 'email')),
  category text check (category in ('authentication', 'utility', 'service', 'marketing')),
  -- Who is written to: {groups, contacts, filter}, as contacts read it (`audienceOf`).
  audience jsonb not null check (jsonb_typeof(audience) = 'object'),
  -- Who that was when it started, and who was left out for which reason.
  size jsonb,
  -- now: when it is confirmed; at: at one moment; local: at the same hour on everybody's own clock.
  timing text not null default 'now' check (timing in ('now', 'at', 'local')),
  send_at timestamptz,
  local_at timestamp,
  -- Whether nights of receivers are kept.
  quiet boolean not null default true,
  per_minute integer check (per_minute between 1 and 100000),
  -- What happens where credits do not reach: nobody is written to, or as many as fit.
  shortfall text not null default 'refuse' check (shortfall in ('refuse', 'fit')),
  -- Whether addresses in the text become short links: one for everybody, or each receiver their own.
  links text not null default 'none' check (links in ('none', 'shared', 'own')),
  -- Of a test of two texts: how much of the audience gets one of both, in percent, and how it ends.
  test_percent integer check (test_percent between 2 and 100),
  winner_rule text check (winner_rule in ('clicks', 'opens', 'delivered', 'by_hand')),
  winner_minutes integer check (winner_minutes between 10 and 20160),
  winner text check (winner in ('A', 'B')),
  winner_by text,
  winner_at timestamptz,
  state text not null,
  deed text not null,
  state_by text not null,
  state_at timestamptz not null,
  -- What was said with the latest step: why it is paused.
  words text check (length(words) <= 500),
  steps integer not null default 1 check (steps >= 1),
  -- Rises with every change of what it says or whom it is for.
  version integer not null default 1 check (version >= 1),
  made_by text not null,
  made_at timestamptz not null,
  -- The next moment at which it has something to do by itself.
  due_at timestamptz,
  -- When the audience was frozen; and, while it is sending, what is reserved for those not written to yet.
  frozen_at timestamptz,
  hold_id bigint,
  ended_at timestamptz,
  check ((timing = 'at') = (send_at is not null)),
  check ((timing = 'local') = (local_at is not null)),
  check (num_nulls(way, category) in (0, 2)),
  check (num_nulls(test_percent, winner_rule) in (0, 2)),
  check ((winner_rule in ('clicks', 'opens', 'delivered')) is not true or winner_minutes is not null),
  check (num_nulls(winner, winner_by, winner_at) in (0, 3)),
  check (state in ('draft') or way is not null),
  check ((state in ('done', 'cancelled')) = (ended_at is not null)),
  check (state not in ('reserving', 'sending', 'done') or frozen_at is not null),
  check (state not in ('scheduled', 'reserving') or due_at is not null),
  check (state in ('scheduled', 'reserving', 'sending') or due_at is null),
  check (state = 'sending' or hold_id is null)
);
create index campaign_of on messaging.campaign (organization_id, made_at desc, id desc);
create index campaign_due on messaging.campaign (due_at) where due_at is not null;

-- What is said: one text, or two that are tried against each other.
create table messaging.campaign_text (
  campaign_id uuid not null references messaging.campaign on delete cascade,
  label text not null check (label in ('A', 'B')),
  template_id uuid not null references messaging.template,
  -- Which of its versions: fixed when it starts, so that every receiver reads the same.
  template_version integer,
  -- In the place of the template's own, for e-mails.
  subject text check (length(subject) between 1 and 200),
  -- What every receiver reads alike in the place of these variables.
  said jsonb not null default '{}',
  primary key (campaign_id, label)
);

create table messaging.campaign_step (
  campaign_id uuid not null references messaging.campaign on delete cascade,
  number integer not null,
  deed text not null,
  from_state text not null,
  to_state text not null,
  by text not null,
  words text,
  at timestamptz not null,
  primary key (campaign_id, number)
);
create trigger campaign_step_is_history before update or truncate on messaging.campaign_step
  for each statement execute function base.refuse_change();

-- A state changes by a deed of the table of transitions, one step after the other, and the history writes itself.
create function messaging.campaign_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  before text := case when tg_op = 'UPDATE' then old.state else 'new' end;
begin
  if tg_op = 'UPDATE' and old.steps = new.steps then
    if old.state <> new.state then
      raise exception 'a campaign changes its state by a step' using errcode = 'check_violation';
    end if;
    return null;
  end if;
  if tg_op = 'UPDATE' and new.steps <> old.steps + 1 then
    raise exception 'a step of a campaign is left out' using errcode = 'check_violation';
  end if;
  if not exists (select from messaging.campaign_transition
      where deed = new.deed and from_state = before and to_state = new.state) then
    raise exception 'a campaign cannot go from % to % (%)', before, new.state, new.deed
      using errcode = 'check_violation', constraint = 'campaign_transition_exists';
  end if;
  insert into messaging.campaign_step (campaign_id, number, deed, from_state, to_state, by, words, at)
    values (new.id, new.steps, new.deed, before, new.state, new.state_by, new.words, new.state_at);
  return null;
end $$;
create trigger campaign_moves after insert or update on messaging.campaign
  for each row execute function messaging.campaign_moves();

-- Only a draft is thrown away.
create function messaging.only_drafts_go() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'draft' or old.frozen_at is not null then
    raise exception 'a campaign that was started stays' using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger only_drafts_go before delete on messaging.campaign
  for each row execute function messaging.only_drafts_go();

-- Whom a campaign is written to, as it was when it started. One row a contact: one message at most.
create table messaging.campaign_recipient (
  campaign_id uuid not null references messaging.campaign,
  contact_id uuid not null,
  position integer not null check (position > 0),
  address text not null,
  country text,
  zone text,
  language text,
  -- Which of two texts; null: one alone, or the better one once it is known.
  label text check (label in ('A', 'B')),
  -- The contact's name and fields, until the campaign is over.
  said jsonb,
  -- What is reserved for it, at most.
  units bigint not null default 0 check (units >= 0),
  send_at timestamptz,
  -- waiting: not written yet; written: a message is on its way through sending; left_out: none will be.
  state text not null check (state in ('waiting', 'written', 'left_out')),
  refusal text,
  message_id uuid,
  -- Rises where a message was called back before it left, and is written again.
  turn integer not null default 1 check (turn >= 1),
  primary key (campaign_id, contact_id),
  constraint one_position_each unique (campaign_id, position),
  check ((state = 'left_out') = (refusal is not null)),
  check ((state = 'written') = (message_id is not null)),
  check (state <> 'left_out' or said is null)
);
-- Contacts that share an address are one receiver.
create unique index one_address_each on messaging.campaign_recipient (campaign_id, address);
create unique index one_message_each on messaging.campaign_recipient (message_id) where message_id is not null;
create index recipient_waiting on messaging.campaign_recipient (campaign_id, send_at, position) where state = 'waiting';
create index recipient_of_contact on messaging.campaign_recipient (contact_id);

-- Who was chosen stays chosen: no row goes, none comes after the start. What was written stays written, unless the
-- message was called back before it left the house; then it may be written once more, under another key.
create function messaging.recipient_is_frozen() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if (new.campaign_id, new.contact_id, new.position, new.address) is distinct from
     (old.campaign_id, old.contact_id, old.position, old.address) then
    raise exception 'the audience is frozen' using errcode = 'check_violation';
  end if;
  if old.state <> 'waiting' and new.state = old.state and new.said is null
      and (new.message_id, new.turn, new.label, new.refusal) is not distinct from
          (old.message_id, old.turn, old.label, old.refusal) then
    return new;
  end if;
  if old.state = 'left_out' or (old.state = 'written' and not (new.state = 'waiting' and new.turn = old.turn + 1
      and exists (select from messaging.message where id = old.message_id and state = 'failed'
        and reason = 'message_called_back'))) then
    raise exception 'what became of a receiver stays' using errcode = 'check_violation',
      constraint = 'written_once';
  end if;
  return new;
end $$;
create trigger recipient_is_frozen before update on messaging.campaign_recipient
  for each row execute function messaging.recipient_is_frozen();

-- A short address of ours that leads elsewhere, and how often it was followed.
create table messaging.link (
  code text primary key check (code ~ '^[0-9A-Za-z]{8}$'),
  organization_id uuid not null references people.organization,
  -- The campaign or the run of an automation that it was written in.
  about_type text not null check (about_type in ('campaign', 'automation')),
  about_id uuid not null,
  label text check (label in ('A', 'B')),
  -- Whose it is; null: the same for everybody.
  contact_id uuid,
  url text not null check (url ~ '^https?://[^[:space:]]+$' and length(url) <= 2000),
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  clicks integer not null default 0 check (clicks >= 0),
  first_click_at timestamptz,
  last_click_at timestamptz,
  check ((clicks > 0) = (first_click_at is not null) and (clicks > 0) = (last_click_at is not null))
);
create unique index one_shared_link on messaging.link (about_id, label, url) nulls not distinct where contact_id is null;
create index link_about on messaging.link (about_id);
-- Where a link leads does not change.
create function messaging.link_leads_there() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.url <> old.url or new.code <> old.code then
    raise exception 'a short link leads where it led' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger link_leads_there before update on messaging.link
  for each row execute function messaging.link_leads_there();

grant select on messaging.campaign_transition, messaging.campaign_step to stoa_app;
grant select, insert, update, delete on messaging.campaign to stoa_app;
grant select, insert, delete on messaging.campaign_text to stoa_app;
grant update (template_version) on messaging.campaign_text to stoa_app;
grant select, insert on messaging.campaign_recipient to stoa_app;
grant update (label, said, units, send_at, state, refusal, message_id, turn) on messaging.campaign_recipient to stoa_app;
grant select, insert on messaging.link to stoa_app;
grant update (clicks, first_click_at, last_click_at) on messaging.link to stoa_app;
