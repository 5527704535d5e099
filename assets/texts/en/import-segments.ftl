# Words for segments that nobody knows.
import-ask-segment = Segment { $written } ({ $n }): the base has no such one. For now “{ $now }”
imp-head-segments = Which segments are these?
imp-segment-title = Which segment is { $written }?
imp-segment-none = none: leave the word on the card
imp-hint-segment = Enter says which segment it is. The answer holds for all clients with this word and is remembered for this source.
cli-arg-segment-means = Which segment a word of the file means: “WORD=SEGMENT”. Segments: { $words }; none of them: none
