# Problems of files that people hand in: what is wrong and what would be right.

file-not-text = this is not text (binary data found); it must be text in UTF-8 (CSV or TOML) or XLSX
file-encoding-utf16 = the file is encoded as UTF-16; save it again in UTF-8
file-encoding-unknown = the encoding cannot be read at byte { $offset }; it must be UTF-8 (or TIS-620/Windows-874, which is converted)
file-empty = the file is empty; it must begin with the header { $columns }
file-too-large = the file has { $size } bytes; at most { $most } are read
file-header = the header is "{ $found }"; it must be "{ $columns }"
file-row-cells = this row has { $found } cells; it must have { $expected } as the header
file-csv = this CSV cannot be read: { $error }
file-csv-quotation = the quotation in this row does not end, so the file may be cut off; close it or export the file again
file-xlsx = this XLSX file cannot be opened; it may be damaged or cut off: { $error }
file-xlsx-cell = this cell holds an Excel error ({ $error }); it must hold text or a number
file-no-rows = there is no row below the header

code-malformed = the code "{ $code }" is not usable; it must have 1-64 characters without spaces, commas or quotes
fiscal-year-unknown = the fiscal year { $year } is not usable; it must be a Buddhist Era year 2500-2699
round-unknown = there is no round "{ $round }"; use one of { $rounds }
rounds-order = there must be at least one round, none twice, in the order of the year

instrument-syntax = wrong TOML: { $error }
instrument-format = format = { $format }; this program reads format = 1 only
instrument-key-missing = { $key } is missing
instrument-key-unknown = { $key } is not known{ $nearest ->
    [none] { "" }
   *[other] ; is { $nearest } meant?
  }
instrument-value-kind = the value of { $key } is not usable; write it as { $expected }
instrument-text-empty = { $key } is empty; it needs a text
instrument-word-unknown = { $key } = "{ $word }" is not usable; it must be one of { $words }
scoring-decimals = decimals = { $decimals } is not usable; it must lie between 0 and { $most }
band-level-range = the level { $level } is not usable; it must lie between 0 and 99
band-min-order = min of level { $level } is { $min }; it must be less than { $above } of the level above
band-level-order = level { $level } stands below level { $above }; levels go from high to low, each once
band-hole = there is a hole between level { $above } and { $below }; every level needs a band
band-level-outside = a mean of exactly { $level } must have level { $level }, but the bands (min = { $min }) give another
node-code-repeated = the code { $code } stands already in line { $line }; each code is used once
node-applies-to-nobody = applies_to is empty; name "primary" or "secondary"
node-target-missing = mode = "target" needs target = {"{"} value = "…" {"}"}
node-rubric-count = rubric has { $texts } texts; it needs one per level, { $levels } in all
node-shared-evidence = "{ $text }" must be written as "SA:S1.1"
node-measure-repeated = the name { $name } stands twice in one item
node-parent-unknown = there is no parent "{ $parent }"{ $nearest ->
    [none] { "" }
   *[other] ; is { $nearest } meant?
  }
node-parent-evaluated = the parent "{ $parent }" is evaluated and so cannot have children; make the parent mode = "group"
node-parent-no-group = the parent "{ $parent }" has mode = "{ $mode }"; it must be "group"
node-parent-cycle = the parent "{ $parent }" leads back to this item
node-group-empty = this group has no child; it needs at least one
weight-not-positive = the weight { $weight } is not usable; it must be greater than 0

mark-office-unknown = there is no office "{ $office }"{ $nearest ->
    [none] { "" }
   *[other] ; is { $nearest } meant?
  }
mark-node-unknown = there is no item "{ $node }" in this instrument{ $nearest ->
    [none] { "" }
   *[other] ; is { $nearest } meant?
  }
mark-node-takes-none = the item { $node } takes no marks (mode = { $mode })
mark-node-national = the item { $node } is compared with a national target; write { $national } in the office column
mark-node-not-national = the item { $node } is marked per office; write an office code in the office column
mark-node-not-applicable = the item { $node } does not apply to { $kind } ({ $office })
mark-level-missing = the level is missing; it must be { $lowest }-{ $highest }
mark-level-unknown = the level "{ $level }" is not usable; it must be { $lowest }-{ $highest } or { $names }
mark-level-on-target = the item { $node } is compared with a target; write the value in the value column, not a level
mark-value-missing = the item { $node } is compared with a target; the value column needs a value
mark-value-malformed = the value "{ $value }" is not a decimal number such as 92.50
mark-repeated = { $office } { $node } { $round } stands in an earlier row; each is given once per round

cell-empty = the cell { $column } is empty; it needs a text
cell-number = "{ $text }" is not a whole number
office-code-repeated = the office code { $code } stands already in line { $line }
office-code-national = { $code } is kept for values of the whole administration; an office cannot have it
office-kind-unknown = the kind "{ $kind }" is not usable; it must be primary or secondary
region-province-repeated = the province { $code } is in the file already; a province lies in one region
region-name-differs = region { $number } is called "{ $name }" in an earlier line; use one name

document-settings = the document settings are wrong: { $error }

suggestion-empty = strengths or recommendation must be given
suggestion-repeated = the suggestion for { $office } { $node } stands in an earlier row
office-region-unknown = there is no inspection region { $number }; import the regions first
office-province-unknown = there is no province "{ $name }" in the regions
office-size-unknown = there is no office "{ $office }" in the fiscal year { $year }{ $nearest ->
    [none] { "" }
   *[other] ; is { $nearest } meant?
  }
office-size-repeated = { $office } in { $year } stands already in line { $line }; an office has one row for each year
office-size-number = the number of schools "{ $text }" is not usable; it must be a whole number 1-{ $most }
phrase-topic-repeated = topic { $code } stands twice; each may stand once
phrase-item-repeated = item { $item } already belongs to topic { $topic }; an item has one topic
phrase-repeated = the same text stands in line { $line }
phrase-slot-unknown = braces may only hold one of the slots { $slots }
text-mistyped = mistyped after "{ $near }": a vowel, tone mark, repetition mark or space is out of place or doubled
user-acting-unclear = write 1 when the person is acting and leave it empty otherwise
user-row-differs = this login stands on line { $line } with another name or e-mail address
user-row-repeated = this role of the person stands in the file twice
user-not-yours = you manage the people of your own office only
measure-formula = "{ $formula }" is no formula; use names of values, numbers, + - * / and brackets
measure-unknown = the value "{ $measure }" names "{ $name }", which is no value that is typed in at the same item
