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
failure-too-large-words = What was sent is larger than the system takes. Make it smaller or send it in parts, and try again.
failure-too-slow-words = The system took too long. Wait a moment and try again.
failure-signed-out = You are signed out
failure-signed-out-words = Your session ended before this was saved, so what you sent is not saved yet.
failure-typed = What you typed
failure-typed-words = It is not saved yet, but all of it is on this page. Send it again when you are ready.
failure-typed-text = Text of field { $number }
failure-typed-send = Send again
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
mark-draft-shown = This is your draft of { $moment }. It is not given yet.
mark-draft-discard = Throw the draft away
mark-draft-saved = Draft saved at
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
round-empty-words = Publish an instrument on the page of instruments, and its rounds stand here
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
# Jobs, confirming, publishing, documents and objections
menu-results = Results
menu-publications = Publications
menu-jobs = Jobs
job-about = Work the system does by itself. What fails is tried again a few times before it is given up.
job-reload = Reload
job-list = All jobs
job-none = No jobs yet
job-what = Job
job-attempts = Attempts
job-acts = Manage the job
job-cancel = Stop
job-restart = Begin anew
job-lost = The progress can no longer be followed. Reload the page.
job-reference = Reference { $id }
job-progress = { $done } of { $total }
job-kind = { $kind ->
    [recompute-scores] Compute scores
    [issue-documents] Make documents
    [verify-audit] Check the audit log
    [deliver-webhook] Tell a webhook
   *[other] Job
  }
job-state-words = { $state ->
    [waiting] Waiting
    [working] Under way
    [done] Done
    [failed] Failed
   *[cancelled] Stopped
  }
score-about = Every score is computed from the levels on record at this moment. Open an item to see where it comes from.
score-overall = Overall
score-items = All items
score-nothing = There is nothing more to say.
score-incomplete = Incomplete
score-mark = round of { $months } months level { $level }
score-marks = Levels given: { $marks }
score-counted = Mean of { $count } items: { $items }
score-left-out = Left out: { $items }
score-missing = No level yet: { $items }
score-mean = Mean { $exact } = { $shown }
score-band = Falls into the level { $name }, which begins at { $min }
score-target = Value { $value } against the target { $target }: { $achieved ->
    [yes] reached
    [no] not reached
   *[unknown] no value yet
  }
score-reason = { $reason ->
    [monitored] monitored, not scored
    [not_applicable] not for this kind of office
    [target] compared with a target
    [pending] result pending
    [external] no result of the other system yet
    [not_due] not due yet
    [no_scored_part] nothing in it is scored
   *[missing] no level
  }
review-title = Review before confirming
review-recompute = Compute scores anew
review-complete = Completeness
review-all = All offices are marked
review-gaps = { $count } offices incomplete
review-marks = Items marked
review-far-marks = Marks two or more levels from the office's own
review-far-means = Means one or more levels from offices of the same kind
review-far-none = Nothing stands out
review-far-words = Only for instruments with an overall; at most 50 above and 50 below for each kind of office.
review-item = Item
review-own = Own level
review-level = Mark
review-mean = Mean of the office
review-kind-mean = Mean of its kind
review-confirm = Confirm the marks
review-confirm-words = After this no level of the round can be changed, and the centre can publish the results.
review-gaps-words = { $count } offices are not fully marked. If you confirm now, their names and your reason are put on record, and results that lack data are not published.
review-reason = Why these offices are not waited for
publish-title = Publish the results
publish-letter = Covering letter
publish-series = Number series
publish-number = Running number
publish-number-help = Leave it empty for the registry to fill in.
publish-date = Date of the letter
publish-date-help = Leave it empty to use the day of publication.
publish-subject = Subject
publish-to = To
publish-paragraphs = Text
publish-paragraphs-help = One empty line between paragraphs. {"{fiscal_year}"} stands for the fiscal year.
publish-contact = Issuing bureau and telephone
publish-name = Name of the signatory
publish-name-help = Leave it empty to sign by pen.
publish-position = Position
publish-acting = Signs
publish-acting-none = in the own position
publish-acting-for = For the position
publish-result = Signatory of the results and the summary
publish-objections = Objections
publish-days = Days in which offices may object
publish-days-help = Counted from the day of publication; 0 for none.
publish-words = What is published is never changed. A correction is a new publication that names the old one.
publish-do = Publish
document-title = Documents
document-of = Publications { $numbers } · { $offices } offices
document-make = Make all documents
document-make-words = Letter, national summary and the result of every office. Files that are there are not made again.
document-formats = Kinds of files
document-kept = Documents made
document-files = { $count } files
document-zip = Download all { $format } (ZIP)
board-none = Nothing is published yet
board-none-words = Once the lead evaluator has confirmed a round, the centre publishes it from the page of rounds.
board-number = Number
board-published = Published
board-offices = Offices with a result
board-withheld = { $count } withheld
board-withheld-one = Incomplete, not published
board-read = Read
board-received = Received
board-until = Objections until
board-waiting = { $count } to decide
board-correction-due = Correction due
board-objections = Objections
board-recipients = Offices
correct-title = Publish a correction
correct-words = { $count } objections were followed: the levels are changed and not yet published. The correction keeps texts and signatories.
correct-reason = Why it is corrected
correct-reason-default = แก้ไขตามผลการพิจารณาข้อทักท้วง
correct-do = Publish the correction
objection-title = Objection of the office
objection-none = No objections
objection-words = What speaks against this level, with reasons and evidence
objection-file = Object
objection-published = Published level: { $level }
objection-decision = Decision
objection-keep = Keep the level
objection-change = Change to level { $level } { $name }
objection-reason = Reason
objection-decide = Decide
objection-verdict = { $verdict ->
    [waiting] To be decided
    [kept] Level kept
   *[changed] Changed to level { $level }
  }
result-about = Results of monitoring and evaluation, fiscal year { $year } BE
result-simulated = Simulated data: results on this page are in part or wholly made up for demonstration.
result-nothing = No published results yet
result-nothing-words = The results of the office appear here once the centre has published them.
result-withheld = { $title }: not published, because data is missing
result-mean = mean
result-documents = Documents and receipt
result-documents-none = The centre has not made the documents yet.
result-published = published { $moment }
result-corrects = corrects { $number }
result-received = Received
result-received-at = received { $moment }
result-until = objections until { $day }
result-acknowledge = Confirm that it was received
result-suggestion = Suggestion
result-why = Where the score comes from
# Notices
notices = Notices
notice-bell = Notices, { $count } unread
notice-list = What concerns you
notice-none = No notices yet
notice-none-words = Whatever concerns your work will be shown here: a round that opens, an item that is returned, a comment to you
notice-new = new
notice-read-all = Mark all as read
notice-settings = Notice settings
notice-ways = How you want to hear
notice-ways-caption = Subject, in the product, by mail
notice-kind-head = Subject
notice-in-product = In the product
notice-by-mail = By mail
notice-language = Language of mail
notice-digest-help = One mail holds everything of a day; there is at most one a day
notice-save = Save settings
notice-saved = The settings were saved
notice-mail-to = Mail goes to { $email }
notice-no-address = Your account has no e-mail address, so you hear in the product only. Ask your coordinator or the administrator to add one
notice-no-mail-here = This system is not set up to send mail, so you hear in the product only
notice-kind = { $kind ->
    [round-opened] A round was opened
    [report-due] A report is due soon or overdue
    [item-assigned] Items were given to you
    [report-submitted] A report waits for the director
    [report-sent-back] The director sent a report back
    [report-certified] A report was certified and sent
    [report-returned] A screener returned items
    [extension-asked] An office asks for more time
    [extension-decided] A decision about more time
    [comment-added] A new comment where you take part
   *[mentioned] Somebody wrote to you
  }
