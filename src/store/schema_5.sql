-- Version 5. Run after `schema_4.sql`, once per base, in one transaction with the change of `user_version`.

-- Clients without an open deal, by owner: they weigh in everybody's load (2 §5), which every list of people shows.
-- Without it each of them was fetched by itself, a million rows for the list of five hundred people.
CREATE INDEX client_quiet ON client(owner_id) WHERE deleted = 0 AND open_deals = 0;
