-- The next window after a row, by its key.
SELECT id, name, owner_id, segment, region, open_deals, next_due_at FROM client
 WHERE deleted = 0 AND (name_fold, id) > ((SELECT name_fold FROM client WHERE id = :after), :after)
 ORDER BY name_fold, id LIMIT 40
