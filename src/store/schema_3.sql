-- Version 3. Run after `schema_2.sql`, once per base, in one transaction with the change of `user_version`.

-- ── Сегодня: the tasks of a case without reading everybody's open tasks ─────────────────────────────────────────────
CREATE INDEX task_case ON task(case_id, state) WHERE case_id IS NOT NULL;

-- ── Lists of a large base: the sums of open deals without the deals themselves; tasks in the order they are shown ────
CREATE INDEX deal_sum ON deal(owner_id, stage_kind, currency, amount) WHERE stage_kind IN ('open','final');
DROP INDEX task_due;
CREATE INDEX task_soon ON task(state, ifnull(due_at, 32503680000000), id);
