-- Version 6. Run after `schema_5.sql`, once per base, in one transaction with the change of `user_version`.

-- A word looked for among deals and tasks, where a deal stands in its list, how many there are: everything these ask is in
-- the index, since a look at each of three hundred thousand rows took more than a second.
CREATE INDEX deal_open ON deal(title_fold, id, client_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');
DROP INDEX task_soon;
CREATE INDEX task_soon ON task(state, ifnull(due_at, 32503680000000), id, title_fold, client_id);
