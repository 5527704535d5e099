### Which records an import changes, field by field.

imp-head-changes = Что изменится
# $n (String) - how many are listed
# $all (String) - how many there are
imp-head-changes-first = Что изменится: первые { $n } из { $all }
imp-changes-done = Изменено
# $before (String) - value, of ours
# $after (String) - value, of the file
import-was-becomes = { $before } → { $after }
# $field (String) - name of the field
# $change (String) - before and after
import-field-change = { $field }: { $change }
# $object (String) - kind and name
# $changes (String) - fields
import-change = { $object } — { $changes }
import-change-beside = добавлены заметки, телефоны, почта или контакты
# $n (String) - records
import-changes-more = … и ещё изменено записей: { $n }
# $n (String) - fields
imp-fields-changed = полей: { $n }
