-- Finding sessions and educators: what is searched, what ranks, what people look for.

create extension if not exists unaccent;

-- Words without their accents, in any language; and the stems of those whose grammar we know.
create text search configuration live.plain (copy = pg_catalog.simple);
alter text search configuration live.plain alter mapping for hword, hword_part, word with unaccent, simple;

-- Stems of a word in the language that is taught, beside its plain form. English for all others: the pages are English.
create function live.stemmer(language text) returns regdictionary
language sql stable set search_path = pg_catalog as $$
  select (case split_part(language, '-', 1)
    when 'es' then 'spanish_stem' when 'fr' then 'french_stem' when 'de' then 'german_stem' when 'it' then 'italian_stem'
    when 'pt' then 'portuguese_stem' when 'nl' then 'dutch_stem' when 'ru' then 'russian_stem' when 'tr' then 'turkish_stem'
    when 'sv' then 'swedish_stem' when 'ar' then 'arabic_stem' when 'hi' then 'hindi_stem' when 'el' then 'greek_stem'
    else 'english_stem' end)::regdictionary
$$;

-- The words of a text, each with its stems, at one weight.
create function live.words_of(what text, language text, weight "char") returns tsvector
language sql stable set search_path = pg_catalog as $$
  with plain as (select to_tsvector('live.plain', what) as words),
    stems as (
      select coalesce(array_agg(distinct stem), '{}') as found
      from plain, unnest(tsvector_to_array(words)) word,
        unnest(ts_lexize('english_stem', word) || ts_lexize(live.stemmer(language), word)) stem
      where stem <> word and stem <> '')
  select setweight(words || array_to_tsvector(found), weight) from plain, stems
$$;
-- Stems have no positions, so the weight stands on the plain words: they are what a title is ranked by.

-- The transaction that wrote a row: what has come since somebody looked is what their snapshot could not see
-- (src/live/finding/board).
create function live.mark_writing() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  new.changed := pg_current_xact_id()::text::bigint;
  return new;
end $$;

-- A published session of the notice board, as narrow as a row can be: a search reads many and shows few.
create table live.findable (
  session_id uuid primary key references live.session,
  educator_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  listed_at timestamptz not null,
  price bigint not null,
  seats_left smallint not null,
  -- Of those taken, waiting for a payment: their time may be over without anybody having come by.
  seats_held smallint not null,
  kind text collate "C" not null,
  language text collate "C" not null,
  level text collate "C",
  price_level text collate "C" not null,
  topics text[] not null,
  -- By which transaction it was written last.
  changed bigint not null default (pg_current_xact_id()::text::bigint)
) with (fillfactor = 80);
create index findable_soonest on live.findable (starts_at, session_id);
create index findable_of_educator on live.findable (educator_id, starts_at);
create index findable_in_language on live.findable (language, starts_at, session_id);
create index findable_cheapest on live.findable (price, session_id);
create index findable_listed on live.findable (listed_at);
create index findable_topics on live.findable using gin (topics);
-- The newest of a few pages: a seat that is taken stays on its page with it, and what is new is found by some hundred entries.
create index findable_changed on live.findable using brin (changed) with (pages_per_range = 8, autosummarize = on);
create trigger mark_writing before insert or update on live.findable
  for each row execute function live.mark_writing();

-- No longer on the board before its hour came. Forgotten once that hour is over.
create table live.findable_gone (
  session_id uuid primary key references live.session,
  starts_at timestamptz not null,
  changed bigint not null default (pg_current_xact_id()::text::bigint)
);
create index findable_gone_changed on live.findable_gone (changed);
create trigger mark_writing before insert or update on live.findable_gone
  for each row execute function live.mark_writing();

create table live.findable_words (
  session_id uuid primary key references live.session,
  words tsvector not null,
  changed bigint not null default (pg_current_xact_id()::text::bigint)
);
create trigger mark_writing before insert or update on live.findable_words
  for each row execute function live.mark_writing();
create index findable_words_found on live.findable_words using gin (words);

-- Every word that stands in what is found: what a slip of the pen is compared with. A word may stand here twice
-- for a while: sessions that are written at one time must not wait for each other's words.
create table live.lexicon (
  word text collate "C" not null
);
create index lexicon_word on live.lexicon (word);
create index lexicon_alike on live.lexicon using gin (word gin_trgm_ops);

