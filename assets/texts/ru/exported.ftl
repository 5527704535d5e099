# What left the program as files.
# $rows (String) - rows
# $file (String) - file or folder in quotes
journal-taken = Взято строк: { $rows } · { $file }
