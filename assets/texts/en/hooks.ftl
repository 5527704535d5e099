### Commands that close an access or give it back: what came of them.

inbox-hook-failed = A command did not close an access: { $name }, { $account }
inbox-hook-failed-restore = A command did not give an access back: { $name }, { $account }
inbox-hook-failed-todo = The access is as it was: do it by hand and mark it, or correct the command and repeat it.
inbox-hook-unknown = Nobody knows whether an access is closed: { $name }, { $account }
inbox-hook-unknown-restore = Nobody knows whether an access is given back: { $name }, { $account }
inbox-hook-unknown-todo = It is not repeated by itself: look in the system and answer, done or repeat.

hook-done = The command has done it.
hook-exited = The command refused, exit status { $code }.
hook-missing = There is no program at that path, nothing was started.
hook-not-executable = The file at that path may not be executed.
hook-not-started = The operating system could not start the command.
hook-no-command = There is no command for this system any more, or the account lacks what it needs.
hook-signal = The command was cut short by signal { $signal }.
hook-timed-out = The command took too long and was ended.
hook-lost = The program or the machine stopped while the command ran.

op-hook-answer = Answer about an access command
op-hook-end = Result of an access command
op-hook-take = Start of an access command

due-revoke-done = Handover No. { $case }: an access was closed by its command ({ $access })
due-restore-done = Handover No. { $case }: an access was given back by its command ({ $access })
due-hook-failed = Handover No. { $case }: an access command failed, IT and the head were told
due-hook-again = Handover No. { $case }: nobody knows how an access command ended, it will be repeated
due-hook-dropped = Handover No. { $case }: an access command is not needed any more
due-hook-unknown = Handover No. { $case }: nobody knows how an access command ended, a person has to answer

check-hooks = No access command was carried out twice, what a command closed has evidence

inbox-restore = Give access back: { $name } stays, { $accesses }
inbox-restore-until = Give access back until { $day }: { $name } still works, { $accesses }
inbox-restore-why = Switch on what was closed, undo the redirection and mark each as given back.
inbox-restore-by-command = Given back by commands: { $accesses }; switch the rest on yourself, undo the redirection and mark it.
reason-closed-it-himself = another person than the one who closed it has to verify
op-access-restore = Accesses given back
op-access-set = Access changed
op-access-void = There is no such access
op-access-import = Accesses loaded

import-reason-no-system = no system is named
import-reason-no-such-person = there is no employee { $value } in the base
import-reason-several-people = several people answer to { $value }: write the full name
