### One sentence per error code: what happened, why, what to do; one line each.

## The base as a file
err-base-not-ours =
    File{ $path } is not an Estafeta base.
    It holds another program's data and was left alone.
    Name the base with --db.
err-base-not-a-base =
    File{ $path } is not a database.
    It is a text or a file of another kind; it was left alone.
    Name the base with --db, or load a CRM export: estafeta import.
err-base-empty-file =
    File{ $path } is empty.
    An empty file is not turned into a base, so as not to take a place that is not ours.
    Delete it or give another name with --db.
err-base-newer =
    Base{ $path } was made by a newer version of the program.
    This version does not know its layout and could damage it.
    Update the program; the data is untouched.
err-base-older =
    Base{ $path } was made by an older version of the program.
    Its layout must be updated, which cannot be done without writing.
    Open it once without --readonly: a copy is made before the update.
err-base-read-only =
    Base{ $path } cannot be written.
    The file, its folder or the disk is read-only.
    Check the permissions or move the base to a place that can be written.
err-base-link =
    Base{ $path } is a link, not a plain file.
    A link can put somebody else's file in the base's place.
    Name the file itself with --db.
err-base-owner =
    Base{ $path } belongs to another user of this system.
    Anybody could have planted such a file.
    Log in as the owner of the file or ask for the base to be given to you.
err-base-network-fs =
    Base{ $path } is on a network disk.
    File locks are unreliable there and the base may be damaged.
    Move it to a disk of this machine and come in by SSH.
err-base-exists =
    File{ $path } already exists.
    An existing base is never overwritten.
    Open it or give another name with --db.
err-base-missing =
    There is no base{ $path }.
    There is no file at this path.
    Check the path in --db or make a training base: estafeta demo.
err-base-corrupt =
    Base{ $path } is damaged.
    The integrity check failed.
    Close the program and bring back the last copy: estafeta restore.
err-backup-broken =
    Copy{ $path } failed its check.
    Its data is damaged, so it was not taken; the base is untouched.
    Take another copy or make a new one on another disk.
err-base-busy =
    The base is busy{ $by }.
    Other work has held the write gate for over 15 seconds.
    Wait and try again: nothing was changed or lost.
err-disk-full =
    The disk is full.
    The write was undone as a whole; earlier data is intact.
    Free some space and try again.
err-io =
    Could not read or write{ $path }{ $errno }.
    The disk, the folder or the network refused.
    Try again; if it does not help, check the disk and the permissions.
err-sqlite-too-old =
    The database library is too old.
    It has a bug that damages data.
    Take a fresh build of the program.
err-interrupted =
    Stopped.
    The work was interrupted before its end, so nothing has changed.
    Start it again when it suits you.

## Input
err-file-missing =
    File{ $path } was not found.
    There is nothing at this path.
    Check the name and the folder.
err-file-not-readable =
    File{ $path } cannot be read.
    There is no permission to read it, or it is a folder.
    Allow reading or copy the file to your own folder.
err-file-too-large =
    File{ $path } is too large{ $limit }.
    The limit protects the machine from broken and hostile files.
    Split the export into parts.
err-file-no-header =
    No header row was found in file{ $path }.
    The first 15 rows hold no known column names.
    The columns are mapped by hand, once, on the Import screen: start estafeta without a command. Or name the kind with --kind and the columns with --map; estafeta import --help lists the fields.
err-file-unknown-kind =
    It is not clear what file{ $path } holds.
    The headers do not tell whether it is deals, clients or something else.
    Name the kind with --kind, or open the file on the Import screen: start estafeta without a command.
err-file-lacks-columns =
    File{ $path } lacks the columns that show that it holds{ $kind }.
    Missing: { $lacks }.
    Map the columns of the file with --map "COLUMN=FIELD", with at least one of these fields: { $keys }. The file has: { $columns }.
err-file-broken =
    File{ $path } is broken{ $row }.
    It cannot be read to the end: a quote may be unclosed. Nothing was taken from it.
    Export the file from the CRM again.
