-- Answers to deeds, kept for a day, so that a request sent again is the same deed.

create schema http;
grant usage on schema http to stoa_app;

create table http.answer (
  person_id uuid not null,
  key text not null check (length(key) between 8 and 128),
  -- Of method, path and body: the same key with other content is refused.
  request_hash text not null,
  at timestamptz not null,
  status integer,
  body jsonb,
  primary key (person_id, key)
);
create index answer_age on http.answer (at);

grant select, insert, update, delete on http.answer to stoa_app;
