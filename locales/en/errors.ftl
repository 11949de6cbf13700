# Errors of running.
file-read = the file { $file } cannot be read: { $error }
file-converted = { $file }: converted from TIS-620/Windows-874 to UTF-8
score-usage = give as many --marks as --instrument, and --out when there are several
score-twice = two results would go to the same file: { $file }; give each instrument of a year once
output-write = the result could not be written: { $error }
denied = you may not do this
stopped = stopped; nothing was changed
internal = something went wrong inside the system; nothing was changed, and the log has the details
changed-meanwhile = someone else changed this in the meantime; open it again and repeat your change
not-found = { $noun ->
    [user] the user
    [session] the session
    [instrument] the instrument
    [publication] published results of
    [office] the office
    [report] the report
    [round] the round
    [file] the file
    [extension] the request for a longer window
    [job] job
    [document] document
    [objection] objection
   *[other] the item
  } { $name } cannot be found
settings = the settings (emes.toml, EMES_… variables or flags) are wrong: { $error }
folder-create = the folder { $folder } cannot be created: { $error }
publish-no-round = { $instrument } has no round up to { $through }; its first is { $first }
publish-nothing = { $instrument } { $year } through { $through } cannot be published; no office has all its marks

migrated = database migrated: { $names }
migrated-none = the database is of this version already
imported = { $inserted } added, { $changed } changed, { $unchanged } unchanged
imported-revision = { $code } { $year } is now revision { $revision } ({ $changes } changes)
imported-revision-same = { $code } { $year } is revision { $revision } already
recomputed = scores through { $through }: { $offices } offices, { $incomplete } incomplete
published = published { $number }: { $offices } offices, { $withheld } withheld{ $corrects ->
    [none] { "" }
   *[other] , correcting { $corrects }
  } (hash { $hash })
published-same = { $number } says this already; nothing changed: { $offices } offices, { $withheld } withheld (hash { $hash }){ $corrects ->
   *[other] { "" }
  }
withheld = { $office }: not published; marks are missing for { $nodes }
withheld-more = and { $count } more offices
audit-whole = the audit log is whole: { $entries } entries (head { $hash })
audit-broken = the audit log is broken at entry { $seq }: { $what ->
    [changed] it was changed
    [removed] it was removed
    [added] it was added past the end
   *[reordered] it was moved
  }
file-write = { $file } cannot be written: { $error }
office-unpublished = nothing is published of { $office } for { $year }
program-path = the program's own place cannot be found: { $error }
bench-lost = { $lost } of { $of } requests were lost
bench-pair = "{ $pair }" must be written as instrument.toml=marks.csv
issued = { $files } documents are in { $folder }
issued-stopped = stopped; { $files } documents are in { $folder }, all of them whole
issued-without = { $count } offices have nothing published: { $offices }
exported = { $file } is written ({ $size } bytes)
export-ending = the kind of { $file } is not known; its name must end in .csv, .xlsx or .json
verify-issued = the document { $code } was issued by this system
verify-altered = this file carries the code { $code } but is not the file that was issued
verify-unknown = no document { $what } was issued by this system
verify-document = { $kind } ({ $format }), fiscal year { $year }{ $office ->
    [none] { "" }
   *[other] , { $office }
  }, sha256 { $sha256 }
verify-result = { $publication } { $title }: { $level ->
    [none] no overall result
   *[other] { $mean } { $level }
  }{ $corrected ->
    [none] { "" }
   *[other] { " " }(corrected by { $corrected })
  }
doctor-setting = { $key } = { $value }
doctor-well = ready: the database { $place } has { $instruments } instruments of the years { $years }
demo-begins = making the demonstration from seed { $seed } (all figures are invented, except for the two real results that name their source)
demo-none = there is no demonstration in { $folder } yet; start without --keep to make one
demo-published = published { $number }: { $offices } offices, { $withheld } withheld{ $corrects ->
   *[other] { "" }
  }