notice-report = { $instrument }, round { $months } months, fiscal year { $year }
notice-words = { $kind ->
    [round-opened] { $report } is open for { $office }, due on { $day }
    [report-due] { $when ->
        [before] { $report } of { $office } is due on { $day }
       *[after] { $report } of { $office } was due on { $day }
      }
    [item-assigned] { $item ->
        [none] Several items of { $report } of { $office } were given to you
       *[other] { $item } of { $report } of { $office } was given to you
      }
    [report-submitted] { $report } of { $office } waits for the director
    [report-sent-back] The director sent { $report } of { $office } back
    [report-certified] { $report } of { $office } was certified and sent
    [report-returned] A screener returned items of { $report } of { $office }
    [extension-asked] { $office } asks for time until { $day } for { $report }
    [extension-decided] { $when ->
        [none] More time for { $report } of { $office } was refused
       *[granted] { $office } has time until { $day } for { $report }
      }
    [comment-added] A new comment at { $item } of { $report }, { $office }
   *[mentioned] Somebody wrote to you at { $item } of { $report }, { $office }
  }
language-name = { $code ->
    [th] Thai
   *[en] English
  }
# Mail
mail-digest-subject = e-MES: { $count } things that concern you
mail-digest-opening = What concerns your work in e-MES today
mail-digest-more = There is more; all of it is on the page of notices
mail-digest-closing = This mail was sent automatically, at most one a day. You can change that in the notice settings
mail-reset-subject = e-MES: a link to set your password
mail-reset-opening = Somebody asked for a new password of your account. If it was you, open this link within 24 hours
mail-reset-link = Set a new password
mail-reset-closing = If it was not you, do nothing: your password stays as it is
# Forgotten password
forgotten = Forgotten password
forgotten-who = Login or e-mail address
forgotten-help = A link to set a new password is sent to the address on record with the account
forgotten-button = Send me a link
forgotten-asked = Your request was received.
forgotten-asked-words = If there is such an account and it has an e-mail address, the link arrives within minutes. If it does not, ask the coordinator of your office or the central administrator for a link
# The own calendar
calendar = Calendar of the rounds
calendar-words = Shows the days on which rounds open, are due and close in your own calendar, such as Google Calendar, Outlook or your phone: add a calendar by its address (URL). Whoever knows the address sees the calendar without signing in, so do not pass it on
calendar-since = There is an address since { $moment }. If you lost it or somebody else knows it, make another one; the one of before stops working
calendar-make = Make an address
calendar-renew = Make another address
calendar-revoke = Take the address away
calendar-address = Add a calendar from this address
calendar-once = The address is shown this once; copy it before you leave the page
calendar-back = Back to your account
calendar-name = e-MES rounds
calendar-day = { $what ->
    [opens] { $report } opens
    [due] { $report } is due
   *[closes] Last day for { $report }
  }
# More time
extension-title = Extensions
extension = More time
extension-state = { $state ->
    [waiting] waiting
    [granted] granted
   *[refused] refused
  }
extension-ask = Ask for more time
extension-asked = Asked until
extension-reason = Reason
extension-granted = Granted until
extension-answer = Answer of the centre
extension-answer-help = Needed to refuse; the office reads it
extension-until = Grant until
extension-grant = Grant
extension-refuse = Refuse
extension-waiting = Waiting
extension-answered = Decided
extension-about = Details
extension-none = Nothing waits
extension-none-words = What directors of offices ask for is shown here
# Who works on an item
report-item-owner = Owner
report-item-no-owner = nobody yet
filter-owner = { $who ->
    [all] everybody
    [me] mine
   *[none] nobody yet
  }