err-file-empty =
    File{ $path } holds no data.
    There is no row under the headers.
    Check the export filter in the CRM.
err-file-not-xlsx =
    File{ $path } is no XLSX workbook: there are no sheets in it.
    What Excel and LibreOffice save is read.
    Save the file as “Excel Workbook (.xlsx)” and try again.
err-file-protected =
    File{ $path } has a password or is in the old XLS format.
    The program does not read such a workbook.
    Remove the password, save as “Excel Workbook (.xlsx)” and try again.
err-file-encoding =
    The encoding of file{ $path } was not recognised.
    It is neither UTF-8 nor windows-1251.
    Save the file as UTF-8; on the command line the encoding can be named with --encoding.
err-file-too-many-rows =
    File{ $path } has too many rows{ $limit }.
    The limit protects the machine's memory from broken and hostile files. Nothing was taken from the file.
    Split the export into parts.
err-file-too-many-columns =
    File{ $path } has too many columns{ $limit }.
    No CRM export has that many: the file is probably broken.
    Export only the columns you need.
err-file-tag-too-long =
    The table in file{ $path } is broken.
    An HTML tag is longer than 64 KB, which no CRM writes. Nothing was taken from the file.
    Export the file from the CRM again.
err-sheet-foreign =
    File{ $path } holds no handover or acceptance sheet.
    No row of headings with the column “Row key” was found: it is hidden, but needed.
    Take the sheet that the program made and fill it in.
err-sheet-nobody =
    There is no sheet for employee{ $name } now.
    The leaver gets a handover sheet while there is something to describe; a receiver gets an acceptance sheet while something is offered.
    See the steps “Context” and “Acceptance” for what is left.
err-bad-map =
    Mapping{ $value } was not understood.
    It must be “COLUMN=FIELD” with a known field.
    Take the column's name from the file and the field from the import's help.
err-output-exists =
    File{ $path } already exists.
    Existing files are not overwritten.
    Give another name or move the old file away first.

## Words people give
err-bad-date =
    Date{ $value } was not understood.
    There is no such day, or the form is unknown.
    Write “tomorrow”, “tue”, “25.11 14:00” or “2026-11-25”.
err-date-in-past =
    Date{ $value } is in the past.
    The day must not be before today.
    Give another day.
err-step-in-past =
    Line{ $name }: the day of its next step has passed,{ $value }.
    It cannot be accepted with a step of its own.
    Name the first action and a new day.
err-bad-time =
    Time{ $value } was not understood.
    Hours and minutes are needed.
    Write 14:00, for example.
err-bad-number =
    Number{ $value } was not understood.
    Digits within the allowed range are needed.
    Write 40, for example.
err-bad-name =
    Name{ $value } will not do.
    It is empty, too long or made of signs only.
    Write the name in words.
err-bad-config =
    Settings{ $path } could not be read{ $row }.
    The entry{ $key } is not proper TOML, or its value is of the wrong kind{ $reason }.
    Mend it; the program will not start before that.
err-unknown-config-key =
    There is no setting{ $key }.
    The program does not know this name{ $near }.
    Correct or delete this line.
err-hook-path =
    The command{ $key } is refused.
    It is empty, or its program is not named by a full path that is the same for everybody.
    Write it as a list in square brackets: the full path of the program, then its arguments.
err-hook-word =
    The command{ $key } is refused.
    The placeholder{ $value } is unknown{ $near }.
    Correct the word in braces; all of them are named in the example of the settings.

err-bad-query =
    Query{ $value } was not understood.
    It has a word with a colon that the filter does not know.
    Remove the word or see the examples on F1.
err-bad-address =
    Mail address{ $value } will not do.
    It has a mistake, or no mail can reach it.
    Correct the address on the contact's card.
err-bad-template =
    The letter's template is broken{ $path }{ $row }.
    Its text is not proper, uses an unknown name, or gives no subject or no body.
    Mend the template or remove it: then the shipped one is used.

