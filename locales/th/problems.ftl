# ปัญหาของไฟล์ที่ส่งเข้ามา: อะไรผิด และที่ถูกเป็นอย่างไร
file-not-text = ไฟล์นี้ไม่ใช่ข้อความ (พบข้อมูลไบนารี) ต้องเป็นข้อความแบบ UTF-8 (CSV หรือ TOML) หรือ XLSX
file-encoding-utf16 = ไฟล์เข้ารหัสแบบ UTF-16 ให้บันทึกใหม่แบบ UTF-8
file-encoding-unknown = อ่านรหัสอักษรไม่ได้ที่ไบต์ { $offset } ต้องเป็น UTF-8 (หรือ TIS-620/Windows-874 ซึ่งระบบแปลงให้)
file-empty = ไฟล์ว่าง ต้องมีแถวหัวตาราง { $columns }
file-too-large = ไฟล์ใหญ่ { $size } ไบต์ ต้องไม่เกิน { $most } ไบต์
file-header = หัวตารางเป็น "{ $found }" ต้องเป็น "{ $columns }"
file-row-cells = แถวนี้มี { $found } ช่อง ต้องมี { $expected } ช่องตามหัวตาราง
file-csv = อ่าน CSV ไม่ได้: { $error }
file-csv-quotation = ข้อความในเครื่องหมายคำพูดของแถวนี้ไม่มีเครื่องหมายปิด ไฟล์อาจไม่ครบ ให้ปิดเครื่องหมายหรือส่งออกไฟล์ใหม่
file-xlsx = เปิดไฟล์ XLSX ไม่ได้ ไฟล์อาจเสียหายหรือส่งมาไม่ครบ: { $error }
file-xlsx-cell = ช่องนี้เป็นค่าผิดพลาดของ Excel ({ $error }) ต้องเป็นข้อความหรือตัวเลข
file-no-rows = ไม่มีแถวข้อมูลใต้หัวตาราง

code-malformed = รหัส "{ $code }" ใช้ไม่ได้ ต้องยาว 1-64 ตัว ไม่มีช่องว่าง จุลภาค หรือเครื่องหมายคำพูด
fiscal-year-unknown = ปีงบประมาณ { $year } ใช้ไม่ได้ ต้องเป็นปี พ.ศ. 2500-2699
round-unknown = ไม่มีรอบ "{ $round }" ใช้ได้: { $rounds }
rounds-order = รอบต้องมีอย่างน้อยหนึ่งรอบ ไม่ซ้ำ และเรียงจากต้นปี

instrument-syntax = ไวยากรณ์ TOML ผิด: { $error }
instrument-format = format = { $format } โปรแกรมนี้อ่านได้เฉพาะ format = 1
instrument-key-missing = ขาด { $key }
instrument-key-unknown = ไม่รู้จัก { $key }{ $nearest ->
    [none] { "" }
   *[other] { " " }หมายถึง { $nearest } หรือไม่
  }
instrument-value-kind = ค่าของ { $key } ใช้ไม่ได้ ต้องเขียนแบบ { $expected }
instrument-text-empty = { $key } ว่าง ต้องมีข้อความ
instrument-word-unknown = { $key } = "{ $word }" ใช้ไม่ได้ ต้องเป็น { $words }
scoring-decimals = decimals = { $decimals } ใช้ไม่ได้ ต้องอยู่ระหว่าง 0 ถึง { $most }
band-level-range = ระดับ { $level } ใช้ไม่ได้ ต้องอยู่ระหว่าง 0 ถึง 99
band-min-order = min ของระดับ { $level } คือ { $min } ต้องน้อยกว่า { $above } ของระดับที่อยู่เหนือขึ้นไป
band-level-order = ระดับ { $level } อยู่ใต้ระดับ { $above } ต้องเรียงจากระดับสูงลงต่ำและไม่ซ้ำ
band-hole = มีช่องว่างระหว่างระดับ { $above } กับ { $below } ต้องมีทุกระดับ
band-level-outside = ค่าเฉลี่ย { $level } เต็มต้องได้ระดับ { $level } แต่ตามช่วงคะแนน (min = { $min }) ไม่ได้ระดับนี้
node-code-repeated = รหัส { $code } ซ้ำกับบรรทัด { $line } แต่ละรหัสใช้ได้ครั้งเดียว
node-applies-to-nobody = applies_to ว่าง ต้องระบุ "primary" หรือ "secondary"
node-target-missing = mode = "target" ต้องมี target = {"{"} value = "…" {"}"}
node-rubric-count = rubric มี { $texts } ข้อ ต้องมีระดับละหนึ่งข้อ รวม { $levels } ข้อ
node-shared-evidence = "{ $text }" ต้องเขียนแบบ "SA:S1.1"
node-measure-repeated = ชื่อ { $name } ซ้ำในรายการเดียวกัน
node-parent-unknown = ไม่มี parent "{ $parent }"{ $nearest ->
    [none] { "" }
   *[other] { " " }หมายถึง { $nearest } หรือไม่
  }
node-parent-evaluated = parent "{ $parent }" เป็นรายการที่ให้คะแนน (evaluated) จึงมีรายการย่อยไม่ได้ ให้ parent เป็น mode = "group"
node-parent-no-group = parent "{ $parent }" มี mode = "{ $mode }" ต้องเป็น "group"
node-parent-cycle = parent "{ $parent }" วนกลับมาที่รายการนี้เอง
node-group-empty = กลุ่มนี้ไม่มีรายการย่อย ต้องมีอย่างน้อยหนึ่งรายการ
weight-not-positive = น้ำหนัก { $weight } ใช้ไม่ได้ ต้องมากกว่า 0