filter-state-all = every state
filter-none = No such items
filter-clear = Show all items
assignment = Give the ticked items to somebody
assignment-words = Tick items in the table, choose a person, press a button
assignment-tick = Tick { $item }
assignment-person = Person
assignment-give = Add
assignment-only = This person only
assignment-take = Remove
assignment-copy = Copy from the round before
# Unread comments
thread-unread = { $count } new
thread-to = to { $names }
thread-address = Address to people
# Other ways in than the password
code-title = Code of the second step
code-words = The password is right. Now type the code that your authenticator app shows.
code-field = Code
code-help = Six digits, or one of your recovery codes
code-other = Sign in otherwise
sign-in-passkey = Sign in with a passkey
factor-title = Second step and passkeys
factor-about = A code from your telephone or a passkey keeps others out even when they know your password.
factor-open = Look after them
factor-needed = Your role reaches the whole administration, so a password alone is not enough. Set up an authenticator app or a passkey before you go on.
factor-needed-show = Your role reaches the whole administration, so a password alone is not enough. Sign in with your passkey.
factor-show-first = You signed in with a password only. Sign in with your second step to change anything here.
factor-app = Authenticator app
factor-on = set up
factor-off = not set up
factor-app-words = An app on your telephone shows six digits that change every 30 seconds. They are asked for after the password.
factor-app-begin = Set up an authenticator app
factor-app-scan = Open the app and scan this picture.
factor-app-picture = Picture with the secret for the authenticator app
factor-app-type = Or type this secret into the app:
factor-app-code = Then type the six digits that the app shows
factor-app-confirm = Confirm
factor-app-remove = Remove the app
factor-recovery-left = Recovery codes left: { $count }
factor-recovery-renew = Make new recovery codes
factor-codes = Your recovery codes
factor-codes-words = Keep them where you keep important papers. Each lets you in once when you do not have your telephone. They are not shown again.
factor-codes-kept = I have kept them
passkey-title = Passkeys
passkey-words = A passkey lets you in by fingerprint, face or PIN of your device, without password and code.
passkey-no-script = Passkeys need a browser that runs scripts.
passkey-elsewhere = Passkeys work only at { $origin }. Open the site there.
passkey-name-field = Name of the passkey
passkey-name-help = So that you know later which device it is on
passkey-add = Add a passkey
passkey-added = added { $moment }
passkey-used = used { $moment }
passkey-rename = Rename
passkey-remove = Remove
passkey-failed = The device gave no passkey. Try again, or use your password.
identity-title = Linked accounts
identity-unlink = Unlink
user-reset = Second step
user-reset-words = When somebody lost the device: takes app, recovery codes, passkeys and linked accounts away, and signs them out everywhere.
user-reset-button = Reset the second step
user-import = Bring in people by a file
user-import-words = An Excel or CSV file with a row for each role of each person, at most { $most } people. When one row is wrong, nobody is brought in and everything that is wrong is listed.
user-import-template = Workbook to fill in
user-import-file = File of people
user-import-choose = File (Excel or CSV)
user-import-problems = Nobody was brought in
user-import-link = Link to set a password
user-imported = People brought in
user-imported-words = Give each person their own link. Each works once, for a week, and is not shown again.
user-file-title = People of e-MES
user-file-how = Fill in a row for each person below the header. Do not change the names of the columns.
user-file-several = Somebody with several roles has a row for each, with the same login, name and e-mail address.
user-file-login = E-mail address or user name
user-file-role = Role
user-file-scope = Office code or region number; empty: own office, or everywhere
user-file-acting = 1 when acting
user-from = First day
user-until = Last day
user-day-help = Such as 2026-09-29. Empty: from today, and without end. The role ends by itself.
user-acting = acting, for a vacant post or an absent holder
user-since = since { $day }
user-known = Person
user-save = Save
user-role-give = Give a role
user-role-end = End
user-role-take-back = Take back
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
# Audit log
menu-audit = Audit log
audit-about = Who did what, when, on what, and how it ended: every change, and every attempt that was refused
audit-check = Is the log whole
audit-check-whole = Whole and unchanged
audit-check-whole-words = Checked { $moment }, from the first entry to entry { $reached }; all { $publications } publications score again to what they say
audit-check-hash = Hash at the end of the log; note it outside of the system to compare with later
audit-check-newer = { $count } entries are newer than the check
audit-check-broken = The log is broken
audit-check-broken-words = Checked { $moment }, at entry { $seq }: { $what }. Change nothing in the database, tell those who run the machine, and keep every backup
audit-check-differs = A published result is not what is stored
audit-check-differs-words = Checked { $moment }: publication { $publication } does not score again to what it says. Tell those who run the machine, and keep every backup
audit-check-never = Never checked
audit-check-never-words = There are { $count } entries. A check reads the whole log and scores again what was published, in the background
audit-check-waiting = The check waits to begin
audit-check-running = { $done } of { $total } entries checked
audit-check-do = Check the whole log
audit-check-reload = Load the state again
audit-filter = Find
audit-from = From
audit-to = Up to
audit-actor-label = By whom
audit-actor-help = Login, or operator
audit-action-label = Action
audit-action-all = All actions
audit-office-label = Office code
audit-entity-label = On what
audit-outcome-label = Outcome
audit-outcome-all = All outcomes
audit-show = Show
audit-clear = Clear the conditions
audit-list = Entries
audit-list-caption = Time, by whom, action, on what, outcome and details, newest first
audit-none = No entries
audit-none-words = No entry meets all conditions
audit-sparse = Searched back to { $moment }. What meets the conditions lies far apart; search on for older entries
audit-older = Older entries
audit-newest = Back to the newest
audit-go-on = Search on
audit-only-this = Only { $name }
audit-export-csv = Download CSV
audit-export-xlsx = Download Excel
audit-cut = There are more entries; this sheet holds the newest { $count }. Choose a shorter time or take CSV
audit-sheet = Audit log
audit-column = { $column ->
    [number] No.
    [time] Time (UTC)
    [actor] By whom
    [account] Account
    [action] Action
    [name] Name of the action
    [entity] On what
    [outcome] Outcome
    [detail] Details
   *[data] Raw data (JSON)
  }
audit-outcome = { $outcome ->
    [done] Done
    [denied] Denied
   *[failed] Failed
  }
audit-actor = { $actor ->
    [operator] operator (command line)
    [worker] background job
    [public] somebody not signed in
   *[other] { $actor }
  }
audit-noun = { $noun ->
    [self-report] Report
    [result] Result
    [library] Evidence library
    [instrument] Instrument
    [documents] Documents of
    [job] Job
    [user] User
    [users] Users
    [unknown] An account that does not exist
    [offices] Offices
    [regions] Regions
    [notices] Notices
    [audit] Audit log
    [webhook] webhook
    [webhooks] webhook
    [attachment] Evidence
    [upload] File on its way
    [provider] Account of the provider
    [passkey] Passkey
   *[other] { $noun }
  }
audit-action = { $action ->
    [region-import] Import regions
    [office-import] Import offices
    [instrument-import] Import an instrument
    [mark-import] Import marks from a file
    [suggestion-import] Import suggestions from a file
    [score-recompute] Compute scores
    [publication-publish] Publish results
    [document-issue] Make documents
    [result-export] Export unpublished results
    [publication-read] Read published results
    [audit-verify] Check the audit log
    [audit-read] Read the audit log
    [user-manage] Manage users and roles
    [user-set-password] Set a user's password on the machine
    [user-change-password] Change the own password
    [session-sign-in] Sign in
    [session-read] Read the own sessions
    [session-sign-out] Sign out
    [round-manage] Manage rounds and give tasks
    [extension-ask] Ask for a longer window
    [extension-decide] Decide on a longer window
    [self-report-read] Read a report
    [item-assign] Assign items
    [answer-save] Save an answer
    [attachment-add] Add evidence
    [self-report-submit] Submit the report to the director
    [self-report-certify] Certify the report or send it back
    [item-screen] Screen items
    [comment-add] Write a comment
    [mark-draft] Keep a draft of a level and a suggestion
    [mark-save] Give a level and a suggestion
    [mark-confirm] Confirm the marks
    [job-manage] Manage jobs
    [result-read] Read the result of an office
    [result-acknowledge] Acknowledge the result
    [objection-file] File an objection
    [objection-decide] Decide an objection
    [notice-send] Send notices
    [notice-read] Set notices and calendar
    [user-forget-password] Ask for a link after a forgotten password
    [personal-token-change] Make or revoke a personal token
    [webhook-manage] Manage webhooks
    [agreement-read] Look at the agreement of evaluators
    [attachment-save] Look into evidence and put on record what was found
    [national-read] Look at the picture of all offices
    [external-import] Enter or import levels of other systems
    [instrument-draft] Write a draft of an instrument
    [instrument-review] Review and publish an instrument
    [phrase-keep] Change the phrase bank
    [second-factor-change] Change the ways to prove who one is
   *[other] {""}
  }
