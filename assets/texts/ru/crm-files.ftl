### «В CRM»: the work lists and the comments written as files, as `crm-update` writes them.

crmfiles = файлы для CRM
crmfiles-help = Записать файлами рабочие списки «что кому сменить в CRM» и комментарии для карточек
crmfiles-title = Файлы для CRM записаны
crmfiles-folder = Папка
crmfiles-files = Что в ней
crmfiles-docx = рабочий список: напечатать и отмечать
crmfiles-text = то же текстом: открыть рядом с CRM и копировать
crmfiles-comments = комментарии подряд: открыть рядом с CRM и вставлять в карточки
crmfiles-csv = комментарии строками: для CRM, которая умеет их загружать
