### The subcommands that make papers.

cli-arg-without-call = Письмо VIP-клиенту без звонка
# $file (String) - the file
# $sha (String) - its SHA-256
cli-act-done =
    Акт записан: { $file }
    SHA-256: { $sha }
# $n (String) - how many
cli-letters-approved = Утверждено писем: { $n }
# $n (String) - how many
# $folder (String) - the folder
cli-letters-exported = Записано писем: { $n }, папка { $folder }
# $n (String) - how many
cli-letters-marked = Отмечено писем: { $n }
cli-letters-none = Писем нет.
# $file (String) - the file
cli-report-done = Отчёт записан: { $file }
# $count (String) - count of objects
cli-crm-done = В CRM сменить ответственного: { $count }. Файлы:
