### A call recorded by one key outside the working hours.

odd-hours-title = Record a call now?
odd-hours-text = { $when } is outside the working hours. Record «{ $client }»: { $outcome }?
odd-hours-no = Do not record
odd-hours-yes = Record
