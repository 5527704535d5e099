# Words for segments that nobody knows.
# $written (String) - the word, in quotation marks
# $n (String) - clients
# $now (String) - the segment they have until it is answered
import-ask-segment = Сегмент { $written } ({ $n }): такого в базе нет. Пока «{ $now }»
imp-head-segments = Какие это сегменты?
# $written (String) - the word, in quotation marks
imp-segment-title = Сегмент { $written } — это какой?
imp-segment-none = ни один: оставить слово в карточке
imp-hint-segment = Enter — сказать, какой это сегмент. Ответ действует на всех клиентов с этим словом и запомнится для этого источника.
# $words (String) - the words there are
cli-arg-segment-means = Какой сегмент значит слово файла: «СЛОВО=СЕГМЕНТ». Сегменты: { $words }; никакой — none
