# Pages: the shell
shell-skip = Skip to the main content
shell-tagline = Monitoring and evaluation
shell-menu-main = Main menu
shell-menu-small = Main menu (small screen)
shell-menu = Menu
shell-language = Language
shell-me = My account and security
shell-sign-in = Sign in
shell-sign-out = Sign out
shell-demo = Simulated data: this demonstration made its data up to be tried out, and throws it away each time it starts
shell-foot = e-MES, monitoring and evaluation of education offices
shell-foot-menu = Foot of the page
shell-licences = Licences of the software used
shell-place = Where this page is
required = (required)
role = { $role ->
    [central-admin] central administrator
    [instrument-editor] instrument editor
    [screener] screener
    [evaluator] evaluator
    [lead-evaluator] lead evaluator
    [executive] executive
    [region-chair] region chair
    [field-member] field team member
    [director] office director
    [coordinator] office coordinator
    [reporter] office reporter
    [viewer] office viewer
    [auditor] auditor
   *[other] user
  }
# Menu
menu-home = Home
menu-evidence = Evidence library
menu-progress = Progress
menu-screening = Screening
menu-marking = Marking
# When something cannot be done
failure-refused = This cannot be done
failure-ours = The system failed
failure-not-found = There is no such page
failure-not-found-words = There is no such page, or you may not open it. Check the address, or sign in with an account that may.
failure-request-words = The request is incomplete or too large. Go back to the page before and try again.
failure-nothing-lost = What you typed is still there; go back to return to it.
failure-reference = Reference for your administrator:
failure-home = Back to the home page
# Sign-in
sign-in-title = Sign in
sign-in-about = e-MES
sign-in-about-words = One place for the monitoring and evaluation of education offices, from the report to the published result
sign-in-about-report = Report with evidence, saved while you type
sign-in-about-screen = Screen and mark against the criteria
sign-in-about-result = Every score explains itself
sign-in-demo-words = Choose a role to try it out. No password is needed.
sign-in-demo-role = Role
sign-in-demo-office = Office code
sign-in-demo-office-help = For roles of an office, such as P2300 (Trat)
sign-in-demo-button = Try it out
sign-in-password-alternative = Or sign in with an account that was made
sign-in-not-possible = Could not sign in
sign-in-login = User name or e-mail
sign-in-password = Password
sign-in-button = Sign in
sign-in-forgotten = Forgotten password: ask the coordinator of your office or a central administrator for a link to set a new one
# The report of an office
report-items = Items to report
report-items-caption = Items, state, self-rated level and pieces of evidence
report-item = Item
report-item-state = State
report-item-level = Self-rated
report-item-no-level = Not rated yet
report-item-evidence = Evidence
report-readiness = Readiness to send
report-ready = All items are complete
report-not-ready = Still to do
report-receipt = Receipt
# The answer of an item
answer-draft-offer = This device holds text that was not saved, of
answer-draft-newer = (what is saved is newer)
answer-draft-restore = Bring it back
answer-draft-discard = Throw it away
answer-returned = Returned for correction:
answer-conflict = Somebody else saved this item first
answer-conflict-words = Your text is not saved yet. Yours is on the left, what is saved on the right. Merge both in the form below and save again.
answer-conflict-yours = Yours
answer-conflict-theirs = Saved
answer-errors = Cannot be saved yet
answer-criteria = Criteria that are met
answer-self-level = Self-rated
answer-no-level = Not rated yet
answer-self-level-choose = Self-rated level
answer-self-level-follows = Follows the criteria ticked
answer-self-level-help = A level counts when all below it are met. Give a reason where the level differs from what is ticked.
answer-overrule = Why the level differs from what is ticked
answer-values = Figures
answer-value-name = Figure
answer-value-before = Round before
answer-value-now = This round
answer-narrative = What was done
answer-narrative-label = What was done, how, and with what success
answer-problems = Problems, obstacles and what the central administration should support
answer-before = Text of the round before
answer-findings = Still to do in this item
answer-save = Save
answer-evidence = Evidence
answer-evidence-choose = Choose files
answer-evidence-help = PDF, DOCX, XLSX, PPTX, JPG, PNG, MP4, at most { $megabytes } MB a file
answer-evidence-upload = Attach evidence
answer-evidence-remove = Stop citing
answer-evidence-none = No evidence yet
answer-guidance = How to report
thread = Comments
thread-empty = No comments yet
thread-write = Write a comment
thread-send = Send comment
count-text = {"{"}count{"}"} / {"{"}max{"}"} characters
count-over = {"{"}over{"}"} characters too many
autosave-changed = Changed, not saved yet
autosave-saving = Saving
autosave-saved = Saved at
autosave-offline = No connection. Your text is kept on this device and is saved when the connection is back.
autosave-failed = Could not save. Your text is kept on this device; it will be tried again.
autosave-refused = Could not save by itself. Save to see what has to be corrected.
autosave-conflict = Somebody else saved this item
autosave-conflict-link = Compare both versions
autosave-signed-out = You are signed out. Your text is kept on this device.
# The home page of an office
autosave-none = Not saved yet
home-year = Fiscal year
home-year-of = Fiscal year { $year }
home-show = Show
home-nearest = Due next
home-done = { $done } of { $all } items complete
home-progress = Progress
home-due = Due
home-days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
  }
