-- Events for subscriptions to webhooks, which are in the main database.
alter table outbox drop constraint outbox_destination_check;
alter table outbox add constraint outbox_destination_check check (destination in ('source', 'dropship', 'main'));