demo-corrected = published { $number }, correcting { $corrects }: { $offices } offices, { $withheld } withheld
demo-file = { $file }
demo-documents = { $files } sample documents are in { $out }
demo-ends = the demonstration is ready; its database is in { $data }
publications-sound = { $count } publications score again to the same bytes
publication-changed = the publication { $number } was changed after it was made: { $offices }
publication-hash = the publication { $number } does not have the hash it was made with

login-unusable = a login is an e-mail address or a user name of 3-100 characters: Latin letters, digits and . _ + - @
login-taken = somebody has this login already
user-name-unusable = a name must be there and have at most 200 characters
email-unusable = the e-mail address is not usable
user-self = you cannot change your own roles or disable your own account; ask another administrator
user-disabled = this account is disabled; enable it first
role-scope = the role { $role } cannot be held in { $scope ->
    [system] the whole administration
    [region] a region
   *[office] an office
  }
role-days = the role ends on { $to }, which is not after its first day { $from }
role-begun = the role { $role } has held since { $from }; it cannot be removed or begin on another day, only end today or later
password-short = the password is too short; it needs at least { $count } characters, and several words are fine
password-long = the password is too long; at most 1,000 bytes are used
password-common = this password is easily guessed: a common word, to which digits and signs add little; choose another
password-digits = the password has only digits and signs, which are easily guessed; use letters too
password-has-login = the password contains the login; choose another
password-same = the new password is the old one
password-none = there is no password on standard input; give it one line
sign-in-refused = login or password is wrong
sign-in-wait = too many wrong passwords; wait { $minutes } minutes and try again
role-unknown = there is no role "{ $role }"
user-file-long = the file names more than { $most } people; divide it
user-file-none = choose a file first
sign-in-step-over = this took too long or was used already; begin to sign in again
second-factor-wrong = this is not the code of this moment; check the clock of the device and type the six digits that it shows now
second-factor-refused = the code is wrong or was used already; wait for the next one
second-factor-first = sign in with your second factor before you change it
second-factor-there = an authenticator app is set up already
second-factor-unreadable = your second factor cannot be read on this server; ask an administrator to reset it
second-factor-is-reset = { $login } has no second factor any more and is signed out everywhere
vault-none = second factors cannot be used: the program was started without their key
secret-key-unusable = the key that seals second factors must be 32 bytes in base64url; see secret_key in the settings
origin-unusable = { $origin } is no address of a site; it needs a name, such as https://emes.example.go.th
passkey-refused = this passkey was not accepted; try again, or use your password
passkey-name = a passkey needs a name of at most 60 characters
passkey-many = you have { $most } passkeys already; remove one that you no longer use
provider-unusable = the OpenID provider cannot be used: { $address } is no address
provider-client-id = an OpenID provider is set but not how it calls this program; set oidc_client_id
provider-unreachable = the other system for signing in does not answer; try again later, or use your password
provider-refused = the other system did not confirm that you signed in there; try again
provider-unknown = nobody here has this account; ask your coordinator to enter the e-mail address of the account with your user
link-unusable = this link is no longer good: it was used or has ended; ask an administrator for a new one
user-added = { $login } is added and has to change the password when signing in
user-password-set = { $login } has the new password and has to change it when signing in
user-is-disabled = { $login } is disabled and signed out everywhere
round-state = a round that is { $state ->
    [planned] planned
    [open] open
    [closed] closed
    [marking] being marked
    [confirmed] confirmed
   *[published] published
  } does not allow this
round-without-calendar = the round has no calendar yet; set the days on which it opens, is due and closes
round-opens-later = the round opens on { $day }
round-closes-later = offices may report until { $day }
round-opened-already = the round is open; its first day can no longer be changed
round-not-open = the round is { $state ->
    [planned] planned
    [open] open
    [closed] closed
    [marking] being marked
    [confirmed] confirmed
   *[published] published
  }; reports are not taken now
