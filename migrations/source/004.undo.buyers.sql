-- What was blanked or removed stays so.
alter table supplier_rejects drop column erased_at;
alter table supplier_qna_raw drop column erased_at;
drop table erasure_key, erased_buyers;
