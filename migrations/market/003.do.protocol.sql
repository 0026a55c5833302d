-- How each market's API is spoken to, and how what it sent is read.
alter table market_accounts add column protocol varchar(50) not null default 'json'
  check (protocol ~ '^[a-z0-9][a-z0-9-]{0,49}$');
comment on column market_accounts.protocol is 'An entry of the registry in adapters/partners';