calendar-order = the days must follow one another: opens { $opens }, due { $due }, closes { $closes }
extension-waits = a longer window was asked for already and is not decided
extension-too-short = { $day } lies within the window; ask for a later day
extension-decided = this was decided already
reason-missing = give a reason in words
report-state = a report that is { $state ->
    [drafting] being written
    [submitted] with the director
    [certified] certified
    [returned] returned
    [accepted] accepted
    [marked] marked
   *[published] published
  } does not allow this
report-incomplete = { $count } items are not complete yet
report-not-passed = { $count } items have not passed yet
item-locked = the item is locked; the report is { $state ->
    [drafting] being written
    [submitted] with the director
    [certified] certified
    [returned] returned
    [accepted] accepted
    [marked] marked
   *[published] published
  }
return-nothing = name at least one item to return
answer-narrative-missing = describe what was done and what came of it
answer-too-long = the text has { $length } letters; at most { $most } are possible
answer-as-before = the text is the same as in the round before
answer-level-missing = choose the level of your office
answer-level-unknown = there is no level { $level }; levels are { $lowest }-{ $highest }
answer-level-jumps = the level is { $level } and was { $before } in the round before
answer-overruled = the level { $level } is not the one your ticks give ({ $ticks }); say why
answer-value-missing = the value "{ $name }" is missing
answer-value-malformed = the value "{ $value }" of "{ $name }" is no number; write it like 92.50
answer-value-unknown = the item has no value "{ $name }"
answer-evidence-missing = no evidence is cited
mark-justification-missing = the office gave itself level { $own }; say why you give { $level }
evidence-empty = the file is empty
evidence-kind = "{ $name }" is of a kind that is not taken; bring one of { $taken }
evidence-broken-off = the file did not arrive whole; send it again
evidence-too-large = the file is larger than { $megabytes } MB
serving = serving at http://{ $address } (Ctrl-C stops)
served = stopped
serve-listen = cannot serve at { $address }: { $error }
serve-first-administrator = there are no users yet; the first administrator (admin) can set a password once at { $address }
day-malformed = "{ $day }" is no day; type one such as 2026-09-29
region-malformed = "{ $region }" is no number of an inspection region
user-office-needed = this role needs the code of an office, such as P2300
# Jobs, publishing and objections
job-state = this job { $state ->
    [waiting] waits already
    [working] is under way
    [done] is done
    [failed] was given up
   *[cancelled] was stopped
  }, so that is not possible
job-unknown = this version knows no jobs of the kind { $kind }; a newer one does
documents-failed = { $count } documents could not be made, the first is { $file }: { $error }
documents-no-format = choose at least one kind of file
documents-wait = the documents of { $year } are being made already
round-incomplete = { $count } offices are not fully marked; say why they are not waited for
objection-closed = this is not the time for objections
objection-twice = there is an objection to this item already
objection-decided = this objection is decided already
objection-same-level = the new level is the published one; choose to keep it
objection-days = { $days } days for objections are not possible; it must be a whole number from 0 to { $max }
signatory-without-position = a signatory needs a position
signatory-acts-for-nobody = say for which position the signatory acts
worker-works = waiting for jobs; stop with Ctrl-C
worker-signal = the worker cannot be started: { $error }
mail-setting = the setting { $setting } for sending mail is missing or cannot be used; mail_url, mail_from and public_url are all needed
forgotten-wait = too many requests from this network; wait { $minutes } minutes and try again
assignment-none-earlier = there is no round before to copy from
assignment-nothing = tick at least one item
assignee-unknown = choose somebody who is a reporter or coordinator of the office
mention-unknown = only people who take part in this item can be addressed
# Evidence
evidence-full = the library is full ({ $megabytes } MB); tell the central administrator
evidence-damaged = the picture or video is damaged and cannot be read whole
evidence-quarantined = this file waits for the virus scan and cannot be opened yet
evidence-infected = this file has a virus and cannot be opened
evidence-no-numbers = there are no citizen numbers to confirm in this file
evidence-pages = "{ $pages }" is no page; write it like 3-5, 8
evidence-link = "{ $url }" is no address in the web; it must begin with https:// or http://
upload-longer = more was sent than was announced
upload-unfinished = the file has not arrived whole
answer-part-larger = "{ $part }" is larger than its whole, "{ $whole }"
answer-value-jumps = "{ $name }" is { $value }; the round before it was { $before }
# Prometheus
serving-metrics = numbers for Prometheus at http://{ $address }/metrics
# Two evaluators
doubling-percent = "{ $percent }" percent is not usable; it must be a whole number from 0 to 100
doubling-marked-already = marks were given in this round already, so the share of items with two evaluators cannot change
opinion-given = you have marked this item already; where two evaluators mark an item, nothing is changed afterwards
opinion-not-assigned = two evaluators mark this item; only those it was assigned to can
opinion-not-wanted = other evaluators have this item already
opinion-of-lead = one of the two opinions is yours; another lead evaluator has to decide
successor-unfit = whoever takes the work over must hold the role where it lies and must not belong or have belonged to an office in it
phrase-empty = there is no text in this field to keep
phrase-too-long = the text has { $length } characters; a phrase has at most { $most }
phrase-of-other = only your own phrases can be removed; a lead evaluator can remove any
external-node = the item { $node } (mode = { $mode }) is neither a result of another system nor a national value and is not imported here
external-source-missing = name the source
external-source-long = the source has { $length } characters; at most { $most } are allowed

