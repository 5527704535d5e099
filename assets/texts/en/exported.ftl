journal-taken = Rows taken: { $rows } · { $file }
