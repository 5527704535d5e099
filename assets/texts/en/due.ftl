due-file-deals = Active deals
due-nothing = Nothing is due now.
due-expired = Handover no. { $case }: acceptance expired, lines returned: { $n }
due-reminded = Handover no. { $case }: a reminder is in the inbox
due-report = Handover no. { $case }: report of active deals: { $result }
due-letters = Handover No. { $case }: letters that did not come back within two working days: { $n }
due-access = Handover No. { $case }: an access is to be closed, IT was asked
