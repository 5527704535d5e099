# Words for segments that nobody knows.
# $written (String) - the word, in quotation marks
# $n (String) - clients
# $now (String) - the segment new ones have until it is answered
import-ask-segment = Сегмент { $written } ({ $n }): такого в базе нет. Пока у новых клиентов — «{ $now }», у прежних — как был
imp-head-segments = Какие это сегменты?
# $written (String) - the word, in quotation marks
imp-segment-title = Сегмент { $written } — это какой?
imp-segment-none = ни один: оставить слово в карточке
imp-hint-segment = Enter — сказать, какой это сегмент. Ответ действует на клиентов этого импорта с этим словом и запомнится для следующих из того же источника.
# $written (String) - the word, in quotation marks
# $n (String) - clients
# $segment (String) - what it means
import-segment-known = Сегмент { $written } ({ $n }) — { $segment }, по прежнему ответу
# $written (String) - the word, in quotation marks
# $n (String) - clients
import-segment-known-none = Слово { $written } ({ $n }) — не сегмент, по прежнему ответу
# $words (String) - the words there are
cli-arg-segment-means = Какой сегмент значит слово файла: «СЛОВО=СЕГМЕНТ». Сегменты: { $words }; никакой — none
