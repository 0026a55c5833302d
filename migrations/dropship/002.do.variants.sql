-- Options are variants, each with prices and a stock of its own. What the options of before cost is what they added.
alter table products rename column options to variants;
update products p set variants = (
  select jsonb_agg(jsonb_build_object(
    'key', left(o ->> 'name' || '=' || coalesce(o ->> 'value', ''), 200),
    'attributes', jsonb_build_array(jsonb_build_object('name', o ->> 'name', 'value', coalesce(o ->> 'value', ''))),
    'supplyPrice', p.supply_price + coalesce((o ->> 'extraPrice')::integer, 0),
    'sellingPrice', p.selling_price + coalesce((o ->> 'extraPrice')::integer, 0),
    'stock', coalesce((o ->> 'stock')::integer, p.stock)))
  from jsonb_array_elements(p.variants) as o)
where jsonb_array_length(variants) > 0;
comment on column products.variants is '[{key, attributes: [{name, value}], supplyPrice, sellingPrice, stock}]; supply_price and selling_price are of the cheapest, stock of all';

-- A key that was revoked leaves its name to another.
alter table api_keys drop constraint api_keys_name_key;
create unique index api_keys_living_name on api_keys (name) where revoked_at is null;

alter table products add column withheld text 
  check (withheld is null or withheld <> '' and status <> 'ON_SALE');
comment on column products.withheld is 'Why it is not sold, whatever the supplier said last that could be read; null otherwise';
