-- The first window of one segment.
SELECT id, name, owner_id, segment, region, open_deals, next_due_at FROM client
 WHERE deleted = 0 AND segment = 'vip' ORDER BY name_fold, id LIMIT 80