audit-detail = { $key ->
    [added] added person
    [address] network address
    [attachment] evidence no.
    [authors] written by
    [edit] what was done
    [broken] broken at entry
    [calendar] calendar address
    [cancel] stopped job
    [changed] changed rows
    [confirmed_by] identity confirmed
    [changes] number of changes
    [chosen] settings chosen
    [cited] cited in the item
    [closes] closes on
    [copied] items copied
    [corrects] corrects publication
    [demo] tried as a demonstration
    [differs] publication that differs
    [disabled] account disabled
    [documents] number of documents
    [due] due on
    [error] cause
    [first] first code
    [format] file type
    [given] was given
    [hash] hash at the end
    [incomplete] incomplete offices
    [inserted] new rows
    [job] job no.
    [last] last code
    [level] quality level
    [link] one-time link
    [mails] number of mails
    [node] item
    [nodes] items
    [notices] number of notices
    [offices] number of offices
    [opens] opens on
    [publication] publication no.
    [publications] publications named
    [reached] checked up to entry
    [reason] reason given
    [receipt] receipt no.
    [recompute] scores asked for
    [refused_until] refused until
    [reports] number of reports
    [restart] job begun anew
    [results_hash] hash of the results
    [revision] revision no.
    [roles] roles held
    [sessions] sessions ended
    [sha256] content hash (SHA-256)
    [simulated] simulated data
    [sound] publications that score again
    [state] state of it
    [task] task given
    [to] addressed to
    [unchanged] unchanged rows
    [unmarked] offices without all marks
    [until] until the day
    [user] given to
    [users] given to
    [verdict] decision
    [version] version no.
    [what] found
    [withheld] offices withheld
    [grants] what the token is for
    [token_made] token made
    [token_revoked] token revoked
    [webhook_url] webhook address
    [webhook_events] webhook events
    [webhook_on] webhook is told
    [webhook_removed] webhook removed
    [webhook_test] webhook tried out
    [app] had an authenticator app
    [awaits] waits for
    [by] proved by
    [change] what changed
    [disputed] two evaluators differ
    [edition] version
    [from] handed on from
    [identities] linked accounts
    [imported] people imported
    [in_place_of] in place of evidence
    [kept] phrase kept
    [numbers] search for citizen numbers
    [opinion] one of two opinions
    [pages] pages cited
    [passkey] passkey number
    [passkeys] number of passkeys
    [percent] percent with two evaluators
    [proposal] hash of the proposal
    [reconciled] differing levels decided
    [removed] phrase removed
    [scan] virus scan
    [second_factors] second factors
    [seed] seed of the draw
    [source] source of the figures
    [stands] two evaluators agree
   *[other] { $key }
  }
audit-word = { $word ->
    [word] by their word (demonstration)
    [yes] yes
    [no] no
    [none] none
    [invitation] invitation
    [reset] reset of the password
    [renewed] renewed
    [revoked] revoked
    [changed] it was changed
    [removed] it was removed
    [reordered] it was moved from its place
    [added] it was added at the end
    [password] password
    [code] code of the authenticator app
    [recovery-code] recovery code
    [passkey] passkey
    [provider] account of the provider
    [provider-linked] account of the provider, linked then
    [demo] demonstration
    [app-begun] authenticator app begun
    [app-confirmed] authenticator app set up
    [app-removed] authenticator app removed
    [recovery-codes-renewed] recovery codes renewed
    [passkey-begun] passkey begun
    [passkey-added] passkey added
    [passkey-renamed] passkey renamed
    [passkey-removed] passkey removed
    [accounts-unlinked] accounts unlinked
    [off] not scanned
    [waiting] waiting
    [clean] clean
    [infected] infected
    [clear] none found
    [unread] cannot be read
    [found] found
    [kept] kept, with a reason
   *[other] { $word }
  }
# Guide
guide = Guide
guide-here = Guide to this page
guide-about = How to work on each page, by role
guide-own = Your guides
guide-others = Guides of other roles
guide-chapters = In this guide
guide-only-thai = This guide is in Thai only; below you read the Thai text
# Progress of a region
progress-region = Region
progress-all-regions = All regions
# Two evaluators and how far they agree
menu-reconciliation = Differences
doubling = Second evaluator
doubling-share = Items in a hundred that two evaluators mark
doubling-help = 0 is one evaluator for every item, 100 is two for every item; anything else is drawn from a seed. It can be chosen until somebody has given a mark.
doubling-seed = Seed of the draw { $seed }
doubling-chosen = Two evaluators mark { $percent }% of the items
doubling-choose = Save the share
opinion-open = Two evaluators mark this item, neither sees the other. Once saved it cannot be changed.
opinion-sealed = You have marked this item. It cannot be changed, because two evaluators mark it without seeing one another.
opinion-closed = Other evaluators have this item. You need not mark it.
opinion-closed-short = not to be marked
reconciliation-about = Items that two evaluators marked differently. The lead evaluator decides, with reasons.
reconciliation-empty = Nothing waits for a decision
reconciliation-empty-words = When two evaluators give different levels, the item appears here.
reconciliation-since = waiting since { $moment }
reconciliation-more = There are more; they appear when these are decided.
reconciliation-opinions = What the two evaluators say
reconciliation-decide = Decide the level
reconciliation-decided = Decided
reconciliation-words = Reasons for the decision
reconciliation-suggestion-help = It begins with the text of the evaluator who saved first; change it before saving.
reconciliation-other = One of the two opinions is yours, or the marks of this round are final. Another lead evaluator has to decide.
agreement-title = Agreement of evaluators
agreement-empty = No item has been marked by two evaluators yet
agreement-empty-words = When two evaluators have marked the same item, their agreement appears here.
agreement-differing = { $count } items marked differently
agreement-decided = { $count } decided
agreement-whole = Whole round
agreement-all = All items
agreement-items = By item
agreement-people = By evaluator
agreement-what = Scope
agreement-person = Evaluator
agreement-pairs = Pairs
agreement-share = Same level
agreement-kappa = Weighted kappa (κ)
agreement-linear = κ linear
agreement-quadratic = κ quadratic
agreement-alpha = Alpha (α)
agreement-few = few data
agreement-read = How to read it
agreement-read-share = The share of pairs with the same level. It counts what agrees by chance, and so can be high even when evaluators did not see the evidence alike.
agreement-read-kappa = Chance is taken out: 1 is full agreement, 0 is what chance gives, below 0 is worse than chance. Linear holds a difference of two levels for twice as grave as one of one level, quadratic for four times (Cohen, 1968). From 0.61 on it is commonly called substantial (Landis and Koch, 1977).
agreement-read-alpha = Chance is taken out here too, for ordered levels, whoever was paired with whom, and corrected for the number of pairs (Krippendorff, 2011). From 0.800 on it counts as reliable, 0.667–0.799 allows careful conclusions.
agreement-read-few = Fewer than 30 pairs: one pair that changes moves the percentage by more than 3 points. Do not judge a person or an item by it alone.
agreement-read-none = It cannot be computed, because all pairs have one and the same level, so there is no chance to take out.
sign-in-second-evaluator = Evaluator (the second)
workload-title = Workload
workload-person = Person
workload-offices = Offices
workload-items = Items
workload-parts = Parts
workload-part-count = { $count } parts
workload-everything = all offices and items
workload-hand-on = Hand on
workload-hand-on-do = Hand all on
workload-successor = Hand the work of { $name } on to
workload-nobody = nobody can take it
workload-proposal = Proposed evaluators
workload-proposal-words = Divided by inspection region and top standard or indicator: each part gets { $count } evaluators, and everybody about as much as others. Nobody is offered a region in which an office lies that they belong or belonged to.
workload-left = No evaluator can take { $count } parts
workload-apply = Assign as proposed
workload-complete = Every part has its evaluators
phrase-bank = Phrase bank
phrase-none = There are no phrases for this item yet
phrase-insert = Insert
phrase-remove = Remove
phrase-keep-strengths = Keep these strengths
phrase-keep-recommendation = Keep this recommendation
phrase-kept = The phrase is kept
phrase-known = The phrase was in the bank already
phrase-removed = The phrase was removed
external-title = Results of other systems
external-about = levels of other systems and national values, brought in by the centre with their source
external-wrong = Not imported; nothing was changed
external-nodes = Items with results of other systems
external-none = No item of this instrument takes results of other systems
external-whose = Whose
external-national = whole country ({ $code })
external-office = each office
external-rounds = Rounds
external-import = Import a file
external-source = Source
external-source-help = For example the name of an announcement, who made it, and its date. It stands beside every value.
external-file = CSV or XLSX file
external-file-help = Header { $columns }
external-enter = Enter one
external-enter-do = Save
external-office-code = Code of the office
external-office-help = For example P2300, or { $code } for a national value
external-round = Round
external-level = Level
external-level-help = A level for items of each office, a value for national ones
external-value = Value
external-imports = What was brought in
external-imports-none = Nothing so far
external-rows = { $count } rows

