-- The first window by the nearest deadline.
SELECT id, name, owner_id, segment, region, open_deals, next_due_at FROM client
 WHERE deleted = 0 AND next_due_at IS NOT NULL ORDER BY next_due_at, id LIMIT 80
