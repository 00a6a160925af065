-- Providers of messages: who they are here, their keys, what their error codes mean, and what they tell us.

create table messaging.provider (
  id uuid primary key,
  kind text not null check (kind in ('msg91', 'gupshup', 'twilio', 'sendgrid', 'ses', 'smtp', 'whatsapp_cloud', 'sandbox')),
  name text not null check (length(name) between 1 and 80),
  ways text[] not null,
  -- Null: where everybody finds it.
  address text check (address ~ '^(https?|smtps?)://[^\s]+$' and length(address) <= 200),
  -- What of its configuration is no secret: sender, account, region.
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  -- Calls a second that it takes.
  per_second integer not null check (per_second between 1 and 10000),
  -- Networks that its notices come from; empty: anywhere.
  tells_from cidr[] not null default '{}',
  active boolean not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  constraint provider_ways check (
    cardinality(ways) between 1 and 3 and ways <@ case kind
      when 'msg91' then array['sms']
      when 'gupshup' then array['whatsapp']
      when 'whatsapp_cloud' then array['whatsapp']
      when 'twilio' then array['sms', 'whatsapp']
      when 'sandbox' then array['sms', 'whatsapp', 'email']
      else array['email'] end)
);
create unique index provider_name on messaging.provider (lower(name));
grant select, insert, update (name, ways, address, settings, per_second, tells_from, active, changed_at, changed_by)
  on messaging.provider to stoa_app;

-- What lets us in there (access, partner), proves what it tells us (signing), and is part of the address where
-- it tells us (callback). Sealed; two of a purpose at most are valid at once, while one takes the other's place.
create table messaging.provider_key (
  id uuid primary key,
  provider_id uuid not null references messaging.provider (id),
  purpose text not null check (purpose in ('access', 'partner', 'signing', 'callback')),
  slot smallint not null check (slot in (1, 2)),
  sealed_with text,
  nonce bytea check (length(nonce) = 12),
  sealed bytea check (length(sealed) > 16),
  -- What of it is no secret: an access key's id, a user's name.
  name text check (length(name) between 1 and 200),
  last4 text not null check (length(last4) <= 4),
  added_at timestamptz not null,
  added_by text not null,
  ends_at timestamptz check (ends_at >= added_at),
  removed_at timestamptz,
  constraint message_provider_key_gone_when_removed check (
    (removed_at is null) = (sealed is not null) and (sealed is null) = (nonce is null) and (sealed is null) = (sealed_with is null))
);
create unique index message_provider_key_two_at_once on messaging.provider_key (provider_id, purpose, slot) where removed_at is null;
create unique index message_provider_key_one_in_use on messaging.provider_key (provider_id, purpose)
  where removed_at is null and ends_at is null;
grant select, insert, update (sealed_with, nonce, sealed, ends_at, removed_at) on messaging.provider_key to stoa_app;

-- What a provider's code means here. Charged: whether it takes money for such a message; null: nobody knows.
create table messaging.error_code (
  kind text not null check (kind in ('msg91', 'gupshup', 'twilio', 'sendgrid', 'ses', 'smtp', 'whatsapp_cloud', 'sandbox')),
  code text not null check (length(code) between 1 and 80),
  class text not null check (class in ('retry', 'fail_over', 'out_of_stock', 'unknown', 'bad_recipient', 'no_consent',
    'bad_content', 'window_closed', 'configuration')),
  charged boolean,
  words text not null check (length(words) between 1 and 300),
  -- Null: as Stoa came.
  changed_at timestamptz,
  changed_by text,
  primary key (kind, code),
  check ((changed_at is null) = (changed_by is null))
);
grant select, insert, update (class, charged, words, changed_at, changed_by), delete on messaging.error_code to stoa_app;

-- What providers told us, as it came. One that says exactly the same again is the same.
create table messaging.provider_notice (
  id uuid primary key,
  provider_id uuid not null references messaging.provider (id),
  digest bytea not null check (length(digest) = 32),
  received_at timestamptz not null,
  -- Content type and whatever the reading needs of the envelope.
  headers jsonb not null,
  -- Null: forgotten.
  body bytea,
  state text not null check (state in ('received', 'done', 'ignored', 'failed')),
  -- How many things it told.
  told integer check (told >= 0),
  attempts integer not null default 0 check (attempts >= 0),
  error text check (length(error) <= 2000),
  worked_at timestamptz,
  next_try_at timestamptz,
  constraint provider_notice_once unique (provider_id, digest),
  check (state <> 'received' or next_try_at is not null),
  check (state not in ('done', 'ignored') or (next_try_at is null and worked_at is not null)),
  check (state <> 'failed' or error is not null),
  check (body is not null or next_try_at is null)
);
create index provider_notice_due on messaging.provider_notice (next_try_at, id) where next_try_at is not null;
create index provider_notice_by_time on messaging.provider_notice (received_at desc, id desc);
create index provider_notice_by_state on messaging.provider_notice (state, received_at desc, id desc) where state <> 'done';
create index provider_notice_kept on messaging.provider_notice (received_at) where body is not null;
grant select, insert, update (state, told, attempts, error, worked_at, next_try_at, body) on messaging.provider_notice to stoa_app;