# Personal tokens and the API
token-title = Personal tokens
token-open = Manage tokens
token-me = A token lets a program of yours call the API in your name.
token-about = A program with this token acts in your name, within what you may do and within the scopes chosen below. Keep it as secret as a password.
token-api = How to use the API
token-own = Your tokens
token-none = There is no token yet
token-made = The token was made
token-once = It is shown this once. Copy it before you leave this page.
token-new = New token
token-name = What it is for
token-name-help = For example: results for the information system of the office
token-days-label = Good for
token-days-words = { $days } days
token-grants = Scopes
token-group = { $group ->
    [frame] Offices, regions, instruments and rounds
    [reports] Self-reports, answers and threads
    [evidence] Evidence library
    [judging] Screening and marking
    [results] Scores, publications, results, objections and documents
    [people] Accounts, roles and the audit log
    [service] Jobs, notices and webhooks
   *[other] { $group }
}
token-access = { $access ->
    [none] None
    [read] Read
    [write] Read and write
   *[other] { $access }
}
token-grant = { $access ->
    [read] Read: { $group }
    [write] Read and write: { $group }
   *[other] { $group }
}
token-until = Good until { $moment }
token-used = last used { $moment }
token-unused = never used
token-over = Over
token-revoke = Revoke
token-make = Make the token
api-title = API for programs
api-document = OpenAPI document
api-operations = Operations
api-bodies = Bodies
api-fields = Table of fields
api-field = Field
api-kind = Kind
api-meaning = Meaning
api-required = (required)
api-needs = The token needs the scope { $scope }
api-sent = Sent:
api-about = A program sends a personal token in Authorization: Bearer and may do what the person of the token may, within its scopes. What that person may not see answers 404. Errors are application/problem+json. Lists go on at next. Changes need the ETag that was read as If-Match, and a POST with Idempotency-Key may be sent twice without being done twice. Years are of the Buddhist Era, days are ISO 8601, moments are in UTC.

# Webhooks
webhook-title = Webhooks
webhook-one = Webhook
webhook-own = Programs that are told
webhook-none = No program is told yet
webhook-made = The webhook was added
webhook-once = This secret is shown this once. The other program checks signatures with it. Copy it before you leave this page.
webhook-off = Off
webhook-new = Add a webhook
webhook-about = When one of the chosen events happens, a signed JSON message (Standard Webhooks) is sent to this address. While nobody hears it, it is sent again with growing waits.
webhook-url-label = Address (https)
webhook-events-label = Tell when
webhook-event = { $event ->
    [round-opened] a round is opened
    [report-certified] an office certifies its report
    [result-published] results are published
    [correction-published] a correction is published
    [test] test
   *[other] { $event }
}
webhook-make = Add
webhook-test = Send a test
webhook-settings = Settings
webhook-on = This webhook is on
webhook-save = Save
webhook-remove = Remove the webhook with its log
webhook-log = What it was told
webhook-log-none = Nothing so far
webhook-what = Event
webhook-when = When
webhook-came = What came of it
webhook-tries = Tries
webhook-told = { $state ->
    [heard] heard
    [unheard] not heard yet
   *[waiting] waits
}
webhook-older = Earlier
# Public site
public-title = Results of education service areas
public-about = What has been published of every area, with the reason for every score, the criteria and open data
public-menu-years = Results by year
public-menu-offices = Results by area
public-menu-instruments = Criteria
public-menu-data = Open data
public-menu-verify = Verify a document
public-search = Search
public-search-label = Area, province or indicator
public-search-help = Type the name or abbreviation of an area, a province, or words of an indicator, such as สพป.ตราด, Trat, ความปลอดภัย
public-search-nothing = Nothing found for “{ $question }”
public-nothing-words = Results appear here once the centre has published them.
public-country = Whole country
public-country-mean = national mean
public-region-central = Central inspection region
public-kind = { $kind ->
    [primary] Primary education
   *[secondary] Secondary education
  }
public-offices = Areas
public-offices-count = { $count } areas
public-offices-with = Areas with a result
public-offices-without = Areas without an overall result
public-start-offices = The result of each area by inspection region, with the reason for every score, suggestions and earlier years
public-start-instruments = Indicators, scoring criteria and the bands of each level as they were used
public-start-verify = Check by the printed code, or by the file you were given, whether a document is what was published
public-start-data = Every publication as CSV, JSON, Excel and Parquet, with a data dictionary
public-by-region = By inspection region
public-criteria = Indicators and criteria
public-years-words = Everything that was ever published. What has been corrected stays readable.
public-instrument = Instrument
public-holding = In force
public-corrected = Corrected by
public-corrected-by = Corrected by { $number }
public-earlier-round = Earlier round
public-not-holding = This publication has been corrected
public-not-holding-words = This page shows what was published first. In its place holds
public-correction = Correction
public-correction-words = This publication takes the place of
public-correction-reason = Reason:
public-others = Earlier publications
public-others-words = Publications of this year that were corrected or belong to an earlier round, as they were published
public-group = Group
public-spread = Areas at each level
public-spread-words = The numbers in the bars are areas. Choose an inspection region to see its areas.
public-item = Item
public-items = Indicators
public-items-count = { $count } items evaluated
public-level = Level
public-level-of-mean = Level of the mean
public-overall = Overall result
public-no-overall = no overall result
public-provinces = Provinces
public-before = Back
public-table = Data as CSV
public-past = Earlier years
public-evaluated = Items at each level, of { $count } that were evaluated
public-office-year = The whole result of the year
public-office-before = The result before the correction
public-office-after = The result after the correction
public-beside = Indicators beside the national mean
public-here = This area
public-province-list = Provinces as a table
public-changed = What was corrected
public-changed-none = The result of this area is the same as before.
public-was = Before
public-is = Corrected to
public-instruments-words = Criteria as they were used in the publications of each year
public-bands = Bands of the levels
public-band-from = Mean from
public-target = Target
public-rubric = Scoring criteria
public-evidence = Evidence
public-owner = Responsible:
public-item-group = Combines the items below it
public-item-plain = The instrument says nothing more about it.
public-mode = { $mode ->
    [monitored] followed, not evaluated
    [target] compared with a target
    [external] result of another system
    [pending] under way
   *[other] evaluated
  }
