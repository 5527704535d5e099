-- What the search documents alone say to the letters typed so far.
SELECT rowid FROM client_search WHERE client_search MATCH :words LIMIT 500
