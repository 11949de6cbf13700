# Errors of running.
file-read = the file { $file } cannot be read: { $error }
file-converted = { $file }: converted from TIS-620/Windows-874 to UTF-8
output-write = the result could not be written: { $error }
denied = you may not do this
stopped = stopped; nothing was changed
internal = something went wrong inside the system; nothing was changed, and the log has the details
changed-meanwhile = someone else changed this in the meantime; open it again and repeat your change
not-found = { $noun ->
    [instrument] the instrument
    [publication] published results of
    [office] the office
   *[other] the item
  } { $name } was not found
settings = the settings are wrong: { $error }
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
audit-whole = the audit log is whole: { $entries } entries (head { $hash })
audit-broken = the audit log is broken at entry { $seq }: { $what ->
    [changed] it was changed
    [removed] it was removed
    [added] it was added past the end
   *[reordered] it was moved
  }
file-write = { $file } cannot be written: { $error }
office-unpublished = nothing is published of { $office } for { $year }
