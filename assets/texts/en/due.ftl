due-file-deals = Active deals
due-nothing = Nothing is due now.
due-expired = Handover no. { $case }: acceptance expired, lines returned: { $n }
due-reminded = Handover no. { $case }: a reminder is in the inbox
due-report = Handover no. { $case }: report of active deals: { $result }
