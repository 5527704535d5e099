-- An import kept: the rows, contacts, points and external ids of two files in a base that knew its people only, with the
-- inverse of every row, the sums by owner and the search documents. The values come ready from a base where the program has
-- kept the same files (`done`), so that reading, folding, matching and checking are free; rows first, indexes after them.
-- :last — the last entry of the journal before the import.

DROP INDEX IF EXISTS main.client_name; DROP INDEX IF EXISTS main.client_owner; DROP INDEX IF EXISTS main.client_match; DROP INDEX IF EXISTS main.client_quiet;
DROP INDEX IF EXISTS main.client_inn; DROP INDEX IF EXISTS main.client_seg; DROP INDEX IF EXISTS main.client_due;
DROP INDEX IF EXISTS main.point_norm; DROP INDEX IF EXISTS main.point_client; DROP INDEX IF EXISTS main.point_contact;
DROP INDEX IF EXISTS main.contact_name; DROP INDEX IF EXISTS main.client_contact_contact;
DROP INDEX IF EXISTS main.deal_title; DROP INDEX IF EXISTS main.deal_owner; DROP INDEX IF EXISTS main.deal_client;
DROP INDEX IF EXISTS main.deal_close; DROP INDEX IF EXISTS main.deal_amount; DROP INDEX IF EXISTS main.deal_sum; DROP INDEX IF EXISTS main.deal_open;
DROP INDEX IF EXISTS main.ext_ref_object; DROP INDEX IF EXISTS main.op_row_object;

UPDATE main.employee SET rev = d.rev, seen_at = d.seen_at FROM done.employee d WHERE d.id = employee.id AND d.rev > :last;
INSERT INTO main.stage SELECT * FROM done.stage WHERE rev > :last ORDER BY id;
INSERT INTO main.client SELECT * FROM done.client WHERE rev > :last ORDER BY id;
INSERT INTO main.contact SELECT * FROM done.contact WHERE rev > :last ORDER BY id;
INSERT INTO main.client_contact SELECT * FROM done.client_contact WHERE true ORDER BY client_id, contact_id;
INSERT INTO main.point SELECT * FROM done.point WHERE true ORDER BY id;
INSERT INTO main.deal SELECT * FROM done.deal WHERE rev > :last ORDER BY id;
INSERT INTO main.note SELECT * FROM done.note WHERE rev > :last ORDER BY id;
INSERT OR IGNORE INTO main.ext_ref SELECT * FROM done.ext_ref WHERE true ORDER BY source, kind, ext_id;
INSERT INTO main.import SELECT * FROM done.import WHERE seq > :last;
INSERT INTO main.import_question SELECT * FROM done.import_question WHERE true ORDER BY id;
INSERT INTO main.op_row SELECT * FROM done.op_row WHERE seq > :last ORDER BY seq, kind, id, field;
DELETE FROM main.owner_stats;
INSERT INTO main.owner_stats
  SELECT coalesce(owner_id, 0), 'client', '', '', count(*), 0 FROM main.client WHERE deleted = 0 GROUP BY 1
  UNION ALL
  SELECT coalesce(owner_id, 0), 'deal', stage_kind, currency, count(*), sum(amount) FROM main.deal GROUP BY 1, 3, 4
  UNION ALL
  SELECT coalesce(owner_id, 0), 'task', 'open', '', count(*), 0 FROM main.task WHERE state = 'open' GROUP BY 1;
INSERT INTO main.journal SELECT * FROM done.journal WHERE seq > :last;
INSERT INTO main.journal_payload SELECT * FROM done.journal_payload WHERE seq > :last;

CREATE INDEX main.client_name  ON client(name_fold, id) WHERE deleted = 0;
CREATE INDEX main.client_owner ON client(owner_id, name_fold, id) WHERE deleted = 0;
CREATE INDEX main.client_quiet ON client(owner_id) WHERE deleted = 0 AND open_deals = 0;
CREATE INDEX main.client_match ON client(match_fold) WHERE deleted = 0;
CREATE INDEX main.client_inn   ON client(inn) WHERE inn IS NOT NULL AND deleted = 0;
CREATE INDEX main.client_seg   ON client(segment, name_fold, id) WHERE deleted = 0;
CREATE INDEX main.client_due   ON client(next_due_at, id) WHERE next_due_at IS NOT NULL AND deleted = 0;
CREATE INDEX main.point_norm ON point(norm);
CREATE UNIQUE INDEX main.point_client  ON point(client_id, kind, norm) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX main.point_contact ON point(contact_id, kind, norm) WHERE contact_id IS NOT NULL;
CREATE INDEX main.contact_name ON contact(name_fold);
CREATE INDEX main.client_contact_contact ON client_contact(contact_id);
CREATE INDEX main.deal_title  ON deal(title_fold, id);
CREATE INDEX main.deal_owner  ON deal(owner_id, stage_kind, title_fold, id);
CREATE INDEX main.deal_client ON deal(client_id, stage_kind) WHERE client_id IS NOT NULL;
CREATE INDEX main.deal_close  ON deal(expected_close, id) WHERE stage_kind IN ('open','final');
CREATE INDEX main.deal_amount ON deal(amount, id) WHERE stage_kind IN ('open','final');
CREATE INDEX main.deal_sum    ON deal(owner_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');
CREATE INDEX main.deal_open   ON deal(title_fold, id, client_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');
CREATE INDEX main.ext_ref_object ON ext_ref(kind, id);
CREATE INDEX main.op_row_object ON op_row(kind, id, field, seq);

INSERT INTO main.client_search (client_search, rank) VALUES ('hashsize', 16777216);
INSERT INTO main.client_search (rowid, body)
  SELECT c.id, c.name_fold || ' ' || coalesce(c.inn, '') || ' ¤' || coalesce(c.owner_id, 0) || '¤ ' ||
         coalesce((SELECT group_concat(p.norm, ' ') FROM main.point p WHERE p.client_id = c.id), '') || ' ' ||
         coalesce((SELECT group_concat(k.name_fold || ' ' || coalesce((SELECT group_concat(p.norm, ' ') FROM main.point p
             WHERE p.contact_id = k.id), ''), ' ')
           FROM main.client_contact l JOIN main.contact k ON k.id = l.contact_id WHERE l.client_id = c.id), '')
    FROM main.client c WHERE c.deleted = 0 ORDER BY c.id;
INSERT INTO main.client_search (client_search, rank) VALUES ('hashsize', 1048576);
