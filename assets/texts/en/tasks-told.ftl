### What a task of its kind has to say: on the context form, on the desk of whoever takes it, on the sheets.

told-rows = Tasks
told-row-open = details
told-row-open-help = Write what has to be known of the task: why to call, where the meeting is, which document, what about the invoice
told-lacks = not said: { $fields }
told-fields-lack = of tasks: { $fields }
told-tasks-lack = { $n } without details
told-none-needed = A task of this kind needs no details
