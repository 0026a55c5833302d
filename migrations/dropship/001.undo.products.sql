-- The extension stays: it may have been there before, and others may use it.
drop table inbox, outbox, api_keys, sourcing_candidates, embeddings, products;
