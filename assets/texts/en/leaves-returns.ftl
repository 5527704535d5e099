### «Увольняется»: what the person holds of others' handovers does not enter the ledger.

leaves-returns = { $lines } more come from handover №{ $case } ({ $name }): offered and not accepted; they return there and stay out of the ledger.
leaves-for-now = Holds for others meanwhile: { $what }; this goes to another temporary owner.