public-verify-words = Documents carry a code. Here you see whether a document was really issued and whether it still holds.
public-verify-by-code = By code
public-verify-by-file = By file
public-verify-code = Verification code
public-verify-code-help = The code stands at the end of the document and begins with EM, as in EM-7K3F-9QXM-2C4D. Small letters and missing hyphens are fine.
public-verify-do = Verify
public-verify-file = PDF, Word or Excel file
public-verify-file-help = At most 8 MB. The file is used for checking only and is not kept.
public-verify-no-file = Choose the file to be checked
public-verify-send = Send the file
public-verify-about = About
public-verify-file-kind = Kind of file
public-verify-rendered = Issued
public-verify-results = Publications behind this document
public-issued = This document was issued here
public-issued-words = Compare what stands below with the document in your hands. A file that was sent is the same byte for byte.
public-altered = This is not the file that was issued
public-altered-words = The code in the file exists, but the file was saved anew or changed. What stands below is what holds.
public-unknown = No such document
public-unknown-words = Nothing that was issued here has this code or is this file. Check the code and try again.
public-busy = Many people are asking at the same time
public-busy-words = Wait about 5 seconds and try again.
public-again = Try again
# Open data
data-words = Everything that has been published, free to use under its licence, without asking
data-how = How to use it
data-licence = Licence
data-dictionary = Data dictionary
data-dictionary-words = What every column means
data-catalogue = Open data on the results of education service areas
data-catalogue-words = Published results of monitoring and evaluation of education service areas, all years and all editions
data-catalogue-short = Catalogue
data-catalogue-dcat = DCAT-AP (JSON-LD)
data-series = Yearly series (SDMX-CSV)
data-title = { $title }, fiscal year { $year } BE, round of { $months } months
data-about = Results of publication { $number }
data-files = Files
data-file = File
data-format = Format
data-content = Content
data-about-title = About these data
data-hash = Hash of the published results
data-column = Column
data-type = Type
data-meaning = Meaning
data-may-be-empty = (may be empty)
data-kind = { $kind ->
    [integer] whole number
    [number] decimal number
    [boolean] true or false
   *[string] text
  }
data-file-results = Every score of every area, one row for each area and item
data-file-results-json = Scores with their reasons, as they were sealed when published
data-file-results-xlsx = A table for reading, one row for each area
data-file-results-parquet = The rows of results.csv by columns and with their types, for programs that analyse data
data-file-offices = Areas with a result, with kind, inspection region and provinces
data-file-items = Items of the instrument
data-file-package = Description of the tables as a Data Package, with sizes and hashes of the files
data-file-ckan = Description for a CKAN portal (package_create)
data-column-publication = Number of the publication
data-column-instrument = Code of the instrument
data-column-fiscal-year = Fiscal year, Buddhist Era
data-column-through = Last round considered
data-column-office = Code of the area
data-column-office-name-th = Name of the area in Thai
data-column-node = Code of the item; OVERALL is the overall result
data-column-state = scored, incomplete or left_out
data-column-reason = Why it is left out
data-column-mean = Mean, rounded as published
data-column-level = Quality level
data-column-counted = Codes of the items the mean was taken over, separated by spaces
data-column-left-out = Codes of the items left out, with the reason, separated by spaces
data-column-value = Value, for an item that is compared with a target
data-column-target = Target
data-column-achieved = Whether the target is reached
data-column-office-kind = Kind: primary or secondary
data-column-name-th = Full name in Thai
data-column-short-name-th = Short name in Thai
data-column-name-en = Name in English
data-column-region = Number of the inspection region; 0 is the central one
data-column-provinces = Provinces in Thai, separated by spaces
data-column-parent = Code of the item above
data-column-item-kind = Tier of the item
data-column-mode = What happens with it
data-column-label-th = Label in Thai
data-column-title-th = Title in Thai
data-column-title-en = Title in English
data-file-marks = Levels and values the results were computed from, as emes import marks takes them
data-file-regions = Inspection regions and provinces
data-file-instrument = The instrument with its criteria (TOML)
data-column-holder = Code of the area, or OBEC for national values
data-column-round = Round (R6, R12)
data-column-mark-level = Level of the item in that round
data-column-mark-value = Measured value, of items with a target
data-column-note = Remark (always empty in open data)
data-column-region-name = Name of the inspection region in Thai
data-column-province-code = Code of the province
data-column-province-th = Name of the province in Thai
data-column-province-en = Name of the province in English
data-column-weight = Weight
data-column-applies-to = Kinds of area it applies to, separated by spaces
menu-national = National picture
national-title = The results of all offices
national-at = as of { $moment }
national-nothing = No round has begun yet
national-months = { $months } months
national-round = Round
national-kinds = Kind of office
national-all-kinds = All kinds
national-kind = { $kind ->
    [primary] primary
   *[other] secondary
 }
national-central = central
national-show = Show
national-clear = Clear filters
national-compare = Compare offices
national-sent = Reports sent
national-of = of { $all } offices
national-of-levels = of { $highest }
national-mean = Mean of the offices
national-mean-short = Mean
national-since = since { $months } months
national-good = Level “{ $level }” or better
national-some-of = { $some } of { $all } offices
national-help = To be supported
national-offices = offices
national-marked = Marked completely
national-marked-words = of the reports that passed screening
national-rounds = Reports of each round
national-due = Due
national-late = Sent late
national-waiting = Not sent yet
national-overdue = overdue
national-regions = By inspection region
national-spread = Offices at each level
national-bar-words = Numbers in the bars are offices; grey ones lack levels. Choose a region to see its offices.
national-levels = Offices by level
national-group = Group
national-all = Whole country
national-region-all = Whole region
national-everybody = All chosen offices
national-incomplete = Incomplete
national-provinces = By province
national-province = Province
national-province-list = Provinces, the lowest mean first
national-map-label = Map of means by province
national-map-credit = Map: MapSVG through @svg-maps/thailand, CC BY 4.0 (lines simplified)
national-no-score = no score yet
national-no-scores = There are no scores in this round yet
national-trend = Over the fiscal years
national-count = { $count } offices
national-break-head = Why not to compare with the year before
national-break = { $why ->
    [new] This item was not there the year before
    [item] This item differs from the year before
    [items] Other items count than the year before
   *[rules] Means or levels are worked out in another way than the year before
 }
national-break-words = This sign marks a year with other items or rules than the year before; no line is drawn to it.
national-see = See all
national-heat = Means by indicator and region
national-weakest = The lowest means: { $first }, and { $second }
national-indicators = By indicator
national-indicator = Indicator
national-item = Item
national-best = Offices to learn from
national-lowest = Offices to be supported first
national-lowest-words = This list is for planning help. Choose an office to see which items need support.
national-nobody = No office is at a level that needs support soon
national-distances = Final levels beside the offices’ own
national-distance-words = Only items that the office rated itself and that have a result are counted
national-below = Below own
national-same = The same
national-above = Above own
national-file = { $form } file
national-code = Code
national-list = Offices
national-offices-title = Offices
national-list-empty = No office is like this
national-level = Level
national-overall = Overall
national-reports = All reports
national-stage = { $stage ->
    [waiting] not sent yet
    [sent] sent
    [late] sent late
   *[in-time] sent in time
 }
