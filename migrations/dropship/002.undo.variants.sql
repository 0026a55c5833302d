alter table products rename column variants to options;
update products p set options = (
  select jsonb_agg(jsonb_build_object(
    'name', coalesce(nullif(o -> 'attributes' -> 0 ->> 'name', ''), '-'),
    'value', coalesce(o -> 'attributes' -> 0 ->> 'value', ''),
    'extraPrice', (o ->> 'supplyPrice')::integer - p.supply_price,
    'stock', (o ->> 'stock')::integer))
  from jsonb_array_elements(p.options) as o)
where jsonb_array_length(options) > 0;
comment on column products.options is null;

update api_keys a set name = left(name, 60) || ' ' || id
  where revoked_at is not null and exists (select from api_keys o where o.name = a.name and o.id <> a.id);
drop index api_keys_living_name;
alter table api_keys add unique (name);

alter table products drop column withheld;
