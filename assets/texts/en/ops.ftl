op-undo = Undo of an operation