## Rows
err-unknown-employee =
    Employee{ $name } was not found.
    The base has nobody by that name{ $near }.
    Check the spelling or look in the list of employees.
err-unknown-receiver =
    The receiver{ $name } was not found.
    The base has neither a person nor a role of this name{ $near }.
    Name an employee or a role: { $roles }.
err-ambiguous-employee =
    Name{ $name } fits several employees.
    Guessing is not allowed{ $candidates }.
    Give the full name or the number, for example employee:12.
err-unknown-client =
    Client{ $name } was not found.
    The base has no client by that name{ $near }.
    Check the spelling or look in the list of clients.
err-ambiguous-client =
    Name{ $name } fits several clients.
    Guessing is not allowed{ $candidates }.
    Give the full name or the number, for example client:42.
err-unknown-object =
    Object{ $name } was not found.
    The base has no such number, or you may not see it.
    A number is written client:42, deal:42, task:42.
err-not-in-case =
    Object{ $name } is not part of this handover.
    Its ledger holds what the leaver had at the opening, and late arrivals.
    Check the number: the lines are on the handover’s screen.
err-unknown-case =
    Handover{ $name } was not found.
    There is no such number, or you may not see it.
    See all numbers with estafeta case list.
err-unknown-batch =
    Operation{ $name } was not found.
    There was no such operation, or it is already undone.
    See the list of operations under the key “u”.
err-unknown-item =
    Item{ $name } was not found.
    The list of this handover does not hold it.
    See the numbers of items on the handover's page.
err-unknown-access =
    Access{ $name } was not found.
    This employee's list does not hold such a system.
    Add the access on the employee's card or correct the name.
err-unknown-letter =
    Letter{ $name } was not found.
    This handover has no such letter.
    See the letters: estafeta letters list.
err-stale =
    Record{ $name } has been changed{ $who }.
    It was saved differently while you worked; the other change was not overwritten.
    Compare both versions and save the right one.

## Rules
err-denied =
    You are not allowed to do this{ $reason }.
    Nothing has been changed.
    If it has to be done, tell the head.
err-denied-role =
    You are not allowed to do this{ $reason }.
    It is done by the role { $role }.
    Ask there.
err-denied-role-who =
    You are not allowed to do this{ $reason }.
    It is done by { $who } ({ $role }).
    Ask there.
err-denied-who =
    You are not allowed to do this{ $reason }.
    Somebody else decides here ({ $who }).
    Ask there.
err-needs-second =
    A second person must confirm{ $reason }.
    Such actions are not done alone.
    Ask somebody who may do it without a second person.
err-needs-second-many =
    A second person must agree{ $reason }.
    As many at once are not done alone.
    Ask another with the same right to agree: the program offers it on the screen, and the inbox has a command for it.
err-no-second =
    There is nobody to agree: nobody else in the department has this right.
    As many at once are not done alone.
    Do it in parts, or ask the owner of the base: on their machine the surname stands for the second person.
err-wrong-state =
    This cannot be done now{ $state }.
    The action does not fit the present state.
    What can be done is shown by the menu (m) on the screen, by --help on the command line.
err-already-in-case =
    Already in another handover{ $name }{ $case }.
    An object is in one open handover at most.
    Close or withdraw that handover first.
err-case-closed =
    The handover is closed{ $case }.
    Nothing changes in a closed handover.
    What arrived later is handed over separately.
err-case-blocked =
    The handover cannot be closed yet{ $case }.
    Not everything is done{ $blockers }.
    Finish what is listed and close again.
err-line-given =
    Already given{ $name }{ $who }.
    The distribution was applied, it is too late to propose somebody else: the receiver has not answered yet.
    Record that the receiver declines or undo the distribution, then choose another.
err-line-taken-stays =
    Given by the head's decision already{ $name }{ $who }.
    The acceptance was recorded without an offer to the receiver, so undo does not take it back.
    Choose another once the handover is closed: “change manager” at the client.
err-line-taken =
    Handed over and accepted already{ $name }{ $who }.
    What was accepted is not distributed again: whoever accepted it answers for it.
    Undo the acceptance (key u, entry { $entry } of the journal), record that the receiver declines, then choose another.