mark-office-unknown = ไม่มีเขตพื้นที่รหัส "{ $office }"{ $nearest ->
    [none] { "" }
   *[other] { " " }หมายถึง { $nearest } หรือไม่
  }
mark-node-unknown = ไม่มีรายการ "{ $node }" ในเครื่องมือนี้{ $nearest ->
    [none] { "" }
   *[other] { " " }หมายถึง { $nearest } หรือไม่
  }
mark-node-takes-none = รายการ { $node } ไม่รับคะแนน (mode = { $mode })
mark-node-national = รายการ { $node } เทียบค่าเป้าหมายภาพรวมของ สพฐ. ให้ใส่ { $national } ในช่อง office
mark-node-not-national = รายการ { $node } ให้คะแนนรายเขต ใส่รหัสเขตพื้นที่ในช่อง office
mark-node-not-applicable = รายการ { $node } ไม่ใช้กับ { $kind } ({ $office })
mark-level-missing = ไม่มีระดับคุณภาพ ต้องเป็น { $lowest }-{ $highest }
mark-level-unknown = ระดับ "{ $level }" ใช้ไม่ได้ ต้องเป็น { $lowest }-{ $highest } หรือ { $names }
mark-level-on-target = รายการ { $node } เทียบค่าเป้าหมาย ให้ใส่ค่าในช่อง value แทนระดับ
mark-value-missing = รายการ { $node } เทียบค่าเป้าหมาย ต้องมีค่าในช่อง value
mark-value-malformed = ค่า "{ $value }" ไม่ใช่ตัวเลขทศนิยม เช่น 92.50
mark-repeated = { $office } { $node } { $round } มีแล้วในแถวก่อนหน้า แต่ละรายการใส่ได้ครั้งเดียวต่อรอบ

cell-empty = ช่อง { $column } ว่าง ต้องมีข้อความ
cell-number = "{ $text }" ไม่ใช่จำนวนเต็ม
office-code-repeated = รหัสเขตพื้นที่ { $code } ซ้ำกับบรรทัด { $line }
office-code-national = { $code } สงวนไว้สำหรับค่าภาพรวม ใช้เป็นรหัสเขตพื้นที่ไม่ได้
office-kind-unknown = ประเภท "{ $kind }" ใช้ไม่ได้ ต้องเป็น primary (สพป.) หรือ secondary (สพม.)
region-province-repeated = จังหวัดรหัส { $code } อยู่ในไฟล์แล้ว แต่ละจังหวัดอยู่ได้เขตเดียว
region-name-differs = เขตตรวจราชการหมายเลข { $number } มีชื่อ "{ $name }" ในบรรทัดก่อนหน้า ต้องใช้ชื่อเดียวกัน

document-settings = การตั้งค่าเอกสารผิด: { $error }

suggestion-empty = ต้องมีจุดเด่นหรือข้อเสนอแนะอย่างน้อยหนึ่งอย่าง
suggestion-repeated = ข้อเสนอแนะของ { $office } { $node } มีแล้วในแถวก่อนหน้า
office-region-unknown = ไม่มีเขตตรวจราชการหมายเลข { $number } ให้นำเข้าไฟล์เขตตรวจราชการก่อน
office-province-unknown = ไม่มีจังหวัด "{ $name }" ในไฟล์เขตตรวจราชการ
office-size-unknown = ปีงบประมาณ { $year } ไม่มีเขตพื้นที่รหัส "{ $office }"{ $nearest ->
    [none] { "" }
   *[other] { " " }หมายถึง { $nearest } หรือไม่
  }
office-size-repeated = { $office } ปี { $year } ซ้ำกับบรรทัด { $line } แต่ละเขตพื้นที่มีได้ปีละแถวเดียว
office-size-number = จำนวนโรงเรียน "{ $text }" ใช้ไม่ได้ ต้องเป็นจำนวนเต็ม 1-{ $most }
phrase-topic-repeated = หัวข้อ { $code } ซ้ำ แต่ละหัวข้อใช้ได้ครั้งเดียว
phrase-item-repeated = รายการ { $item } อยู่ในหัวข้อ { $topic } แล้ว แต่ละรายการอยู่ได้หัวข้อเดียว
phrase-repeated = ข้อความซ้ำกับบรรทัด { $line }
phrase-slot-unknown = วงเล็บปีกกาใช้ได้เฉพาะช่องเติมข้อความ { $slots }
text-mistyped = พิมพ์ผิดหลัง "{ $near }": สระ วรรณยุกต์ ไม้ยมก หรือช่องว่างวางผิดที่หรือซ้ำ
user-acting-unclear = ให้กรอก 1 เมื่อรักษาราชการแทน มิฉะนั้นให้เว้นว่าง
user-row-differs = ชื่อเข้าใช้นี้อยู่ในบรรทัด { $line } แล้ว โดยมีชื่อหรืออีเมลต่างกัน
user-row-repeated = บทบาทนี้ของบุคคลนี้ซ้ำในไฟล์
user-not-yours = ท่านจัดการได้เฉพาะผู้ใช้ของเขตพื้นที่ของท่าน
measure-formula = "{ $formula }" ไม่ใช่สูตร ให้ใช้ชื่อค่า ตัวเลข + - * / และวงเล็บ
measure-unknown = ค่า "{ $measure }" อ้างถึง "{ $name }" ซึ่งไม่ใช่ค่าที่กรอกในรายการเดียวกัน
