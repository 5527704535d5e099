### One client handed over outside any departure: reasons, the form, the steps.

## Reasons
single-reason-overloaded = The manager does not cope
single-reason-client-request = The client asks
single-reason-fresh-start = A fresh start
single-reason-own-request = The manager asks

## The form
single-pass = hand over
single-pass-help = Hand the client over to another manager: reason, story, next action
single-title = Hand over: { $name } ({ $manager })
single-moves = Moving with the client: { $what }.
single-moves-alone = No open deals or tasks: the card alone moves.
single-stays = Staying with colleagues: { $what }.
single-asked = The client has asked for a change { $n } times; from number { $fifth } on the head talks to them.
single-reason = Reason
single-to = To
single-comment = The story
single-people = Who decides
single-next = What next
single-on = When
single-notice = The client
single-by-letter = by letter, once the new manager accepts
single-nowhere-to-write = no address: the new manager calls
single-told = told by telephone already
single-told-outcome = Told the client by telephone: the new manager is { $name }
single-reason-needed = Why? The new manager begins with the reason.
single-to-needed = To whom?
single-comment-needed = Tell the story: what was, what was agreed and why, what needs more work.
single-next-needed = What will the new manager do first? For example: “call on Tuesday, discuss the estimate”.
single-in-case = The client is being handed over in handover No. { $case }: finish that first.
single-no-manager = The client has no manager: give it out on the screen “Without a manager” (Today, key t).
single-done = Handover No. { $case }: the client is with { $name }, waiting for acceptance. u takes it back.
single-done-context = The client is with { $name }. Complete the context, then it is offered.

## The steps
single-step-reason = Reason
single-step-receiver = Receiver
single-step-next = Next action
single-step-client = Client
single-why-reason = Why the client changes managers and what was told of it: the new manager begins with this.
single-why-context = Everything belongs on the card: the story, the agreements, who decides. Without it nothing is offered.
single-why-receiver = Who takes the client, and what that does to their load.
single-why-next = The receiver names a first action and its date: without a date the card is forgotten.
single-why-client = The client is always told, even if the next contact is months away. Accepted and told: the handover closes by itself.
single-from = From
single-opened = Begun
single-before = Before
single-before-times = { $n ->
    [one] handed over once
   *[other] handed over { $n } times
}
single-fifth = The client asks for a change for time number { $n }: the head talks to them.
single-of = { $client } (from { $name })
single-open-client = client's card
single-open-client-help = Open the client's card
single-withdraw = withdraw
single-withdraw-help = Withdraw: what nobody has accepted goes back to the former manager
single-withdraw-title = Withdraw: { $name }
single-withdraw-text = What is not accepted yet goes back to the former manager. What is accepted stays with the new one.
single-withdraw-no = Keep
single-withdraw-yes = Withdraw
single-withdrawn = The handover is withdrawn.

## Inbox and journal
inbox-client-passed = “{ $client }” was handed over: { $name } is the manager now
inbox-client-passed-why = The new manager will ask you about the client.
inbox-client-asks = “{ $client }” asks for another manager, time number { $n }
inbox-client-asks-why = Talk to the client yourself: from the fifth request on it is the head's talk. Write it down as a touch.
op-single-open = handover of a client

## The command line
cli-about-transfer = Hand a client over to another manager outside any departure
cli-arg-why = Why the client is handed over
cli-arg-comment = The story: what happened, what was agreed and why, what needs work
cli-arg-people = Who decides and whom to talk to
cli-arg-told = What the client was told by telephone already