home-days-over = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
  }
home-reports = Instruments and rounds
home-caption = Instrument, round, state, progress and due date
home-instrument = Instrument / round
home-go-on = Go on
home-open = Open
home-empty = No round to report in yet
home-empty-words = When the centre opens a round, the reports to be made stand here
report-state-words = { $state ->
    [drafting] being written
    [submitted] waits for the director
    [certified] sent, waits for screening
    [returned] returned for correction
    [accepted] passed screening
    [marked] marked
   *[published] published
  }
item-state-words = { $state ->
    [empty] not begun
    [draft] draft
    [complete] complete
    [passed] passed
   *[returned] returned for correction
  }
report-round = round of { $months } months, fiscal year { $year }
report-due = due { $day }
report-submit = Hand to the director
report-certify = Certify and send
report-certify-again = Certify and send again
report-send-back = Send back for correction
report-send-back-reason = Why it is sent back
report-sent-back = The director sent it back:
report-receipt-number = Number
report-receipt-at = Certified
report-receipt-when = Due date
report-receipt-hash = Hash of the content (SHA-256)
report-late = after the due date
report-in-time = in time
# Evidence library
library-add = Add evidence
library-files = Files in the library
library-cited = cited in { $count ->
    [one] { $count } item
   *[other] { $count } items
  }
library-empty = No files yet
library-empty-words = Add a file once and cite it in any item of any instrument
library-more = Show more
# Screening
screening-waiting = Reports that wait for screening
screening-caption = Office, instrument, day of certification, days waited and times returned
screening-office = Office
screening-certified = Certified
screening-days = Days waited
screening-returns = Times returned
screening-empty = No report waits for screening
screening-empty-words = When a director certifies a report, it stands here
screening-closed = This report does not wait for screening, so nothing can be changed here
screening-changes = Changed since it was certified before
screening-evidence = { $count ->
    [one] { $count } piece of evidence
   *[other] { $count } pieces of evidence
  }
screening-pass = Pass
screening-return = Return for correction
screening-reason = Why it is returned
screening-passed = { $done } of { $all } items passed
screening-save = Save verdicts
screening-accept = Save and accept the report
# One-time links and the own account
link-title = Set a password
link-words = Set the password of the account { $login }
link-new = New password
link-help = At least 12 characters; several words that are easy to remember are fine
link-button = Set the password
me-roles = Roles
me-role-until = until { $day }
me-role-acting = acting
me-must-change = Somebody else chose this password. Change it before you go on.
me-password = Change the password
me-old = Old password
me-changed = The password was changed
me-sessions = Where you are signed in
me-session-here = this device
me-session-since = signed in { $moment }
me-session-end = Sign out
me-sign-out-everywhere = Sign out everywhere
screening-more = The 50 reports of each round that have waited longest are shown; the next appear when these are done
# Marking
mark-waiting = Reports that wait for marks
mark-empty = No report waits for marks
mark-empty-words = When a report passes screening, it stands here
mark-items = Items to mark
mark-given = marked { $level }
mark-not-yet = not marked yet
mark-before = Item before
mark-after = Next item
mark-keys-move = next / previous item
mark-keys-write = write
mark-keys-on = use keys
mark-answer = Answer of the office
mark-give = Mark
mark-level = level
mark-level-choose = Choose a level before saving
mark-own = office's own rating
mark-justification = Why the level differs from the office's own rating
mark-justification-help = Required where the level differs from the office's own rating
mark-strengths = Strengths
mark-connective = Connective
mark-recommendation = Recommendation
mark-save-next = Save and go to the next item
# Progress
progress-offices = How far the offices have come
progress-caption = Office, state, progress and times returned
progress-empty = No round is open
# Rounds and calendar
menu-rounds = Rounds and calendar
round-state-words = { $state ->
    [planned] planned
    [open] open
    [closed] closed
    [marking] being marked
    [confirmed] marks confirmed
   *[published] published
  }
round-step = { $step ->
    [open] Open to all offices
    [close] Close
    [begin-marking] Begin marking
   *[confirm] Confirm the marks of this round
  }
