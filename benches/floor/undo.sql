-- A batch taken back: every field as it was, what the undo itself changed kept as inverses in turn, the offers withdrawn,
-- sums and search documents as before. The same leave as in apply.sql.
-- :case :leaver :seq :at :batch

CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER PRIMARY KEY, kind TEXT, object_id INTEGER, to_id INTEGER, crm TEXT) STRICT;
DELETE FROM temp.moved;
INSERT INTO temp.moved SELECT id, kind, object_id, to_id, crm_state FROM ledger_line WHERE case_id = :case AND batch_seq = :batch;

CREATE TEMP TABLE IF NOT EXISTS gave (kind TEXT, object_id INTEGER, to_id INTEGER, PRIMARY KEY (kind, object_id)) STRICT, WITHOUT ROWID;
DELETE FROM temp.gave;
INSERT INTO temp.gave SELECT kind, object_id, to_id FROM temp.moved WHERE kind IN ('client','deal','task') ORDER BY kind, object_id;

INSERT INTO op_row
  SELECT :seq, 'acceptance', a.id, f.field, iif(f.field = 'state', a.state, a.answered_at)
    FROM acceptance a JOIN (SELECT 'answered_at' AS field UNION ALL SELECT 'state') f
   WHERE a.rev = :batch AND a.case_id = :case AND a.state = 'offered' ORDER BY a.id, f.field;
INSERT INTO op_row SELECT :seq, 'client', object_id, 'owner_id', to_id FROM temp.gave WHERE kind = 'client' ORDER BY object_id;
INSERT INTO op_row SELECT :seq, 'deal', object_id, 'owner_id', to_id FROM temp.gave WHERE kind = 'deal' ORDER BY object_id;
INSERT INTO op_row
  SELECT :seq, 'line', m.id, o.field,
         CASE o.field WHEN 'batch_seq' THEN :batch WHEN 'crm_state' THEN m.crm WHEN 'disposition' THEN 'assign' ELSE m.to_id END
    FROM temp.moved m JOIN op_row o ON o.seq = :batch AND o.kind = 'line' AND o.id = m.id ORDER BY m.id, o.field;
INSERT INTO op_row
  SELECT :seq, 'task', g.object_id, o.field, g.to_id
    FROM temp.gave g JOIN op_row o ON o.seq = :batch AND o.kind = 'task' AND o.id = g.object_id
   WHERE g.kind = 'task' ORDER BY g.object_id, o.field;

CREATE TEMP TABLE IF NOT EXISTS weighs (owner_id INTEGER, kind TEXT, stage_kind TEXT, currency TEXT, n INTEGER, amount INTEGER) STRICT;
DELETE FROM temp.weighs;
INSERT INTO temp.weighs
  SELECT to_id, 'client', '', '', count(*), 0 FROM temp.gave WHERE kind = 'client' GROUP BY to_id
  UNION ALL
  SELECT g.to_id, 'deal', d.stage_kind, d.currency, count(*), sum(d.amount)
    FROM temp.gave g JOIN deal d ON d.id = g.object_id WHERE g.kind = 'deal' GROUP BY 1, 3, 4
  UNION ALL
  SELECT to_id, 'task', 'open', '', count(*), 0 FROM temp.gave WHERE kind = 'task' GROUP BY to_id;
INSERT INTO owner_stats
  SELECT :leaver, kind, stage_kind, currency, sum(n), sum(amount) FROM temp.weighs GROUP BY 2, 3, 4 HAVING true
  ON CONFLICT DO UPDATE SET n = n + excluded.n, amount = amount + excluded.amount;
UPDATE owner_stats SET n = owner_stats.n - w.n, amount = owner_stats.amount - w.amount FROM temp.weighs w
 WHERE owner_stats.owner_id = w.owner_id AND owner_stats.kind = w.kind AND owner_stats.stage_kind = w.stage_kind
   AND owner_stats.currency = w.currency;
DELETE FROM owner_stats WHERE n = 0;

UPDATE acceptance SET rev = :seq, state = 'withdrawn', answered_at = :at WHERE rev = :batch AND case_id = :case AND state = 'offered';
UPDATE ledger_line SET rev = :seq, disposition = NULL, to_id = NULL, batch_seq = NULL, crm_state = NULL
  FROM temp.moved m WHERE ledger_line.id = m.id;
UPDATE client SET rev = :seq, owner_id = :leaver FROM temp.gave g WHERE g.kind = 'client' AND g.object_id = client.id;
UPDATE deal SET rev = :seq, owner_id = :leaver FROM temp.gave g WHERE g.kind = 'deal' AND g.object_id = deal.id;
UPDATE task SET rev = :seq, owner_id = :leaver,
       author_id = iif(EXISTS (SELECT 1 FROM op_row o WHERE o.seq = :batch AND o.kind = 'task' AND o.id = task.id AND o.field = 'author_id'),
                       :leaver, author_id)
  FROM temp.gave g WHERE g.kind = 'task' AND g.object_id = task.id;

REPLACE INTO client_search (rowid, body)
  SELECT c.id, c.name_fold || ' ' || coalesce(c.inn, '') || ' ¤' || coalesce(c.owner_id, 0) || '¤ ' ||
         coalesce((SELECT group_concat(p.norm, ' ') FROM point p WHERE p.client_id = c.id), '') || ' ' ||
         coalesce((SELECT group_concat(k.name_fold || ' ' || coalesce((SELECT group_concat(p.norm, ' ') FROM point p
             WHERE p.contact_id = k.id), ''), ' ')
           FROM client_contact l JOIN contact k ON k.id = l.contact_id WHERE l.client_id = c.id), '')
    FROM temp.gave g JOIN client c ON c.id = g.object_id WHERE g.kind = 'client' ORDER BY g.object_id;

UPDATE journal SET undone_by = :seq WHERE seq = :batch;
INSERT INTO journal (seq, op_id, actor, at, kind, object, case_id, undoes, n_rows, payload_digest, rows_digest, prev_hash, hash)
  VALUES (:seq, randomblob(16), 'owner', :at, 'case-undo', 'case:' || :case, :case, :batch,
          (SELECT count(*) FROM op_row WHERE seq = :seq), zeroblob(32), zeroblob(32), zeroblob(32), zeroblob(32));
INSERT INTO journal_payload (seq, salt, payload) VALUES (:seq, zeroblob(16), '{}');
