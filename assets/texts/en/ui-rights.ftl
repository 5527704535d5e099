### Rights on the screen: why an action is not offered.

ui-does = This is done by the role { $role }
ui-not-yours = Your role has no such right
clients-empty-own = Your clients are shown here. You have none just now.
deals-empty-own = Your deals are shown here. None of them is open just now.
tasks-empty-own = Your tasks are shown here. None of them is open just now.
cases-empty-own = Handovers you take part in are shown here. There are none just now.
acc-empty-right = Accesses are seen by the head of the department, HR, IT and security.
