-- What every module stands on: extensions, append-only protection, and the record of facts.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- PostgreSQL lets everybody execute a new function. Here nobody may, unless a module grants it.
alter default privileges revoke execute on functions from public;
revoke execute on all functions in schema graphile_worker from public;

-- Put on a table whose rows are history: `before update or delete or truncate … for each statement`.
create function base.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_schema || '.' || tg_table_name, lower(tg_op)
    using errcode = 'integrity_constraint_violation';
end $$;

-- Something that happened, told once; jobs/reactions.ts lists what follows.
create table base.fact (
  id uuid primary key,
  kind text not null,
  about_type text not null,
  about_id text not null,
  at timestamptz not null,
  data jsonb not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index fact_about on base.fact (about_id, kind);

create trigger fact_is_history before update or delete or truncate on base.fact
  for each statement execute function base.refuse_change();

-- Records a fact and queues its reactions in the same transaction. Recording one id twice is once.
-- Works with the owner's rights, so that the application's role needs none on the queue's tables.
create function base.record_fact(
  fact_id uuid, fact_kind text, about_type text, about_id text, fact_at timestamptz, fact_data jsonb
) returns void
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
begin
  insert into base.fact (id, kind, about_type, about_id, at, data)
    values (fact_id, fact_kind, about_type, about_id, fact_at, fact_data)
    on conflict (id) do nothing;
  if found then
    perform graphile_worker.add_job('react', json_build_object('fact', fact_id));
  end if;
end $$;

-- Many facts in one statement, their reactions asked for with one word to the workers.
create function base.record_facts(
  fact_ids uuid[], kinds text[], about_types text[], about_ids text[], moments timestamptz[], datas text[]
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  jobs graphile_worker.job_spec[];
begin
  with told as (
    insert into base.fact (id, kind, about_type, about_id, at, data)
      select id, kind, about_type, about_id, at, data::jsonb
      from unnest(fact_ids, kinds, about_types, about_ids, moments, datas)
        as t (id, kind, about_type, about_id, at, data)
      on conflict (id) do nothing returning id
  )
  select array_agg(row('react', json_build_object('fact', told.id), null, null, null, null, null, null)::graphile_worker.job_spec
    order by told.id) into jobs from told;
  if jobs is not null then perform graphile_worker.add_jobs(jobs); end if;
end $$;

-- Puts work into the queue in the caller's transaction; with a key, work that waits already is not queued twice.
create function base.queue_work(task text, payload jsonb, job_key text) returns void
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
begin
  perform graphile_worker.add_job(task, payload::json, job_key => job_key);
end $$;

grant select on base.fact to stoa_app;
revoke execute on all functions in schema base from public;
grant execute on function base.record_fact, base.record_facts, base.queue_work to stoa_app;
