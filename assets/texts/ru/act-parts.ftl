### What a side reads of the act on the screen, and of a case as files.

act-read-by-leaver = Здесь всё, что вы передаёте. Доступов и чужих премий на экране нет: полный акт у руководителя.
act-read-by-receiver = Здесь ваша часть: приложение и подпись. Полный акт у руководителя.
actstep-no-act = Акт ещё не составлен: его составляет руководитель
files-head-only = Бумаги передачи записывает руководитель