err-not-offered =
    Not offered to the receiver yet{ $name }.
    It is not distributed, or required context is missing.
    Fill the context or waive it with a reason.
err-block-not-here =
    There is no such field here{ $name }{ $blocks }.
    A deal has five context fields, a client without deals three, a task its own by kind.
    Choose one of the fields the form shows.
err-context-missing =
    Context is missing{ $name }{ $blocks }.
    Without it the receiver does not know what was promised and what to do.
    Fill it, confirm “nothing special” or waive it with a reason.
err-next-step-vague =
    Next step{ $value } is too vague.
    It does not say what about and when.
    Write, for example: “call on Tuesday, discuss the volume discount”.
err-next-step-no-date =
    The next step has no date.
    A step without a date gets lost.
    Add a day: “tomorrow”, “tue”, “25.11 14:00”.
err-line-no-step =
    Line{ $name }: no next step, or one without a date.
    It cannot be accepted with a step of its own.
    Name the first action and a day: “tomorrow”, “tue”, “25.11 14:00”.
err-promise-no-date =
    The promise{ $value } has no date.
    A task without a date gets lost.
    Add a date and try again.
err-promises-stand =
    Promises are written here.
    “Nothing special” would contradict them in the act.
    Take the promises back or leave the block as it is.
err-not-occasional =
    This cannot be written in bulk{ $name }.
    Only occasional clients without an open deal are.
    Unmark this line and write it by itself.
err-placeholder =
    A placeholder stands for the text{ $value }.
    The new manager learns nothing from it.
    Write what matters or confirm “nothing special”.
err-unfinished =
    The phrase is not finished{ $value }.
    Nothing follows the colon, and that is what matters.
    Write it, take the phrase out or confirm “nothing special”.
err-empty-text =
    The field is empty.
    The new manager learns nothing from it.
    Write what matters; where there is nothing to say, “nothing special” confirms it.
err-reason-needed =
    A reason is needed.
    Without it nobody will know later why it was decided so.
    Write it in a few words.
err-evidence-needed =
    Item{ $name } cannot be ticked without a word: confirmed for { $n } clients.
    The tick speaks of all clients at once, and what is recorded says otherwise.
    Confirm the clients' correspondence at the step “Correspondence”, or say what the tick rests on.
err-order-needed =
    The status “Dismissed” needs an order.
    A dismissal is confirmed by an order, not by somebody being away.
    Give the order's date and number.
err-act-signed =
    The act is signed already.
    A new act is another paper: the signatures under the old one are void and have to be collected again.
    If a new act is meant, write it: F2 at the step “Act”; on the command line with --anew.
err-act-missing =
    The act is not written yet.
    There is nothing to sign.
    Write the act: step “Act”, F2.
err-act-outdated =
    This act is out of date and cannot be signed.
    Some lines were decided otherwise after it, so it does not say what was handed over.
    Write the act anew and sign the new one.
err-commission-needed =
    No commission is named.
    The leaver does not sign the act, so at least two people attest what was handed over.
    Name its members: case sign … --commission NAME NAME.
err-head-needed =
    Nobody is known to lead the handover{ $name }.
    The employee has no head, or the head is leaving too.
    Name who leads it with --acting-head, or set the head on the card.
err-withdraw-too-late =
    It is too late to withdraw{ $value }.
    A notice can be withdrawn until the end of the last working day, which has passed.
    Close the handover, or hire the employee again.
err-not-eligible =
    Employee{ $name } cannot receive this{ $reason }.
    A receiver must be employed, present and switched on for distribution.
    Choose somebody else.
err-computed-item =
    Item{ $name } ticks itself.
    It is counted from the base.
    Open its rows and finish them.
err-own-way-back =
    Undo does not take this operation back.
    It began, changed or ended a handover, imported files, or dismissed somebody: it has a way back of its own.
    A handover is withdrawn or changed on its step “Start”; a distribution taken back is applied again; who was dismissed is hired anew.

