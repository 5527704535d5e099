-- The sums of all open deals, from the index alone.
SELECT sum(amount) FROM deal WHERE stage_kind IN ('open','final') GROUP BY currency ORDER BY currency
