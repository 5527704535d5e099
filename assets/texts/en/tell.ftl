### Who is told about the new manager in person; letters to their end.

word-letter-kind-first = first letter
word-letter-kind-clarify = correction

op-touch-tell = A call about the new manager
op-tell-who = Who tells the client

inbox-tell-client = Tell the client about the new manager: { $client }
inbox-tell-client-why = No letter will go: { $problem }. Call the client and write the talk down.

## Clients: whom to tell in person

let-tell = call
let-tell-help = Whom to tell about the new manager by telephone: the head introduces them to VIPs, to others there is nowhere to write
let-tell-line = To be called in person: { $who } — v
let-returned = read mail
let-returned-help = Read returned letters and clients' answers from .eml files
let-returned-title = Returned letters and answers
let-returned-note = Save the mails as .eml files and name the file or the folder. What came back is marked, answers confirm their letters.
let-returned-path = File or folder
let-returned-needed = Where are the mails?
let-returned-done = Came back: { $bounced }, confirmed: { $confirmed }, left unmarked: { $left }
let-samples = Samples: F2 approves all letters that nothing stands against
let-salutation = Salutation
let-look-title = Check the salutation: { $client }
let-look-note = The card says: { $name }. The salutation is kept with the contact. Empty: a neutral greeting
let-look-begins = The letter begins
let-tells = { $what } · { $who } until { $until }
tell-card-help = Whom to ask for, what to say, what was before
tell-reached-help = Reached: the client knows the new manager, the call is written down
tell-no-answer-help = No answer: the attempt is written down
tell-call-back-help = Call again at the time named
tell-without = without a call
tell-without-help = A letter without a call: after two attempts or one working day a VIP's letter may go without the introduction
tell-without-title = A letter without a call?
tell-without-text = { $client }: attempts so far: { $n }. The letter is approved without a personal call; the case shows it.
tell-without-no = I will try again
tell-without-yes = Letter without a call
tell-without-vip-only = All but VIPs are written to without a call: approve the letter in the list of letters
tell-without-told = The client knows already: approve the letter in the list of letters
tell-without-early = Two attempts first, or one working day after the first
tell-without-unaccepted = The new manager has not accepted the client: there is no letter
tell-who = who calls
tell-who-help = Name who tells the client, and until when
tell-who-vip = A VIP is introduced to the new manager by the head
tell-who-title = Who tells the client: { $client }
tell-who-note = There is nowhere to write: name who calls and until when. They are reminded.
tell-who-field = Who calls
tell-until-field = Until when
tell-who-needed = Choose who calls
tell-given = Assigned
tell-col-what = What to say
tell-col-who = Who calls
tell-empty = Nobody is to be called in person: no VIPs, no clients with nowhere to write
tell-introduce = introduce { $name }
tell-bounced = the letter came back
tell-went-without = a letter without a call
tell-until = until { $at }
tell-say = “I would like to introduce { $name }, who works with you from now on. All our agreements stand.”
tell-manager-phone = Manager
tell-not-accepted = The new manager has not accepted the client yet
tell-waits-vip = VIPs to introduce: { $n }
tell-waits-others = nowhere to write: { $n }
today-tell = { $who }: tell the client about the new manager, nowhere to write: { $client }
op-letters-returned = reading of returned mail

cli-about-letters-read = Read returned mail and answers
cli-about-case-tell = Whom to tell about the new manager in person
cli-arg-salutation = The salutation, for example “Dear Ms Petrova”
reason-singly = VIPs' letters are approved one by one