# Personal tokens
token-name-unusable = say in at most 100 characters what the token is for
token-for-nothing = choose at least one scope
token-days = a token holds 1 to { $max } days, not { $days }
token-too-many = there are { $max } tokens that still hold; revoke one that is not used

# API
api-scope = this token was not made for { $needed }
api-no-condition = send the ETag that was read as If-Match
api-too-many = too many requests; ask again in { $seconds } seconds
api-unreadable = what was sent is not what the description of the API asks for
api-cursor = a cursor comes from `next` of the stretch before
api-key = an Idempotency-Key has 1 to 200 characters
api-key-under-way = the request with this Idempotency-Key is not finished
api-key-other = this Idempotency-Key was used for another request
api-problems = { $count } things are wrong
api-status = { $status ->
    [401] send a token that holds in Authorization: Bearer
    [404] it is not there, or not yours to see
    [405] this address does not take this method
    [408] what was sent came too slowly
    [413] what was sent is too large
    [415] the kind of what was sent is not what the description asks for
   *[other] the request is not what the description of the API asks for
}

# Webhooks
webhook-url = "{ $url }" cannot be a webhook; it begins with https:// and names no user
webhook-inner = a webhook must not lead to a machine inside ({ $host }) unless whoever runs the machine allows it
webhook-for-nothing = choose at least one event
webhook-too-many = there are { $max } webhooks; remove one that is not used
webhook-unheard = nobody heard it: { $cause }
teller-none = this program was started without what tells webhooks

data-licence-unknown = the licence of the open data "{ $licence }" is not known; it may be: { $names }
# Drafts of instruments
draft-problems = { $count } have to be mended first
draft-bands-none = there must be at least one band
draft-at-the-end = it cannot go further that way
draft-into-itself = { $node } cannot be moved into itself
draft-other-instrument = the file is { $found } of { $found_year }; the draft is { $expected } of { $expected_year }
draft-no-item = the draft has no item { $node } any more
draft-no-group = { $node } is no group, so nothing can lie in it
draft-code-taken = another item has the code { $code } already
draft-waits = the draft waits for a second person; take it back first
draft-not-waiting = the draft does not wait for review
draft-own = you wrote some of this draft; somebody else has to judge it
draft-instrument-exists = there is an instrument { $code } of { $year } already; revise that one
draft-twice = there is a draft of { $code } of { $year } already
draft-outdated = { $code } of { $year } got a revision after this draft was begun; download the draft and begin again from the newest
draft-unchanged = the draft says exactly what is published already
draft-other-levels = the draft has other levels than the year before, so its marks cannot be tried
draft-number = "{ $text }" is not a number