national-first-office = Name or code of an office
national-second-office = Beside (optional)
national-which = Which office is “{ $words }”?
national-which-more = The first 20 are shown. Type more of the name to find others.
national-unknown = No office has the name or code “{ $words }”
national-compare-empty = Choose an office to look at
national-compare-help = Type a name or a code, for example Chiang Mai 1 or P2300: its result is shown beside the means of its region and kind.
national-beside = Results beside each other
national-mean-of-region = mean of region { $number }
national-mean-of-kind = mean of all { $kind ->
    [primary] primary
   *[other] secondary
 } offices
outlook-title = Over the years, and what raises the level
outlook-years = Mean of each year
outlook-why = Why this level
outlook-raise = What would raise the level
outlook-next = The next level, { $level }, begins at { $min }.
outlook-lacks = { $lacks } is lacking
outlook-highest = It is the highest level
outlook-one-more = One level more
outlook-then = Mean then
outlook-steps-words = Worked out by the rules of this year, one item at a time with all others as they are. A tick says that this item alone leads to the next level.
outlook-level = Level
outlook-level-then = Level then
outlook-peers = Beside offices of the same kind
outlook-peers-words = { $count } other offices of the same kind have a mean of { $mean }. They are not named.
outlook-peers-near = The { $count } offices of the same kind that are nearest in number of schools ({ $range } schools, yours { $own }) have a mean of { $mean }. They are not named.
outlook-size-unknown = How many schools this office has is not known, so it stands beside all offices of its kind.
outlook-sizes-few = Fewer than five offices of about as many schools have a result, so this one stands beside all offices of its kind.
outlook-peers-few = Fewer than five offices are of the same kind, so nothing is shown that could tell them apart
outlook-others = Mean of the others
outlook-recommended = What was recommended
reflection-title = Reflection of the first round
reflection-groups = Levels of the first round, and how they changed by the last
reflection-then = By the last round
reflection-change = Change
reflection-mean = Mean of { $months } months
reflection-one = This instrument has one round, or the next has not begun: there is no change to show yet
national-agreement = Agreement of two evaluators
national-agreement-words = of { $count } items that two evaluators marked apart from each other gave the same level
national-equal = Same level (items)
national-equal-share = Same level (%)
national-agreement-none = No item has the levels of two evaluators yet
national-pdf = One page (PDF)
national-by-file = The results of this round came by file, so there are no reports
# Instruments and drafts
menu-instruments = Instruments
instruments-about = What is monitored and evaluated in each fiscal year, with its criteria
instruments-none = There is no instrument yet
instrument-items = { $count } items
instrument-revision = Revision { $number }
instrument-revisions = Revisions
instrument-first = The first one
instrument-asked = Items and criteria
instrument-criteria = Criteria and guidance
instrument-only = only { $kind }
instrument-national = national value
instrument-whole = The whole instrument
instrument-scoring = How levels combine
instrument-band = Band of level { $level }
instrument-item-added = new item
instrument-item-removed = taken out
instrument-order-changed = in another order
instrument-walk-title = What continues { $name }
instrument-walk-relation = Beside the year before
instrument-walk = { $relation ->
    [new] new
    [gone] not in this year
    [changed] continues, changed
   *[same] continues
  }
instrument-title-before = before: { $title }
instrument-applies-changed = for other kinds of office than before
instrument-mode = { $mode ->
    [group] group (has items of its own)
    [evaluated] evaluated by level
    [monitored] monitored, not evaluated
    [target] compared with a target
    [external] result of another system
   *[pending] no result yet
  }
instrument-kind = { $kind ->
    [standard] standard
    [indicator] indicator
    [issue] issue for consideration
   *[sub_item] sub-item
  }
instrument-office-kind = { $kind ->
    [primary] primary offices
   *[secondary] secondary offices
  }
instrument-key = { $key ->
    [code] Code
    [fiscal_year] Fiscal year
    [title_th] Title (Thai)
    [title_en] Title (English)
    [rounds] Rounds
    [groups] Mean of a group
    [overall] Overall mean
    [overall_label_th] Words of the overall mean
    [missing] When a level is missing
    [decimals] Decimals
    [level] Level
    [min] Lowest mean
    [name_th] Name of the level (Thai)
    [name_en] Name of the level (English)
    [kind] Tier
    [parent] In the group
    [label_th] Label
    [mode] How it is evaluated
    [applies_to] For
    [weight] Weight
    [unit] Unit
    [target] Target
    [rubric] Criteria of the levels
    [guidance_th] Guidance for reporters
    [evidence] Evidence expected
    [owner_th] Owning bureau
    [source_th] System that gives the result
    [shared_evidence_with] Shares evidence with
    [measures] Values to fill in
   *[other] { $key }
  }
drafts = Drafts
drafts-none = Nobody works on a draft. Begin one from an instrument below.
draft-title = Draft of { $name }
draft-stage = { $stage ->
    [waiting] waits for a second person
   *[writing] being written
  }
draft-begin-next = Make that of { $year }
draft-begin-revision = Revise this one
draft-by-file = Begin from a file
draft-file = Instrument file
draft-file-help = A TOML file downloaded here, or written in the same form
draft-blank = New instrument
draft-code = Code of the instrument
draft-rules = Rounds, bands and ways of combining as in
draft-pages = Pages of the draft
draft-edit = Edit
draft-preview = Preview
draft-changes = What changes
draft-what-if = Try the bands
draft-tree = Items of the instrument
draft-head = The whole instrument
draft-bands = Bands and levels
draft-bands-words = A mean from the lowest of a band upwards has its level. A row without a level does not count. Save, then see what it does to earlier marks on the page
draft-bands-edit = Change the bands
draft-band-level = Level
draft-band-min = Lowest mean
draft-band-name = Name
draft-band-name-en = Name (English)
draft-add = Add an item
draft-add-do = Add this item
draft-parent = In the group
draft-top = the top
draft-item-code = Code of the item
draft-item-code-help = The proposed code is free. An item with the code of one of the year before continues it.
draft-label-help = For example: ตัวชี้วัดที่ 16
draft-up = Up
draft-down = Down
draft-put = Move
draft-renumber = Change the code
draft-remove = Remove the item
draft-remove-words = This item and all below it go from the draft.
draft-rubric-help = What reporters and evaluators read for each level, from the lowest. Leave all empty where there are no criteria.
draft-for-reporters = For reporters
draft-one-a-line = One a line
draft-target = Target
draft-target-value = Value
draft-target-unit = Unit
draft-operator-label = It has to be
draft-operator = { $operator ->
    [at-least] at least
    [at-most] at most
    [more] more than
    [less] less than
   *[equal] equal to
  }
draft-scope-label = Whose value
draft-scope = { $scope ->
    [national] of the whole administration
   *[office] of each office
  }
draft-measures-help = Values that offices fill in, or that follow from others by a formula such as passed / all * 100, in which the short names stand.
draft-measure = Value { $number }
draft-measure-name = Short name
draft-measure-label = Words shown
draft-measure-formula = Formula (where it follows)
draft-measure-part = Part of the value
draft-more = Weight, unit, owner and more
draft-shared-help = One item a line, such as SA:S1.1
draft-checked-live = Checked and shown while you type; nothing is saved before you press the button
draft-save-item = Save this item
draft-rounds-rule-label = Several rounds of one item
draft-rounds-rule = { $rule ->
    [last] the last one counts
   *[mean] the mean of all
  }
