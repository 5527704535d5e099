# Files that cannot be read among others that can.
import-broken = { $file } was not read. { $why }
imp-head-broken = Not read; the others are loaded without them
imp-hint-broken-say = Enter says what the columns of this file mean: it is read with the others, and it is remembered.
imp-hint-broken = Mend the file and read everything again, or keep without it.
cli-arg-skip-broken = Of several files load those that can be read, and tell of the others
