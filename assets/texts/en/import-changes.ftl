### Which records an import changes, field by field.

imp-head-changes = What changes
imp-head-changes-first = What changes: the first { $n } of { $all }
imp-changes-done = Changed
import-was-becomes = { $before } → { $after }
import-field-change = { $field }: { $change }
import-change = { $object } — { $changes }
import-change-beside = notes, phones, mails or contacts are added
import-changes-more = … and more records changed: { $n }
imp-fields-changed = fields: { $n }
