op-undo = Undo of an operation
op-context-save = Context written
op-waive = Requirement waived
op-accept = Lines accepted
op-decline = Lines declined
op-task-field = Fields of a task
op-expire = Acceptance expired
