-- A handover applied as one transaction: every line that has a proposal gets its owner, with the inverse of each field, the
-- versions, the offers, the sums by owner and the search documents. The same content as the program's, in the best known
-- order: inverses by their key, each table once. Left out, and so free for the floor: the journal's hashes, and the few rows
-- a case has once (its state, ticks of the checklist, a message to each receiver).
-- :case :leaver :seq :at :vip :hot :other

CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER PRIMARY KEY, kind TEXT, object_id INTEGER, to_id INTEGER, crm TEXT) STRICT;
DELETE FROM temp.moved;
INSERT INTO temp.moved
  SELECT id, kind, object_id, proposed_id, iif(kind IN ('client','deal','task','lead'), 'pending', crm_state)
    FROM ledger_line
   WHERE case_id = :case AND batch_seq IS NULL AND disposition IS NULL AND proposed_id IS NOT NULL;

CREATE TEMP TABLE IF NOT EXISTS gave (kind TEXT, object_id INTEGER, to_id INTEGER, PRIMARY KEY (kind, object_id)) STRICT, WITHOUT ROWID;
DELETE FROM temp.gave;
INSERT INTO temp.gave SELECT kind, object_id, to_id FROM temp.moved WHERE kind IN ('client','deal','task') ORDER BY kind, object_id;

-- Whom the offers go to.
INSERT INTO acceptance (rev, case_id, line_id, receiver_id, state, offered_at, due_at)
  SELECT :seq, :case, l.id, m.to_id, 'offered', :at,
         CASE WHEN l.segment = 'vip' OR l.stage_kind = 'final' THEN :vip WHEN l.temperature = 'hot' THEN :hot ELSE :other END
    FROM temp.moved m JOIN ledger_line l ON l.id = m.id
   WHERE m.kind IN ('client','deal','task','lead') AND l.ctx_filled >= l.ctx_required ORDER BY m.id;

-- The inverses, in the order of their key.
INSERT INTO op_row SELECT :seq, 'acceptance', id, '', NULL FROM acceptance WHERE rev = :seq AND case_id = :case ORDER BY id;
INSERT INTO op_row SELECT :seq, 'client', object_id, 'owner_id', :leaver FROM temp.gave WHERE kind = 'client' ORDER BY object_id;
INSERT INTO op_row SELECT :seq, 'deal', object_id, 'owner_id', :leaver FROM temp.gave WHERE kind = 'deal' ORDER BY object_id;
INSERT INTO op_row
  SELECT :seq, 'line', m.id, f.field,
         CASE f.field WHEN 'batch_seq' THEN l.batch_seq WHEN 'crm_state' THEN l.crm_state WHEN 'disposition' THEN l.disposition ELSE l.to_id END
    FROM temp.moved m JOIN ledger_line l ON l.id = m.id
    JOIN (SELECT 'batch_seq' AS field UNION ALL SELECT 'crm_state' UNION ALL SELECT 'disposition' UNION ALL SELECT 'to_id') f
   WHERE f.field <> 'crm_state' OR m.crm IS NOT l.crm_state
   ORDER BY m.id, f.field;
INSERT INTO op_row
  SELECT :seq, 'task', g.object_id, f.field, :leaver
    FROM temp.gave g JOIN (SELECT 'author_id' AS field UNION ALL SELECT 'owner_id') f
   WHERE g.kind = 'task'
     AND (f.field = 'owner_id' OR EXISTS (SELECT 1 FROM task t WHERE t.id = g.object_id AND t.author_id = :leaver))
   ORDER BY g.object_id, f.field;

-- The sums by owner: what moves is taken from the one and given to the others.
CREATE TEMP TABLE IF NOT EXISTS weighs (owner_id INTEGER, kind TEXT, stage_kind TEXT, currency TEXT, n INTEGER, amount INTEGER) STRICT;
DELETE FROM temp.weighs;
INSERT INTO temp.weighs
  SELECT to_id, 'client', '', '', count(*), 0 FROM temp.gave WHERE kind = 'client' GROUP BY to_id
  UNION ALL
  SELECT g.to_id, 'deal', d.stage_kind, d.currency, count(*), sum(d.amount)
    FROM temp.gave g JOIN deal d ON d.id = g.object_id WHERE g.kind = 'deal' GROUP BY 1, 3, 4
  UNION ALL
  SELECT to_id, 'task', 'open', '', count(*), 0 FROM temp.gave WHERE kind = 'task' GROUP BY to_id;
INSERT INTO owner_stats SELECT * FROM temp.weighs WHERE true
  ON CONFLICT DO UPDATE SET n = n + excluded.n, amount = amount + excluded.amount;
UPDATE owner_stats SET n = owner_stats.n - w.n, amount = owner_stats.amount - w.amount
  FROM (SELECT kind, stage_kind, currency, sum(n) AS n, sum(amount) AS amount FROM temp.weighs GROUP BY 1, 2, 3) w
 WHERE owner_id = :leaver AND owner_stats.kind = w.kind AND owner_stats.stage_kind = w.stage_kind AND owner_stats.currency = w.currency;
DELETE FROM owner_stats WHERE owner_id = :leaver AND n = 0;

-- The rows themselves.
UPDATE ledger_line SET rev = :seq, disposition = 'assign', to_id = m.to_id, batch_seq = :seq, crm_state = m.crm
  FROM temp.moved m WHERE ledger_line.id = m.id;
UPDATE client SET rev = :seq, owner_id = g.to_id FROM temp.gave g WHERE g.kind = 'client' AND g.object_id = client.id;
UPDATE deal SET rev = :seq, owner_id = g.to_id FROM temp.gave g WHERE g.kind = 'deal' AND g.object_id = deal.id;
UPDATE task SET rev = :seq, owner_id = g.to_id, author_id = iif(author_id = :leaver, g.to_id, author_id)
  FROM temp.gave g WHERE g.kind = 'task' AND g.object_id = task.id;

-- The search documents: the owner stands in each.
REPLACE INTO client_search (rowid, body)
  SELECT c.id, c.name_fold || ' ' || coalesce(c.inn, '') || ' ¤' || coalesce(c.owner_id, 0) || '¤ ' ||
         coalesce((SELECT group_concat(p.norm, ' ') FROM point p WHERE p.client_id = c.id), '') || ' ' ||
         coalesce((SELECT group_concat(k.name_fold || ' ' || coalesce((SELECT group_concat(p.norm, ' ') FROM point p
             WHERE p.contact_id = k.id), ''), ' ')
           FROM client_contact l JOIN contact k ON k.id = l.contact_id WHERE l.client_id = c.id), '')
    FROM temp.gave g JOIN client c ON c.id = g.object_id WHERE g.kind = 'client' ORDER BY g.object_id;

INSERT INTO journal (seq, op_id, actor, at, kind, object, case_id, n_rows, payload_digest, rows_digest, prev_hash, hash)
  VALUES (:seq, randomblob(16), 'owner', :at, 'case-apply', 'case:' || :case, :case,
          (SELECT count(*) FROM op_row WHERE seq = :seq), zeroblob(32), zeroblob(32), zeroblob(32), zeroblob(32));
INSERT INTO journal_payload (seq, salt, payload) VALUES (:seq, zeroblob(16), '{}');
