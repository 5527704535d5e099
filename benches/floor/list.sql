-- The first window of Клиенты: its rows in the order of the index, without what is joined to them.
SELECT id, name, owner_id, segment, region, open_deals, next_due_at FROM client
 WHERE deleted = 0 ORDER BY name_fold, id LIMIT 80
