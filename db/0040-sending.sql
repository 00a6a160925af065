/** Rules of sending are set line by line: each says which version it is, so that two people do not overwrite each other. */

create sequence messaging.sending_rule_version as integer;
alter table messaging.quiet_rule
  add column version integer not null default nextval('messaging.sending_rule_version');
alter table messaging.sending_limit
  add column version integer not null default nextval('messaging.sending_rule_version'),
  add constraint day_holds_a_minute check (per_day >= per_minute);
grant usage on sequence messaging.sending_rule_version to stoa_app;