round-empty = No rounds yet
round-empty-words = Bring in an instrument with emes import instrument, and its rounds stand here
round-opens = First day
round-due = Due day
round-closes = Last day (late)
round-day-help = Type a day such as 2026-09-29
round-plan = Save the calendar
round-tasks = Screeners and evaluators of this round
round-tasks-none = Nobody yet
round-task = { $task ->
    [screen] screening
   *[mark] marking
  }
round-region = inspection region { $number }
round-task-what = Task
round-task-region = Inspection region (empty: all)
round-task-give = Give
round-task-take = Take away
# People
menu-users = People
user-list = People
user-caption = Names, roles and states of people
user-none = Nobody yet
user-name = Name shown
user-email = E-mail (if there is one)
user-deeds = Manage
user-active = active
user-invited = has no password yet
user-disabled-state = disabled
user-link = Link with which { $name } sets a password
user-link-words = Give it to the person directly. It works once and is not shown again.
user-link-make = Make a password link
user-disable = Disable
user-enable = Enable
user-add = Add a person
user-scope = Scope
user-scope-help = The code of an office for roles of an office, the number of an inspection region for roles of a region; empty: everywhere, or your own office
# The evidence library: files, links, versions, checks
upload-waiting = Waiting
upload-sending = Sending
upload-checking = Sent, being checked
upload-failed = Could not be sent
upload-offline = The connection is lost; sending goes on from here when it is back
upload-signed-out = You are signed out. Sign in in another tab, then try again
upload-too-big = Larger than allowed,
upload-retry = Try again
upload-cancel = Cancel
upload-kept = In the library
upload-refused = This file was not taken
library-choosing = Choose the evidence to cite in the item.
library-back = Back to the item
library-search = Search names
library-kind = Kind
library-kind-all = All kinds
library-kind-pdf = PDF
library-kind-office = Documents, workbooks, presentations
library-kind-image = Pictures
library-kind-video = Videos
library-kind-link = Links
library-state = State
library-state-all = All
library-state-uncited = Not cited yet
library-state-flagged = To be looked at
library-show = Show
library-cite = Cite
library-link = Add a link
library-link-url = Address of the page or video
library-link-name = Name to show
library-link-note = What you saw there
library-link-help = It is noted that you looked at the link today.
library-link-add = Add the link
evidence-page = About this evidence
evidence-edition = version { $edition }
evidence-pages-cited = pages { $pages }
evidence-scan = Virus scan
evidence-scan-words = { $scan ->
    [clean] no virus found
    [waiting] waiting; others cannot open it yet
    [infected] a virus was found
   *[off] not switched on
 }
evidence-scan-waiting = Waiting for the virus scan
evidence-scan-infected = A virus was found
evidence-infected-words = Nobody can open this file. Check the computer it came from and add a safe file as a new version.
evidence-privacy = Citizen numbers
evidence-privacy-words = { $privacy ->
    [clear] none in the words of the file
    [waiting] waiting to be checked
    [found] found; waiting for an explanation
    [kept] found; confirmed that they stay
   *[unread] no words that can be read
 }
evidence-numbers = { $count } citizen numbers found
evidence-numbers-kept = { $count } citizen numbers, confirmed
evidence-numbers-title = Citizen numbers stand in the file
evidence-numbers-words = Mask the numbers and add the file as a new version. If they must stay, confirm it with a reason. Screeners see this warning.
evidence-numbers-at = { $part }: { $count }
evidence-numbers-where = Where they stand
evidence-numbers-reason = Why they must stay
evidence-numbers-keep = Confirm that they stay
evidence-part-page = page { $page }
evidence-part-slide = slide { $slide }
evidence-part-sheet = sheet { $name }
evidence-part-text = in the text
evidence-download = Download
evidence-open-link = Open the link
evidence-preview = Preview
evidence-new-version = Add a new version
evidence-new-version-words = The old version stays. What cites it goes on citing it until that is changed.
evidence-check-link = Check the link again
evidence-check-link-now = Note that I looked today
evidence-checked = Link last checked
evidence-facts = About this evidence
evidence-hash = Content hash (SHA-256)
evidence-places = Cited in
evidence-places-none = Not cited yet
evidence-versions = All versions
answer-evidence-from-library = Choose from the library
answer-evidence-pages = Pages cited
answer-evidence-newest = Use the newest version
answer-shared = Shared evidence
answer-shared-words = This item shares its evidence with { $items }; nothing has to be attached twice.
answer-shared-cite = Cite it here too (from { $item })
answer-shared-cited = Shared with { $item }
report-receipt-pdf = Receipt as PDF