create function live.learn_words(words tsvector) returns void
language sql set search_path = pg_catalog as $$
  insert into live.lexicon (word)
    select w.word from unnest(tsvector_to_array(words)) w(word)
    where length(w.word) between 3 and 30 and w.word !~ '[0-9]'
      and not exists (select from live.lexicon l where l.word = w.word)
$$;

create function live.session_is_findable() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  wanted boolean := new.state = 'published' and new.origin in ('made', 'series');
  said tsvector;
begin
  if not wanted then
    if tg_op = 'UPDATE' then
      delete from live.findable where session_id = new.id;
      -- What has begun everybody knows by the clock.
      if found and new.state_at < new.starts_at then
        insert into live.findable_gone (session_id, starts_at) values (new.id, new.starts_at)
          on conflict (session_id) do update set starts_at = excluded.starts_at;
      end if;
      delete from live.findable_words where session_id = new.id;
    end if;
    return null;
  end if;
  insert into live.findable as f (session_id, educator_id, starts_at, ends_at, listed_at, price, seats_left, seats_held,
      kind, language, level, price_level, topics)
    values (new.id, new.educator_id, new.starts_at, new.ends_at, new.state_at, new.price,
      new.capacity - new.seats_taken, new.seats_held, new.kind, new.language, new.level, new.price_level, new.topics)
    on conflict (session_id) do update set (educator_id, starts_at, ends_at, price, seats_left, seats_held, kind,
      language, level, price_level, topics) = row(excluded.educator_id, excluded.starts_at, excluded.ends_at,
      excluded.price, excluded.seats_left, excluded.seats_held, excluded.kind, excluded.language, excluded.level,
      excluded.price_level, excluded.topics);
  if tg_op = 'INSERT' or (old.state, old.title, old.description, old.topics, old.language, old.level, old.educator_name)
      is distinct from (new.state, new.title, new.description, new.topics, new.language, new.level, new.educator_name) then
    said := live.words_of(new.title, new.language, 'A') || live.words_of(new.educator_name, new.language, 'B')
      || live.words_of(array_to_string(new.topics, ' '), new.language, 'B')
      || live.words_of(left(new.description, 5000), new.language, 'D')
      || array_to_tsvector(array_remove(array['language:' || new.language, 'level:' || lower(new.level)], null));
    insert into live.findable_words (session_id, words) values (new.id, said)
      on conflict (session_id) do update set words = excluded.words;
    perform live.learn_words(to_tsvector('live.plain', new.title || ' ' || new.educator_name || ' '
      || array_to_string(new.topics, ' ') || ' ' || left(new.description, 5000)));
  end if;
  return null;
end $$;
create trigger session_is_findable after insert or update of state, origin, title, description, language, level, topics,
    educator_id, educator_name, starts_at, ends_at, kind, price, price_level, capacity on live.session
  for each row execute function live.session_is_findable();

-- A booking changes the seats of a session only, and this row of it stays on its page.
create function live.seats_are_findable() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  update live.findable set seats_left = new.capacity - new.seats_taken, seats_held = new.seats_held
    where session_id = new.id;
  return null;
end $$;
create trigger seats_are_findable after update of seats_taken, seats_held on live.session
  for each row when (new.state = 'published' and
    (old.seats_taken, old.seats_held) is distinct from (new.seats_taken, new.seats_held))
  execute function live.seats_are_findable();

-- Where an educator stands in a search: every factor of the published formula, each from 0 to 1, and what they teach.
create table live.educator_standing (
  educator_id uuid primary key,
  name text not null,
  kinds text[] not null,
  -- What they say they speak, and what their sessions of 90 days and those to come are about.
  speaks text[] not null,
  teaches text[] not null,
  levels text[] not null,
  topics text[] not null,
  price_min bigint,
  price_max bigint,
  rating real,
  reviews integer not null,
  rated real not null check (rated between 0 and 1),
  completion real not null check (completion between 0 and 1),
  response real not null check (response between 0 and 1),
  repeats real not null check (repeats between 0 and 1),
  completeness real not null check (completeness between 0 and 1),
  price_fit real not null check (price_fit between 0 and 1),
  newcomer real not null check (newcomer between 0 and 1),
  penalty real not null check (penalty between 0 and 1),
  -- What the factors were made from, for the educator's own eyes.
  facts jsonb not null,
  -- All of the score but the free hours, in millionths.
  base integer not null,
  -- Quarters of an hour, from `free_from` for 14 days, in which something of theirs can be booked that begins there.
  free bit(1344) not null,
  free_from date not null,
  words tsvector not null,
  reckoned_at timestamptz not null,
  organization_id uuid,
  joined_at timestamptz not null,
  -- By which transaction it was written last, and by which its words were.
  changed bigint not null default (pg_current_xact_id()::text::bigint),
  said bigint not null default (pg_current_xact_id()::text::bigint)
);
alter table live.educator_standing set (fillfactor = 70);
create index educator_standing_words on live.educator_standing using gin (words);
create index educator_standing_changed on live.educator_standing using brin (changed)
  with (pages_per_range = 8, autosummarize = on);