# Documents and files that cannot be made.
document-folder = the folder of templates cannot be used: { $path }: { $problem ->
    [unreadable] it cannot be read ({ $cause })
    [too-large] it holds more than { $mebibytes } MiB; check that the setting names the right folder
    [outside] it is a link that leads out of the folder { $root }; copy the file there instead
    [bad-name] the name of a file must be UTF-8
    [no-font] it is no TrueType or OpenType font that can be read
    [template-not-utf8] a template must be text in UTF-8
   *[words-not-utf8] a list of words must be text in UTF-8, one word per line
  }
document-template-unknown = there is no document template { $name }.typ; there are: { $known }
document-data = the data of the document cannot be prepared: { $cause }
document-template =
    the template of the document has an error
    { $found }
document-glyph =
    no font has some characters of the document; change the text or add a font to the folder fonts
    { $found }
document-slow = the template of the document took more than { $seconds } seconds; look at the loops (for, while) of the templates you changed
document-large = the template of the document needs more than { $mebibytes } MiB of memory; look at the loops and at the size of the pictures of the templates you changed
document-crashed = the document compiler broke off: { $cause }
docx-date = the Word file cannot be made: the day of publication “{ $found }” is not written as YYYY-MM-DD (Common Era), for example 2021-11-16
docx-write = the Word file cannot be made: its content could not be written
docx-picture = the Word file cannot be made: { $picture ->
    [mark] the mark of the administration
   *[qr] the QR code
  } could not be drawn ({ $cause })
docx-chart = the Word file cannot be made: a chart could not be drawn
docx-pack = the Word file cannot be made: it could not be packed
xlsx-no-sheet = the Excel file cannot be made: it has no sheet and needs at least one
xlsx-sheet-name = the Excel file cannot be made: a sheet cannot have the name “{ $name }” because it { $problem ->
    [empty] is empty; it needs at least one character
    [long] is longer than 31 characters (Thai vowels and tone marks count); shorten it
    [characters] has characters that Excel does not take ( [ ] : * ? / \ ); remove them
    [apostrophe] begins or ends with '; remove it
    [reserved] is kept by Excel for itself; choose another
   *[taken] is that of another sheet (Excel does not tell capital letters from small ones); choose another
  }
xlsx-row-length = the Excel file cannot be made: row { $row } of the sheet “{ $sheet }” has { $found } cells and needs { $expected }, one per column
xlsx-too-many-rows = the Excel file cannot be made: the sheet “{ $sheet }” has { $rows } rows, more than Excel takes; export as CSV or divide it into several sheets
xlsx-content = the Excel file cannot be made: in the sheet “{ $sheet }” the cell { $cell } holds “{ $found }”, { $problem ->
    [long] which is longer than the 32,767 characters that Excel takes; shorten it
    [no-number] which is no number; write it in Arabic digits, for example 4.50
   *[no-date] which is no day written as YYYY-MM-DD (Common Era), for example 2021-11-16
  }
xlsx-date = the Excel file cannot be made: the day of publication “{ $found }” is not written as YYYY-MM-DD (Common Era), for example 2021-11-16
xlsx-write = the Excel file cannot be made: { $cause }
# Confirming who one is before certifying
confirmation-missing = Confirm who you are before you certify
confirmation-wrong = The password is not right
confirmation-over = This confirmation was used already or is no longer good; confirm again
mirror-address = the address { $origin } cannot be used; it has to begin with https:// or http://
mirror-unreachable = { $url } cannot be read ({ $cause }); check the address and the network and try again. Nothing was changed
mirror-unreadable = not as the open data of e-MES are: { $cause }
mirror-nothing = { $origin } has published nothing yet
mirror-differs = the scores computed from the levels of publication { $number } are not those published, at office { $office }, item { $node }; nothing was brought in
mirror-incomplete = the levels of publication { $number } give another number of scores than published; nothing was brought in
mirror-in-use = people work here on round { $round } of { $instrument } { $year } already; nothing was brought in. Use another database
mirrored = { $number }: { $offices } offices, { $scores } scores as published