err-import-later =
    Another import came after this one{ $which }.
    It may have found what this one made.
    Take back the later import first.

err-nothing-to-do =
    There is nothing to do.
    Everything is done already, or nothing is selected.
    Check the selection.
err-letter-not-ready =
    Letter{ $name } cannot be approved yet{ $reason }.
    The client must be accepted, the salutation checked and every field filled.
    Open the letter: it shows what is missing.
err-access-not-redirected =
    It is too early to switch off access{ $name }.
    It is not recorded where mail or calls are redirected.
    Record the redirection or waive it with a reason.
err-access-due =
    Accesses cannot be given back.
    The time to close them has come, and the employee leaves.
    If he still works, move the last day or make the handover a planned one; if he stays, withdraw it.
err-read-only-mode =
    The program is open for viewing only.
    It was started so, or the base cannot be written.
    Start it without --readonly.
err-not-built =
    This version cannot do it{ $name }.
    The feature is not built yet.
    See what there is with estafeta --help.

## The program itself
err-no-terminal =
    There is no terminal.
    The workstation needs the whole screen, but input or output is redirected.
    Start it in a terminal or use the subcommands: estafeta --help.
err-internal =
    An error inside the program.
    It is not your fault; the operation that had begun was undone.
    Try again; if it comes back, give the developer the program's log.
err-log-too-many-users =
    Log{ $path } has too many different users{ $limit }.
    Most likely another column was taken for the user. Nothing was taken from the file.
    Name the column yourself with --map.
err-no-former-owner =
    Nobody knows who held this client before.
    None of the former owners leaves or has left.
    Record the incident by hand: the screen Signals, key a.
err-former-owner-too-late =
    More than 180 days have passed since{ $name } left.
    Calls of a former manager count for 180 days after the last day.
    If it matters, record the incident by hand: the screen Signals, key a.
err-not-deal =
    The line{ $name } is no deal.
    A bonus is noted on deals only.
    Choose the line of a deal.
err-not-orphan =
    Somebody who works here answers for this{ $name }.
    Only what nobody answers for is given away like this.
    Open a handover or change the owner on the card.
err-no-manager =
    The client{ $name } has no manager.
    Somebody always hands over: there is nobody to hand over a client of nobody.
    Give the client a manager on the screen “Without a manager” (Today, key t).
err-substitute-needed =
    Nobody stands in for{ $name }.
    The card names no deputy, and nobody was named.
    Name a substitute: the field “Substitute” or --temporary.
err-stands-in =
    Employee{ $name } stands in for{ $value } on these days{ $case }.
    With both away nobody would answer for that work.
    Withdraw that absence and open it again with another substitute.
err-time-past =
    The time{ $value } is past.
    Only what lies ahead can be agreed on.
    Give a later time, for example “tomorrow 15:00”.
err-not-for-commission =
    { $name } cannot be of the commission.
    Its members work here and do not leave themselves.
    Name somebody else.
err-not-hidden =
    Only a planned departure can be prepared hidden.
    A crisis, an absence and a single client begin at once, and people are told at once. Nothing has begun.
    Leave out --start to begin now, or --kind to prepare a departure.
err-needs-surname =
    More than 500 objects at once are given by two; receiver{ $name }.
    On an own machine the receiver's surname typed again stands for the second person; the journal says “without a second person”.
    On the command line add --second and the receiver's surname.
err-bad-answer =
    The answer was not understood{ $value }.
    --take expects ours, theirs or deal.title=theirs; --link expects "Name=deal:12" or "Name=none".
    Repeat with one of them; estafeta import … --dry-run --json names kinds, fields and numbers.
err-no-such-field =
    An import compares no such field{ $value }.
    --take names the kind of record and the field; there are: { $fields }.
    Mend the field; for all fields at once there is --take ours or --take theirs.
err-answered-twice =
    One question was answered in two ways{ $value }.
    --take and --link say each thing once, or it is not clear which answer holds.
    Leave one of the answers.
