alter table market_accounts drop column protocol;