draft-groups-label = The mean of a group is taken over
draft-groups = { $groups ->
    [children] its direct items
   *[leaves] all evaluated items below
  }
draft-overall-label = The overall mean is taken over
draft-overall-basis = { $overall ->
    [top_levels] the levels of the top items
    [top_means] the means of the top items
   *[leaves] all evaluated items
  }
draft-overall-none = there is no overall mean
draft-overall = Overall
draft-overall-printed = Words of the overall mean in documents
draft-overall-help = { $mark } is the number counted
draft-missing-label = When an item has no level yet
draft-missing = { $missing ->
    [exclude] it does not count
   *[block] the result is incomplete
  }
draft-decimals = Decimals of a mean
draft-round = { $months } months
draft-review = Review and publishing
draft-authors = Written by { $names }
draft-to-mend = { $count } to mend before it can be handed in
draft-hand-in-words = Nothing is wrong. Somebody who wrote none of it can review and publish it.
draft-hand-in = Hand in for review
draft-waits-words = Another instrument editor or administrator has to review and publish it. You wrote some of it, so you cannot.
draft-take-back = Take back and write on
draft-judge-words = Look at the preview and at what changes, then publish it or send it back.
draft-publish = Publish the instrument
draft-why-back = What has to be mended
draft-send-back = Send back
draft-sent-back = Sent back by the reviewer:
draft-conflict = Somebody else saved this draft in the meantime
draft-conflict-words = Yours is not saved yet. Below is what it would change of the newest version when you save again.
draft-files = Files
draft-files-words = Keep the draft as a file, edit it in another program, or send it to somebody.
draft-download-toml = Download TOML
draft-download-xlsx = Download the items as Excel
draft-file-how = Change or add rows under the head, one for each item, leave the names of the columns, and upload it to the draft
draft-file-measures = Values to fill in, one a line: short name | words shown | unit | formula | part of the value
draft-replace = A file in place of the whole draft
draft-replace-do = Use this file instead
draft-discard = Give the draft up
draft-discard-words = The draft will be gone. What is published does not change.
draft-item-good = Nothing is wrong with this item
draft-item-wrong = To mend
draft-form-of-office = The form that offices will see
draft-not-asked = Offices do not report this item
draft-office-kind = Kind of office
draft-not-for = not for { $kind }
draft-table-of-result = The table of the result, as it will be printed
draft-level-column = Quality level
draft-level-words = Name of the level
draft-printed = On paper (PDF), with an example of a result
draft-live = What the item looks like
draft-part-good = Nothing wrong with what is typed
draft-add-below = Add an item to this group
draft-from-mean = from { $min }
draft-against = Compared with { $name }
draft-no-change = Nothing changed yet
draft-nothing-before = There is no earlier revision or year to compare with
draft-walk-words = An item with the code of one of the year before continues it, so that trends over years are joined. Choose which continues which.
draft-continues = Continues
draft-continues-none = none (a new code)
draft-what-if-none = The years before have no such instrument, or no complete results to try
draft-what-if-words = The marks of { $name }, all { $offices } offices, scored again with the bands of this draft. Nothing is stored and no result changes.
draft-what-if-table = Offices by level, before and after
draft-moved = Offices with another level
draft-problem-target = It is compared with a target: fill the target in
draft-problem-nobody = Choose at least one kind of office
draft-problem-rubric = There must be criteria for all { $levels } levels, or for none
draft-problem-parent = It lies under { $parent }, which is no group: move it to another group, or make { $parent } a group
draft-problem-no-item = There is no item yet: add at least one
draft-problem-empty = { $field } must have words
draft-edit-words = { $edit ->
    [begin] draft begun
    [head] whole instrument changed
    [bands] bands changed
    [add] item added
    [rewrite] item changed
    [shift] item shifted
    [put] item moved
    [renumber] code changed
    [remove] item removed
    [replace] replaced by a file
    [hand-in] handed in
    [take-back] taken back
    [send-back] sent back
   *[discard] given up
  }
# The decision of a director, and confirming who one is before certifying
decision = This report waits for your decision
decision-levels = Self-rated levels
decision-items = { $count ->
    [one] 1 item
   *[other] { $count } items
  }
decision-without = { $count } without a level
decision-gaps = To look at before certifying
decision-no-gaps = Nothing is missing
decision-changes = Levels that changed since the round before
decision-no-changes = No level changed since the round before
decision-change = from level { $before } to level { $now }
decision-returned = Returned by the screener
decision-more = and { $count } more, in the table below
confirm-not-possible = Not certified yet
confirm-password = Your password
confirm-password-help = It confirms that it is you who certifies for the office.
confirm-code-help = The 6 digits that your authenticator app shows. They confirm that it is you who certifies for the office.
confirm-word = I have read this report and certify that it is true
confirm-passkey = Certify with a passkey
confirm-provider = Confirm who you are with { $label }
confirm-held = It is confirmed who you are. You can certify now.
confirm-nothing = You have no way to confirm who you are, so you cannot certify.
confirm-nothing-link = Set a password or a second factor
# Correcting marks before they are final
mark-lists = Reports that are shown
mark-marked = All marked, open to correction
mark-marked-empty = No report can be corrected
mark-marked-words = These reports have all their marks. You can correct a mark until the lead evaluator confirms the round.
mark-all = This report has all its marks. You can correct a mark until the lead evaluator confirms the round.
mark-final = Marks cannot be changed: those of the round are final, or the report is not accepted.
queue-more = More of { $round }
# Home: the state of each item, and what there is to do
home-strip = State of each item
home-own = yours
home-all-items = See all { $count } items
home-left = Time left
home-over = Overdue
home-days = { $count ->
    [one] day
   *[other] days
  }
home-aside = Tasks and news
home-todo = To do
home-todo-none = Nothing to do
home-todo-awaits = No item has been given to you yet. Once the coordinator of your office gives you items, they stand here.
home-todo-more = and { $count } more in the reports
home-news = What happened
home-news-all = All of it
home-deed-correct = Correct what was returned
home-deed-decide = Read and certify
home-deed-submit = Check and hand to the director
home-deed-give = Give items to people
todo-correct = Correct { $item }
todo-decide = Certify a report or send it back
todo-certify-again = Certify again when what was returned is corrected
todo-submit = Everything is there: hand it to the director
todo-go-on = { $count ->
    [one] 1 item is not complete
   *[other] { $count } items are not complete
  }
todo-give = { $count ->
    [one] 1 item has nobody to work on it
   *[other] { $count } items have nobody to work on them
  }
todo-remind = It waits for the director
# A file that was there, and two versions that differ
evidence-known = The library has this file already as "{ $name }", so that one is used
answer-conflict-by = The other version was saved by { $name } on { $moment }
# Parts of the form of an item
answer-parts = Parts of the form
answer-criteria-short = Criteria
answer-narrative-short = Description
answer-part-done = complete
answer-part-missing = something is missing
answer-part-look = something to look at
answer-no-findings = Everything is there
decision-no-earlier = There is no report of the round before to compare with
result-print = Print this page
upload-drop = or drop files here