create function live.mark_standing() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  new.changed := pg_current_xact_id()::text::bigint;
  new.said := case when tg_op = 'UPDATE' and new.words = old.words then old.said else new.changed end;
  return new;
end $$;
create trigger mark_standing before insert or update on live.educator_standing
  for each row execute function live.mark_standing();

-- An educator can be found from the moment they are one, and under the words that they say of themselves now. Numbers
-- of a newcomer until the schedule has reckoned them: src/live/finding/ranking.ts, equal by test.
create function live.educator_is_findable() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  own tsvector := live.words_of(new.name, 'en', 'A') || live.words_of(new.headline, 'en', 'B')
    || live.words_of(new.about, 'en', 'D')
    || (select array_to_tsvector(coalesce(array_agg('language:' || l), '{}')) from unnest(new.languages) l);
begin
  insert into live.educator_standing as st (educator_id, name, kinds, speaks, teaches, levels, topics, reviews, rated,
      completion, response, repeats, completeness, price_fit, newcomer, penalty, facts, base, free, free_from, words,
      reckoned_at, organization_id, joined_at)
    values (new.person_id, new.name, new.kinds, new.languages, new.languages, '{}', '{}', 0, 0.875, 0.9, 0.9, 0.3, 0,
      0.5, 1, 0, '{}', 680000, repeat('0', 1344)::bit(1344), new.enrolled_at::date, own, new.enrolled_at, new.organization_id, new.enrolled_at)
    on conflict (educator_id) do update set name = new.name, kinds = new.kinds, speaks = new.languages,
      organization_id = new.organization_id,
      words = own || live.words_of(array_to_string(st.topics, ' '), 'en', 'B')
        || (select array_to_tsvector(coalesce(array_agg('language:' || l), '{}')) from unnest(st.teaches) l);
  perform live.learn_words(to_tsvector('live.plain', new.name || ' ' || new.headline || ' ' || new.about));
  return null;
end $$;
create trigger educator_is_findable after insert or update of name, headline, about, languages, kinds, organization_id
  on earnings.educator for each row execute function live.educator_is_findable();

-- What somebody wants to learn and when they have time; the zone is the person's own.
create table live.wish (
  person_id uuid primary key references people.person,
  language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  level text check (level in ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
  goals text[] not null check (cardinality(goals) <= 10),
  speaks text[] not null check (cardinality(speaks) <= 10),
  -- `12345@18:00-22:00`: days of the week, 1 is Monday, and hours of the day.
  hours text not null check (length(hours) <= 400),
  set_at timestamptz not null
);

create table live.saved_search (
  id uuid primary key,
  person_id uuid not null references people.person,
  of text not null check (of in ('sessions', 'educators')),
  name text not null check (length(name) between 1 and 80),
  -- The query of the address, as the pages and the API take it.
  query jsonb not null,
  notify boolean not null,
  saved_at timestamptz not null,
  -- What was there up to here has been seen or told.
  looked_at timestamptz not null,
  look_due_at timestamptz not null
);
create index saved_search_of on live.saved_search (person_id, saved_at);
create index saved_search_due on live.saved_search (look_due_at) where notify;

-- What was said in a span of time, for the figures of the house.
create index review_of_time on live.review (published_at) where published_at is not null;

grant select, insert, update, delete on live.findable, live.findable_gone, live.findable_words, live.educator_standing, live.wish,
  live.saved_search to stoa_app;
grant select, insert, delete on live.lexicon to stoa_app;
grant execute on function live.stemmer, live.words_of, live.learn_words to stoa_app;
