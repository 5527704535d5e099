# The questions of an import.
imp-alike = for all like this
imp-alike-help = Answer all such questions at once
imp-alike-title = For all like this ({ $n })
imp-alike-none = There are no other questions like this.
imp-alike-done = Decided: { $n }
imp-alike-same = The same client, where it resembles one only
imp-alike-other = Other clients: kept apart
imp-hint-alike = a: answer all { $n } of them so.
imp-candidates = They resemble
imp-again = compare again
imp-again-help = Compare with the base once more, with the answers given
ui-rows-done = Almost done, finishing…
import-owner-known = Owner { $written } ({ $n }) is { $name }, as answered before
imp-answers-known = Known by earlier answers
imp-hint-known = This is what you answered last time. Enter answers otherwise, and that is remembered.
