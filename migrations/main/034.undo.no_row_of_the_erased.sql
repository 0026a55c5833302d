create or replace function record_identity(
  p_customer_id varchar, p_beacon_id varchar, p_store_id varchar, p_location varchar, p_location_type varchar,
  p_confidence real, p_detected_at timestamptz, p_event_id uuid, p_preferences jsonb, p_most_preferences integer,
  p_within interval, p_decided_with uuid[], p_topic varchar, p_key bytea, p_value bytea, p_headers bytea,
  p_digests bytea[], p_fingerprint bytea,
  out outcome text, out near jsonb
) language plpgsql as $$
declare
  is_new boolean;
  near_events uuid[];
begin
  insert into customers (customer_id, last_seen) values (p_customer_id, p_detected_at)
  on conflict (customer_id) do update set last_seen = excluded.last_seen where false;
  is_new := found;

  select coalesce(jsonb_agg(to_jsonb(i)), '[]'), coalesce(array_agg(i.event_id order by i.event_id), '{}')
  into near, near_events
  from customer_identities i
  where i.customer_id = p_customer_id
    and i.detected_at > p_detected_at - p_within and i.detected_at < p_detected_at + p_within;

  if exists (select from erasure_key where fingerprint is distinct from p_fingerprint) then
    outcome := 'other_key';
  elsif exists (
    select from erased_customers
    where customer_digest = any (p_digests)
      and (readmitted_at is null or readmitted_at > p_detected_at)
  ) then
    outcome := 'customer_erased';
  elsif near_events <> p_decided_with then
    outcome := 'near';
  elsif p_preferences <> '{}' and p_most_preferences < (
    select count(*) from customers c, jsonb_object_keys(c.preferences || p_preferences)
    where c.customer_id = p_customer_id
  ) then
    outcome := 'too_many_preferences';
  else
    outcome := 'stored';
    update customers set last_seen = greatest(last_seen, p_detected_at), preferences = preferences || p_preferences
    where customer_id = p_customer_id and (last_seen < p_detected_at or p_preferences <> '{}');
    insert into customer_identities
      (customer_id, beacon_id, store_id, location, location_type, confidence, detected_at, event_id)
    values (p_customer_id, p_beacon_id, p_store_id, p_location, p_location_type, p_confidence, p_detected_at, p_event_id);
    insert into outbox (topic, key, value, headers) values (p_topic, p_key, p_value, p_headers);
  end if;
  if is_new and outcome <> 'stored' then
    delete from customers where customer_id = p_customer_id;
  end if;
end $$;
