# Files that cannot be read among others that can.
# $file (String) - its name
# $why (String) - what happened, why, what to do
import-broken = { $file } — не прочитан. { $why }
imp-head-broken = Не прочитаны, остальные загрузятся без них
imp-hint-broken-say = Enter — сказать, что значат столбцы этого файла: он прочтётся вместе с остальными, и это запомнится.
imp-hint-broken = Исправьте файл и прочитайте всё снова или сохраняйте без него.
cli-arg-skip-broken = Из нескольких файлов загрузить те, что читаются; о прочих сказать
