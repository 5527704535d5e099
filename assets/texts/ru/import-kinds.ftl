# $name (String) - the task
# $written (String) - the deal as the file names it
# $n (String) - how many are called so
import-ask-link = Задача { $name }: сделка { $written } — так называются { $n }, какая из них? Пока без сделки
# $n (String) - calls
import-calls-unknown = Звонки с номерами, по которым клиент не ясен: { $n }
imp-head-links = О какой сделке эти задачи?
# $name (String) - the task
imp-link-title = О чём задача { $name }?
imp-link-none = ни об одной из них
imp-linked = сделка выбрана
imp-unlinked = без сделки
imp-hint-link = Сделок с таким названием несколько. Задача без сделки останется у своего ответственного, но в карточке сделки её не будет.
# $file (String) - the book
# $sheet (String) - its sheet, in quotation marks
import-sheet-of = { $file }, лист { $sheet }