-- The sandbox provider: its visible outbox, one row a call, and what it will tell of each.
create table messaging.sandbox_message (
  id uuid primary key,
  provider_id uuid not null references messaging.provider (id),
  attempt text not null,
  message text not null,
  way text not null check (way in ('sms', 'whatsapp', 'email')),
  to_address text not null,
  category text not null,
  units integer not null check (units > 0),
  scenario text not null,
  -- Null: it was not taken, and `refused` says why.
  taken boolean not null,
  refused text,
  -- Null: forgotten.
  content jsonb,
  at timestamptz not null,
  check (taken or refused is not null)
);
create index sandbox_message_by_time on messaging.sandbox_message (at desc, id desc);
create index sandbox_message_of_message on messaging.sandbox_message (message);
create index sandbox_message_kept on messaging.sandbox_message (at) where content is not null;
grant select, insert, update (content) on messaging.sandbox_message to stoa_app;

create table messaging.sandbox_report (
  id uuid primary key,
  provider_id uuid not null references messaging.provider (id),
  due_at timestamptz not null,
  body jsonb not null,
  told_at timestamptz
);
create index sandbox_report_due on messaging.sandbox_report (due_at, id) where told_at is null;
create index sandbox_report_told on messaging.sandbox_report (told_at) where told_at is not null;
grant select, insert, update (told_at), delete on messaging.sandbox_report to stoa_app;

-- What was bought of the sandbox: its own books, against which ours are compared.
create table messaging.sandbox_recharge (
  id uuid primary key,
  provider_id uuid not null references messaging.provider (id),
  asset text not null check (asset in ('SMS', 'WHATSAPP', 'EMAIL')),
  quantity bigint not null check (quantity <> 0),
  at timestamptz not null,
  by text not null
);
create index sandbox_recharge_of_provider on messaging.sandbox_recharge (provider_id, asset);
create trigger sandbox_recharge_stands before update or delete on messaging.sandbox_recharge
  for each statement execute function base.refuse_change();
grant select, insert on messaging.sandbox_recharge to stoa_app;

insert into messaging.provider (id, kind, name, ways, per_second, active, made_at, changed_at, changed_by)
values ('01900000-0000-7000-8000-0000000005b0', 'sandbox', 'Sandbox', array['sms', 'whatsapp', 'email'], 1000, true,
  '2026-11-22T00:00:00Z', '2026-11-22T00:00:00Z', 'stoa');

-- As Stoa comes (reference: what each provider publishes). Default for what is not here: by the HTTP status.
insert into messaging.error_code (kind, code, class, charged, words) values
  ('msg91', '101', 'configuration', false, 'A field that must be there is missing.'),
  ('msg91', '102', 'configuration', false, 'The message is missing.'),
  ('msg91', '103', 'configuration', false, 'The sender is missing.'),
  ('msg91', '106', 'configuration', false, 'The authentication key is missing.'),
  ('msg91', '107', 'configuration', false, 'The route is missing.'),
  ('msg91', '202', 'bad_recipient', false, 'The mobile number is not valid.'),
  ('msg91', '203', 'bad_content', false, 'The sender is not valid, or its DLT entity is missing.'),
  ('msg91', '207', 'configuration', false, 'The authentication key is not valid.'),
  ('msg91', '208', 'configuration', false, 'Our address is not on the list of addresses there.'),
  ('msg91', '211', 'bad_content', true, 'The text does not match its DLT template.'),
  ('msg91', '301', 'out_of_stock', false, 'There is not enough balance.'),
  ('msg91', '302', 'fail_over', false, 'The account there has expired.'),
  ('msg91', '303', 'fail_over', false, 'The account there is banned.'),
  ('msg91', '306', 'retry', false, 'This route sends from 9 to 21 o’clock only.'),
  ('msg91', '307', 'bad_content', false, 'The time for sending it is not valid.'),
  ('msg91', '310', 'bad_content', false, 'The text is too long.'),
  ('msg91', '311', 'unknown', true, 'The same text went to the same number within ten seconds: it is sent and charged once.'),
  ('msg91', '418', 'configuration', false, 'Our address is not on the list of addresses there.'),
  ('msg91', 'failed', 'bad_recipient', true, 'It could not be delivered. MSG91 charges for it.'),
  ('msg91', 'ndnc', 'no_consent', true, 'The number is on the do-not-disturb register. MSG91 charges for it.'),
  ('msg91', 'rejected', 'bad_content', true, 'The operator rejected it: sender, template or entity do not match.'),
  ('msg91', 'blocked', 'no_consent', false, 'The number is blocked there. It is not charged.'),
  ('gupshup', '470', 'window_closed', false, 'More than 24 hours since they wrote: only a template may go.'),
  ('gupshup', '1002', 'bad_recipient', false, 'The number is not on WhatsApp.'),
  ('gupshup', '1003', 'out_of_stock', false, 'The wallet there is too low.'),
  ('gupshup', '1004', 'window_closed', false, 'The 24 hours are over, and the number has not opted in.'),
  ('gupshup', '1005', 'window_closed', false, 'Only a template may go, and this is none.'),
  ('gupshup', '1006', 'window_closed', false, 'The template is not known there, or does not match.'),
  ('gupshup', '1007', 'window_closed', false, 'The 24 hours are over, and no template was given.'),
  ('gupshup', '1008', 'no_consent', false, 'The number has not opted in.'),
  ('gupshup', '1010', 'bad_content', false, 'The media cannot be fetched.'),
  ('gupshup', '1011', 'bad_content', false, 'The media is of a kind or size that is not taken.'),
  ('gupshup', '1012', 'no_consent', false, 'The number has opted out.'),
  ('gupshup', '4001', 'retry', false, 'Too many at once.'),
  ('gupshup', '4002', 'bad_content', false, 'A field is missing or wrong.'),
  ('gupshup', '4003', 'bad_content', false, 'There is no such template.'),
  ('gupshup', '500', 'retry', false, 'Something is wrong there.'),
  ('twilio', '20003', 'configuration', false, 'The account or its key is refused.'),
  ('twilio', '20429', 'retry', false, 'Too many at once.'),
  ('twilio', '21211', 'bad_recipient', false, 'The number is not valid.'),
  ('twilio', '21408', 'configuration', false, 'Sending to this country is not switched on.'),
  ('twilio', '21610', 'no_consent', false, 'They have opted out of this sender.'),
  ('twilio', '21611', 'retry', false, 'The queue of this sender is full.'),
  ('twilio', '21614', 'bad_recipient', false, 'The number is a landline, or cannot be reached by SMS.'),
  ('twilio', '30001', 'retry', true, 'The queue there was full.'),
  ('twilio', '30002', 'fail_over', false, 'The account there is suspended.'),
  ('twilio', '30003', 'bad_recipient', true, 'The handset cannot be reached.'),
  ('twilio', '30004', 'no_consent', true, 'They block messages of this kind.'),
  ('twilio', '30005', 'bad_recipient', true, 'The number is unknown.'),
  ('twilio', '30006', 'bad_recipient', true, 'It is a landline, or its operator cannot be reached.'),
  ('twilio', '30007', 'bad_content', true, 'The operator filtered it.'),
  ('twilio', '30008', 'unknown', false, 'Nobody knows why it failed.'),
  ('twilio', '30036', 'retry', false, 'It was not sent within the time that it was valid for.'),
  ('twilio', '30450', 'no_consent', false, 'It looked like somebody pumping traffic.'),
  ('twilio', '63016', 'window_closed', false, 'More than 24 hours since they wrote: only a template may go.'),
  ('twilio', '63018', 'retry', false, 'Too many at once on WhatsApp.'),
  ('twilio', '63024', 'bad_recipient', false, 'The number cannot take this on WhatsApp.'),
  ('twilio', '63032', 'window_closed', false, 'WhatsApp keeps this person from it, as an experiment.'),
  ('sendgrid', '400', 'bad_content', false, 'The letter is not one that it takes.'),
  ('sendgrid', '401', 'configuration', false, 'The API key is refused.'),
  ('sendgrid', '403', 'configuration', false, 'The API key may not send, or the sender is not verified.'),
  ('sendgrid', '413', 'bad_content', false, 'The letter is too large.'),
  ('sendgrid', '429', 'retry', false, 'Too many at once.'),
  ('sendgrid', 'credits', 'out_of_stock', false, 'The credits there are used up.'),
  ('sendgrid', 'bounce', 'bad_recipient', true, 'Their server refused it for good.'),
  ('sendgrid', 'blocked', 'bad_content', true, 'Their server blocked it.'),
  ('sendgrid', 'dropped', 'no_consent', false, 'SendGrid did not send it: the address is on its own list.'),
  ('ses', 'TooManyRequestsException', 'retry', false, 'Too many at once.'),
  ('ses', 'InternalServiceErrorException', 'retry', false, 'Something is wrong there.'),
  ('ses', 'Throttling', 'retry', false, 'More a second than we may send.'),
  ('ses', 'DailyQuota', 'out_of_stock', false, 'The daily quota is used up.'),
  ('ses', 'AccountSuspendedException', 'fail_over', false, 'The account there is suspended.'),
  ('ses', 'SendingPausedException', 'fail_over', false, 'Sending is paused there.'),
  ('ses', 'MailFromDomainNotVerifiedException', 'configuration', false, 'The sender’s domain is not verified.'),
  ('ses', 'MessageRejected', 'bad_content', false, 'The letter was rejected.'),
  ('ses', 'BadRequestException', 'bad_content', false, 'The letter is not one that it takes.'),
  ('ses', 'NotFoundException', 'configuration', false, 'The configuration set or the tenant is unknown there.'),
  ('ses', 'LimitExceededException', 'fail_over', false, 'A limit of the account is reached.'),
  ('ses', 'bounce', 'bad_recipient', true, 'Their server refused it for good.'),
  ('ses', 'blocked', 'bad_content', true, 'Their server did not take it this time.'),
  ('ses', 'suppressed', 'no_consent', true, 'The address is on the suppression list there.'),
  ('ses', 'Reject', 'bad_content', false, 'SES found something harmful in it.'),
  ('ses', 'RenderingFailure', 'bad_content', false, 'The template could not be filled in.'),
  ('smtp', 'recipient', 'bad_recipient', false, 'Their server will never take anything for this address.'),
  ('smtp', 'content', 'bad_content', false, 'Their server will never take this letter.'),
  ('smtp', 'login', 'configuration', false, 'The mail server refuses our name or password.'),
  ('smtp', 'later', 'retry', false, 'The mail server asks for another time.'),
  ('smtp', 'credits', 'out_of_stock', false, 'What may be sent through this server is used up.'),
  ('whatsapp_cloud', '4', 'retry', false, 'Too many calls at once.'),
  ('whatsapp_cloud', '80007', 'retry', false, 'Too many at once.'),
  ('whatsapp_cloud', '130429', 'retry', false, 'More a second than this number may send.'),
  ('whatsapp_cloud', '130472', 'window_closed', false, 'WhatsApp keeps this person from it, as an experiment.'),
  ('whatsapp_cloud', '131000', 'retry', false, 'Something is wrong there.'),
  ('whatsapp_cloud', '131026', 'bad_recipient', false, 'The number cannot be reached on WhatsApp.'),
  ('whatsapp_cloud', '131031', 'fail_over', false, 'The account there is locked.'),
  ('whatsapp_cloud', '131042', 'out_of_stock', false, 'There is something wrong with the payment there.'),
  ('whatsapp_cloud', '131047', 'window_closed', false, 'More than 24 hours since they wrote: only a template may go.'),
  ('whatsapp_cloud', '131048', 'retry', false, 'Too many people blocked or reported this number: it is slowed down.'),
  ('whatsapp_cloud', '131049', 'window_closed', false, 'WhatsApp lets no more marketing through to this person for now.'),
  ('whatsapp_cloud', '131050', 'no_consent', false, 'They have stopped marketing from this number.'),
  ('whatsapp_cloud', '131051', 'bad_content', false, 'Messages of this kind are not taken.'),
  ('whatsapp_cloud', '131053', 'retry', false, 'The media could not be fetched.'),
  ('whatsapp_cloud', '131056', 'retry', false, 'Too many to one person at once.'),
  ('whatsapp_cloud', '132000', 'bad_content', false, 'The template has another number of values.'),
  ('whatsapp_cloud', '132001', 'bad_content', false, 'There is no such template in this language.'),
  ('whatsapp_cloud', '133016', 'retry', false, 'The number was registered too often; wait.'),
  ('whatsapp_cloud', '190', 'configuration', false, 'The access token is refused or has run out.'),
  ('sandbox', 'slow_down', 'retry', false, 'Too many at once.'),
  ('sandbox', 'broken', 'retry', false, 'Something is wrong there.'),
  ('sandbox', 'out_of_credit', 'out_of_stock', false, 'The balance there is used up.'),
  ('sandbox', 'invalid_number', 'bad_recipient', false, 'The address is not valid.'),
  ('sandbox', 'unreachable', 'bad_recipient', true, 'The handset cannot be reached.'),
  ('sandbox', 'bounce', 'bad_recipient', true, 'Their server refused it for good.'),
  ('sandbox', 'dnd', 'no_consent', true, 'The number is on the do-not-disturb register.'),
  ('sandbox', 'opted_out', 'no_consent', false, 'They have opted out.'),
  ('sandbox', 'dlt_mismatch', 'bad_content', true, 'The text does not match its DLT template.'),
  ('sandbox', 'window_closed', 'window_closed', false, 'More than 24 hours since they wrote: only a template may go.'),
  ('sandbox', 'key_refused', 'configuration', false, 'The key is refused.');
