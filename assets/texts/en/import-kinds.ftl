import-ask-link = Task { $name }: deal { $written }: { $n } are called so, which is it? Without a deal for now
import-calls-unknown = Calls with numbers that tell no client: { $n }
imp-head-links = Which deal are these tasks about?
imp-link-title = What is the task { $name } about?
imp-link-none = none of them
imp-linked = the deal is chosen
imp-unlinked = without a deal
imp-hint-link = Several deals are called so. Without a deal the task stays with its owner, but the deal's card will not show it.
