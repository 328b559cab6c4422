"""The vocabulary of the journal: all that an entry can record (docs/journal.md). A stored value never changes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.duties.duties import DecisionKind


class Act(StrEnum):
    # Units
    UNIT_ENTERED = "unit.entered"  # there is a new unit
    UNIT_MOVED = "unit.moved"  # it lies under another
    UNIT_MERGED = "unit.merged"  # it went into another, with its people and what it owes
    UNIT_RENAMED = "unit.renamed"  # it has another name by a decision of the office
    UNIT_HEADLESS = "unit.headless"  # nobody heads it, or its head can no longer be reached

    # People
    PERSON_ADMITTED = "person.admitted"  # an account named in the settings, as somebody of the office
    PERSON_ENTERED = "person.entered"  # somebody new, with unit, post and role
    PERSON_CORRECTED = "person.corrected"  # unit, post or role are others now
    PERSON_RETIRED = "person.retired"  # somebody known by an account alone turned out to be another
    PERSON_INVITED = "person.invited"  # was given a code by which to link an account
    PERSON_ERASED = "person.erased"  # the personal data are gone

    # Accounts and groups: who can be written to
    ACCOUNT_LINKED = "account.linked"  # an account is somebody's from now on
    ACCOUNT_WITHDRAWN = "account.withdrawn"  # the office took the accounts of somebody away
    ACCOUNT_UNREACHABLE = "account.unreachable"  # the messenger says that it takes no more messages
    ACCOUNT_REACHABLE = "account.reachable"  # somebody wrote from it, or let the bot in, again
    ACCOUNT_MOVED = "account.moved"  # the messenger gave a group another number
    CHANNEL_PREFERRED = "channel.preferred"  # somebody chose by which channel to hear
    GROUP_REGISTERED = "group.registered"  # a unit's group gets its sheets
    GROUP_LEFT = "group.left"  # it gets them no more, as somebody asked
    GROUP_ENDED = "group.ended"  # its unit was merged away
    SCOPE_MOVED = "scope.moved"  # an inspector's units are others since units were merged or entered
    PEOPLE_UNREACHED = "people.unreached"  # the day's list of who cannot be written to

    # Absences and delegations
    ABSENCE_ENTERED = "absence.entered"  # somebody will be away, and who stands in
    ABSENCE_BEGAN = "absence.began"  # is away from now on
    ABSENCE_PASSED = "absence.passed"  # began and ended while the program was down
    ABSENCE_ENDED = "absence.ended"  # is back, or the absence lost its reason
    ABSENCE_GIVEN_UP = "absence.given_up"  # taken back before it began, or by another that takes its place
    SUBSTITUTION_ENDED = "substitution.ended"  # still away, and nobody stands in
    DELEGATION_GIVEN = "delegation.given"  # somebody signs for a head
    DELEGATION_WITHDRAWN = "delegation.withdrawn"  # the head took that back
    DELEGATION_ENDED = "delegation.ended"  # its time is over, or it lost its reason

    # Rules and calendar
    RULE_CHANGED = "rule.changed"  # the office set one of its rules
    CALENDAR_CHANGED = "calendar.changed"  # a day off, a day worked, or other hours
    CALENDAR_HOLIDAYS_STORED = "calendar.holidays_stored"  # those that the program knows, at a start
    DEADLINE_MOVED = "deadline.moved"  # to another day, by a change of the calendar
    WAITING_MOVED = "waiting.moved"  # the time of who has to act, by a change of the calendar

    # Cases begin and end
    IMPORT_DONE = "import.done"  # a spreadsheet was taken over
    TASK_ASSIGNED = "task.assigned"  # a task begins
    OPINION_ASKED = "opinion.asked"  # a question to units begins
    CIRCULAR_SENT = "circular.sent"  # a document for reading begins
    DUTY_OPENED = "duty.opened"  # one has a part in a case
    DUTY_ENDED = "duty.ended"  # it ended with something else
    CASE_CLOSED = "case.closed"  # its last duty has ended

    # The work, and with whom it lies
    DUTY_ACKNOWLEDGED = "duty.acknowledged"  # the holder knows of it
    DUTY_REPORTED = "duty.reported"  # progress
    DUTY_INITIATIVE = "duty.initiative"  # a proposal of the holder's own
    DUTY_DELEGATED = "duty.delegated"  # the head gave it to an official
    DUTY_HANDED_OVER = "duty.handed_over"  # the post has another holder
    DUTY_SUBMITTED = "duty.submitted"  # a result was handed in
    RESULT_FILE_ADDED = "result.file_added"  # one more file of the same result
    DUTY_ACCEPTED = "duty.accepted"  # the result is good
    DUTY_RETURNED = "duty.returned"  # the result is not good yet
    PART_FOLLOWED = "part.followed"  # what a coordinating unit handed in waits with the new lead
    CIRCULAR_READ = "circular.read"  # a reader says so

    # What stands in the way, and whose delay it was
    BLOCKER_RAISED = "blocker.raised"  # the holder cannot go on, and proposes a way
    LATE_WORDS_CREDITED = "late_words.credited"  # what was said late stands beside the lateness all the same
    CAUSE_PROPOSED = "cause.proposed"  # of a delay, by the holder or the head
    CAUSE_CONFIRMED = "cause.confirmed"  # by who may decide that

    # The assigner presses and steers
    DUTY_NUDGED = "duty.nudged"  # a person pressed the holder
    DUTY_LAST_SET = "duty.last_set"  # the one last deadline
    CASE_ASSIGNER_CHANGED = "case.assigner_changed"  # another is the assigner, or the registrar, from now on
    CASE_CORRECTED = "case.corrected"  # what was registered of it
    CASE_WITHDRAWN = "case.withdrawn"  # nobody owes it any longer
    TASK_PAUSED = "task.paused"  # its time stands still
    TASK_RESUMED = "task.resumed"  # its time goes on
    TASK_REASSIGNED = "task.reassigned"  # to somebody else

    # Requests and decisions
    EXTENSION_ASKED = "extension.asked"  # for more time
    EXTENSION_GRANTED = "extension.granted"  # the new deadline is in force
    EXTENSION_DENIED = "extension.denied"  # the deadline stays
    REFUSAL_ASKED = "refusal.asked"  # to be freed of the task
    REFUSAL_GRANTED = "refusal.granted"  # the holder is freed
    REFUSAL_DENIED = "refusal.denied"  # the holder keeps it
    TRANSFER_ASKED = "transfer.asked"  # that it goes to another
    TRANSFER_GRANTED = "transfer.granted"  # the other has it now
    TRANSFER_DENIED = "transfer.denied"  # the holder keeps it
    DIRECTION_ASKED = "direction.asked"  # how it is meant
    DIRECTION_GIVEN = "direction.given"  # the answer
    DOSSIER_DRAFTED = "dossier.drafted"  # what is to go up for a decision
    SUBMISSION_ASKED = "submission.asked"  # it was signed and went up
    SUBMISSION_GRANTED = "submission.granted"  # what is proposed is approved
    SUBMISSION_DENIED = "submission.denied"  # it is not
    OPINIONS_SHOWN = "opinions.shown"  # who decides has read what units said since it went up

    # Opinions
    OPINION_DRAFTED = "opinion.drafted"  # by an official, for the head to sign
    OPINION_SENT_BACK = "opinion.sent_back"  # it says nothing: the writer is asked to say more
    OPINION_ANSWERED = "opinion.answered"  # the unit's answer, signed
    OPINION_SIGNED = "opinion.signed"  # the draft is the unit's answer
    OPINION_LATE = "opinion.late"  # an answer after the silence had counted
    OPINION_LACKING = "opinion.lacking"  # the unit misses something in the dossier
    OPINION_SUPPLIED = "opinion.supplied"  # what was missing
    OPINION_DEEMED = "opinion.deemed"  # silence counts as consent
    OPINION_ASKED_AGAIN = "opinion.asked_again"  # an answer may have been lost: the marked question goes out
    OPINION_UNDEEMED = "opinion.undeemed"  # silence that may not have been heard is no consent: the office decides
    OPINION_RECONCILED = "opinion.reconciled"  # how an objection was settled

    # Tasks that come again
    RECURRENCE_BEGUN = "recurrence.begun"  # a task is assigned again by a rule
    RECURRENCE_CHANGED = "recurrence.changed"  # others are named in it, or another has set it up from now on
    RECURRENCE_STOPPED = "recurrence.stopped"  # it comes no more
    RECURRENCE_REFUSED = "recurrence.refused"  # a date could not be given

    # The program
    REPORT_MADE = "report.made"  # files of a report, or tasks drawn for a check
    PRIVACY_SAID = "privacy.said"  # what is recorded and who sees it
    PRIVACY_READ = "privacy.read"  # the person says so
    RETENTION_DONE = "retention.done"  # what had served was cleared away
    STEP_TAKEN = "step.taken"  # a step of the ladder came
    ANCHOR_POSTED = "anchor.posted"  # the head of the journal, to the office
    SHEET_MADE = "sheet.made"  # what the bot says by itself at a fixed moment
    BACKUP_MADE = "backup.made"  # the database was copied
    BACKUP_RESTORED = "backup.restored"  # a copy took the place of the database
    CLOCK_WRONG = "clock.wrong"  # that of the machine, since when and by how much
    AUDIT_FOUND = "audit.found"  # what must never be
    UPDATE_SET_ASIDE = "update.set_aside"  # a word could not be read or carried out
    FILE_FETCHED = "file.fetched"  # by a link, where the messenger carries no files

    # Sending
    NOTICE_SENDING = "notice.sending"  # before each attempt
    NOTICE_SENT = "notice.sent"  # the messenger has taken it
    NOTICE_NOT_SENT = "notice.not_sent"  # this attempt failed, another follows
    NOTICE_UNCERTAIN = "notice.uncertain"  # it may have arrived
    NOTICE_UNREACHED = "notice.unreached"  # it will not arrive


ASKED: Mapping[DecisionKind, Act] = {
    DecisionKind.EXTENSION: Act.EXTENSION_ASKED,
    DecisionKind.REFUSAL: Act.REFUSAL_ASKED,
    DecisionKind.TRANSFER: Act.TRANSFER_ASKED,
    DecisionKind.DIRECTION: Act.DIRECTION_ASKED,
    DecisionKind.SUBMISSION: Act.SUBMISSION_ASKED,
}
GRANTED: Mapping[DecisionKind, Act] = {
    DecisionKind.EXTENSION: Act.EXTENSION_GRANTED,
    DecisionKind.REFUSAL: Act.REFUSAL_GRANTED,
    DecisionKind.TRANSFER: Act.TRANSFER_GRANTED,
    DecisionKind.DIRECTION: Act.DIRECTION_GIVEN,  # there is no other answer to it
    DecisionKind.SUBMISSION: Act.SUBMISSION_GRANTED,
}
DENIED: Mapping[DecisionKind, Act] = {
    DecisionKind.EXTENSION: Act.EXTENSION_DENIED,
    DecisionKind.REFUSAL: Act.REFUSAL_DENIED,
    DecisionKind.TRANSFER: Act.TRANSFER_DENIED,
    DecisionKind.SUBMISSION: Act.SUBMISSION_DENIED,
}
SENDING = frozenset(
    {Act.NOTICE_SENDING, Act.NOTICE_SENT, Act.NOTICE_NOT_SENT, Act.NOTICE_UNCERTAIN, Act.NOTICE_UNREACHED}
)
# Of people, units, rules and the program: no case has them in its history.
ABOUT_NO_CASE = frozenset(
    {
        Act.UNIT_ENTERED,
        Act.UNIT_MOVED,
        Act.UNIT_MERGED,
        Act.UNIT_RENAMED,
        Act.UNIT_HEADLESS,
        Act.PERSON_ADMITTED,
        Act.PERSON_ENTERED,
        Act.PERSON_CORRECTED,
        Act.PERSON_RETIRED,
        Act.PERSON_INVITED,
        Act.PERSON_ERASED,
        Act.ACCOUNT_LINKED,
        Act.ACCOUNT_WITHDRAWN,
        Act.ACCOUNT_UNREACHABLE,
        Act.ACCOUNT_REACHABLE,
        Act.ACCOUNT_MOVED,
        Act.CHANNEL_PREFERRED,
        Act.GROUP_REGISTERED,
        Act.GROUP_LEFT,
        Act.GROUP_ENDED,
        Act.SCOPE_MOVED,
        Act.PEOPLE_UNREACHED,
        Act.ABSENCE_ENTERED,
        Act.ABSENCE_BEGAN,
        Act.ABSENCE_PASSED,
        Act.ABSENCE_ENDED,
        Act.ABSENCE_GIVEN_UP,
        Act.SUBSTITUTION_ENDED,
        Act.DELEGATION_GIVEN,
        Act.DELEGATION_WITHDRAWN,
        Act.DELEGATION_ENDED,
        Act.RULE_CHANGED,
        Act.CALENDAR_CHANGED,
        Act.CALENDAR_HOLIDAYS_STORED,
        Act.IMPORT_DONE,
        Act.RECURRENCE_BEGUN,
        Act.RECURRENCE_CHANGED,
        Act.RECURRENCE_STOPPED,
        Act.RECURRENCE_REFUSED,
        Act.REPORT_MADE,
        Act.PRIVACY_SAID,
        Act.PRIVACY_READ,
        Act.RETENTION_DONE,
        Act.ANCHOR_POSTED,
        Act.SHEET_MADE,
        Act.BACKUP_MADE,
        Act.BACKUP_RESTORED,
        Act.CLOCK_WRONG,
        Act.AUDIT_FOUND,
        Act.UPDATE_SET_ASIDE,
        Act.FILE_FETCHED,
    }
)
