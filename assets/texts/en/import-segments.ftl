# Words for segments that nobody knows.
import-ask-segment = Segment { $written } ({ $n }): the base has no such one. For now new clients are “{ $now }”, known ones as they were
imp-head-segments = Which segments are these?
imp-segment-title = Which segment is { $written }?
imp-segment-none = none: leave the word on the card
imp-hint-segment = Enter says which segment it is. The answer holds for clients of this import with this word and is remembered for the next ones of this source.
import-segment-known = Segment { $written } ({ $n }) is { $segment }, as answered before
import-segment-known-none = The word { $written } ({ $n }) is no segment, as answered before
cli-arg-segment-means = Which segment a word of the file means: “WORD=SEGMENT”. Segments: { $words }; none of them: none
