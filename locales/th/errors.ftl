# ข้อผิดพลาดของการทำงาน
file-read = อ่านไฟล์ { $file } ไม่ได้: { $error }
file-converted = { $file }: แปลงจากรหัส TIS-620/Windows-874 เป็น UTF-8 แล้ว
score-usage = ให้ --instrument และ --marks มาจำนวนเท่ากัน และถ้ามีหลายคู่ต้องมี --out
score-twice = ผลสองชุดจะเขียนลงแฟ้มเดียวกัน: { $file }; ให้เครื่องมือแต่ละชุดของแต่ละปีเพียงครั้งเดียว
output-write = เขียนผลลัพธ์ไม่สำเร็จ: { $error }
denied = ไม่มีสิทธิ์ทำรายการนี้
stopped = หยุดตามคำสั่ง ไม่มีข้อมูลใดเปลี่ยนแปลง
internal = เกิดข้อผิดพลาดภายในระบบ ไม่มีข้อมูลใดเปลี่ยนแปลง รายละเอียดอยู่ในบันทึกของระบบ
changed-meanwhile = มีผู้อื่นแก้ไขรายการเดียวกันก่อนหน้า ให้เปิดรายการใหม่แล้วลองอีกครั้ง
not-found = ไม่พบ{ $noun ->
    [user] ผู้ใช้
    [session] การเข้าใช้
    [instrument] เครื่องมือ
    [publication] ผลที่ประกาศของปี
    [office] เขตพื้นที่
    [report] รายงาน
    [round] รอบ
    [file] ไฟล์
    [extension] คำขอขยายเวลา
    [job] งาน
    [document] เอกสาร
    [objection] ข้อทักท้วง
   *[other] รายการ
  } { $name }
settings = การตั้งค่า (emes.toml ตัวแปร EMES_… หรือตัวเลือกของคำสั่ง) ผิด: { $error }
folder-create = สร้างโฟลเดอร์ { $folder } ไม่ได้: { $error }
publish-no-round = { $instrument } ไม่มีรอบใดถึง { $through } รอบแรกคือ { $first }
publish-nothing = ยังประกาศผล { $instrument } ปี { $year } ถึง { $through } ไม่ได้ ไม่มีเขตพื้นที่ใดมีคะแนนครบ

migrated = ปรับฐานข้อมูลแล้ว: { $names }
migrated-none = ฐานข้อมูลเป็นรุ่นปัจจุบันอยู่แล้ว
imported = เพิ่ม { $inserted } เปลี่ยน { $changed } คงเดิม { $unchanged }
imported-revision = บันทึก { $code } ปี { $year } ฉบับปรับปรุงที่ { $revision } (เปลี่ยนแปลง { $changes } จุด)
imported-revision-same = { $code } ปี { $year } ตรงกับฉบับปรับปรุงที่ { $revision } อยู่แล้ว
recomputed = คำนวณคะแนนถึง { $through }: { $offices } เขต ไม่ครบ { $incomplete } เขต
published = ประกาศผล { $number }: { $offices } เขต ระงับ { $withheld } เขต{ $corrects ->
    [none] { "" }
   *[other] { " " }แก้ไขแทน { $corrects }
  } (รหัส { $hash })
published-same = { $number } ประกาศผลนี้อยู่แล้ว ไม่มีอะไรเปลี่ยน: { $offices } เขต ระงับ { $withheld } เขต (รหัส { $hash }){ $corrects ->
   *[other] { "" }
  }
withheld = { $office }: ยังไม่ประกาศผล ไม่มีคะแนนของ { $nodes }
withheld-more = และอีก { $count } เขต
audit-whole = บันทึกการใช้งานครบถ้วน { $entries } รายการ (รหัสท้าย { $hash })
audit-broken = บันทึกการใช้งานผิดปกติที่รายการ { $seq }: { $what ->
    [changed] ข้อความถูกแก้ไข
    [removed] รายการหายไป
    [added] มีรายการแปลกปลอมต่อท้าย
   *[reordered] ลำดับถูกสลับ
  }
file-write = เขียน { $file } ไม่ได้: { $error }
office-unpublished = { $office } ยังไม่มีผลที่ประกาศของปี { $year }
program-path = หาที่อยู่ของโปรแกรมไม่พบ: { $error }
bench-lost = สูญหาย { $lost } จาก { $of } รายการ
bench-pair = "{ $pair }" ต้องเขียนแบบ เครื่องมือ.toml=คะแนน.csv
issued = ออกเอกสาร { $files } ไฟล์ใน { $folder }
issued-stopped = หยุดตามคำสั่ง ออกเอกสารแล้ว { $files } ไฟล์ใน { $folder } ทุกไฟล์สมบูรณ์
issued-without = ไม่มีผลที่ประกาศ { $count } เขต: { $offices }
exported = เขียน { $file } แล้ว ({ $size } ไบต์)
export-ending = ไม่รู้จักชนิดของ { $file } ชื่อไฟล์ต้องลงท้ายด้วย .csv .xlsx หรือ .json
verify-issued = เอกสารรหัส { $code } เป็นเอกสารที่ออกจากระบบนี้จริง
verify-altered = ไฟล์นี้มีรหัส { $code } แต่เนื้อหาไม่ตรงกับไฟล์ที่ออกจากระบบ
verify-unknown = ไม่พบเอกสาร { $what } ในระบบนี้
verify-document = ชนิด { $kind } ({ $format }) ปีงบประมาณ { $year }{ $office ->
    [none] { "" }
   *[other] { " " }{ $office }
  } sha256 { $sha256 }
verify-result = { $publication } { $title }: { $level ->
    [none] ไม่มีผลภาพรวม
   *[other] { $mean } { $level }
  }{ $corrected ->
    [none] { "" }
   *[other] { " " }(มีฉบับแก้ไข { $corrected })
  }
doctor-setting = { $key } = { $value }
doctor-well = พร้อมใช้งาน: ฐานข้อมูล { $place } มีเครื่องมือ { $instruments } ชุด ปี { $years }
demo-begins = สร้างข้อมูลจำลองจากเลขตั้งต้น { $seed } (ตัวเลขทั้งหมดเป็นข้อมูลจำลอง ยกเว้นผลจริงสองฉบับที่ระบุแหล่งที่มา)
demo-none = ยังไม่มีข้อมูลสาธิตใน { $folder } ให้เริ่มโดยไม่ใส่ --keep เพื่อสร้างใหม่
demo-published = ประกาศผล { $number }: { $offices } เขต ระงับ { $withheld } เขต{ $corrects ->
   *[other] { "" }
  }
demo-corrected = ประกาศผล { $number } แก้ไขแทน { $corrects }: { $offices } เขต ระงับ { $withheld } เขต
demo-file = { $file }
demo-documents = เอกสารตัวอย่าง { $files } ฉบับอยู่ที่ { $out }
demo-ends = ข้อมูลสาธิตพร้อมแล้ว ฐานข้อมูลอยู่ที่ { $data }
publications-sound = ผลที่ประกาศ { $count } ฉบับคำนวณซ้ำแล้วตรงทุกไบต์
publication-changed = ผลที่ประกาศ { $number } ถูกแก้ไขหลังประกาศ: { $offices }
publication-hash = ผลที่ประกาศ { $number } ไม่ตรงกับรหัสที่ประกาศไว้

login-unusable = ชื่อเข้าใช้ต้องเป็นอีเมลหรือชื่อผู้ใช้ 3-100 ตัว ใช้ได้เฉพาะอักษรละติน ตัวเลข และ . _ + - @
login-taken = มีผู้ใช้ชื่อเข้าใช้นี้แล้ว
user-name-unusable = ชื่อผู้ใช้ต้องไม่ว่างและไม่เกิน 200 ตัวอักษร
email-unusable = อีเมลไม่ถูกต้อง
user-self = เปลี่ยนบทบาทหรือระงับบัญชีของตนเองไม่ได้ ให้ผู้ดูแลระบบคนอื่นทำ
user-disabled = บัญชีนี้ถูกระงับ ให้ยกเลิกการระงับก่อน
role-scope = บทบาท { $role } ใช้กับ{ $scope ->
    [system] ทั้งระบบ
    [region] เขตตรวจราชการ
   *[office] เขตพื้นที่
  }ไม่ได้
role-days = บทบาทสิ้นสุดวันที่ { $to } ซึ่งไม่อยู่หลังวันเริ่ม { $from }
role-begun = บทบาท { $role } เริ่มตั้งแต่ { $from } แล้ว ลบหรือแก้วันเริ่มไม่ได้ ให้กำหนดวันสิ้นสุดตั้งแต่วันนี้เป็นต้นไปแทน
password-short = รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย { $count } ตัวอักษร ข้อความหลายคำที่จำง่ายก็ใช้ได้
password-long = รหัสผ่านยาวเกินไป ใช้ได้ไม่เกิน 1,000 ไบต์
password-common = รหัสผ่านนี้เดาง่าย เป็นคำที่ใช้กันทั่วไป แม้เติมตัวเลขหรือเครื่องหมายก็ยังเดาได้ ให้ใช้ข้อความอื่น
password-digits = รหัสผ่านมีแต่ตัวเลขและเครื่องหมาย ซึ่งเดาง่าย ให้ใช้ตัวอักษรด้วย
password-has-login = รหัสผ่านมีชื่อเข้าใช้อยู่ข้างใน ให้ใช้ข้อความอื่น
password-same = รหัสผ่านใหม่เหมือนรหัสผ่านเดิม
password-none = ไม่มีรหัสผ่านทางอินพุตมาตรฐาน ให้ส่งเข้ามาหนึ่งบรรทัด
sign-in-refused = ชื่อเข้าใช้หรือรหัสผ่านไม่ถูกต้อง
sign-in-wait = ใส่รหัสผ่านผิดหลายครั้งเกินไป ให้รอ { $minutes } นาทีแล้วลองใหม่
role-unknown = ไม่มีบทบาท "{ $role }"
user-file-long = ไฟล์มีมากกว่า { $most } คน ให้แบ่งเป็นหลายไฟล์
user-file-none = เลือกไฟล์ก่อน
sign-in-step-over = ขั้นตอนนี้ใช้เวลานานเกินไปหรือถูกใช้ไปแล้ว ให้เริ่มเข้าใช้ใหม่
second-factor-wrong = ไม่ใช่รหัสของขณะนี้ ให้ตรวจเวลาของเครื่อง แล้วพิมพ์ตัวเลข 6 หลักที่แสดงอยู่
second-factor-refused = รหัสไม่ถูกต้องหรือใช้ไปแล้ว ให้รอรหัสถัดไป
second-factor-first = ต้องเข้าใช้ด้วยการยืนยันขั้นที่สองก่อน จึงจะเปลี่ยนได้
second-factor-there = ตั้งแอปยืนยันตัวตนไว้แล้ว
second-factor-unreadable = อ่านการยืนยันขั้นที่สองของท่านบนเครื่องแม่ข่ายนี้ไม่ได้ ให้ผู้ดูแลระบบล้างค่าให้
second-factor-is-reset = ล้างการยืนยันขั้นที่สองของ { $login } แล้ว การเข้าใช้ที่ค้างอยู่สิ้นสุดทั้งหมด
vault-none = ใช้การยืนยันขั้นที่สองไม่ได้ เพราะโปรแกรมเริ่มทำงานโดยไม่มีกุญแจ
secret-key-unusable = กุญแจสำหรับการยืนยันขั้นที่สองต้องมี 32 ไบต์ เขียนแบบ base64url ดูการตั้งค่า secret_key
origin-unusable = { $origin } ไม่ใช่ที่อยู่ของเว็บไซต์ ต้องเป็นชื่อ เช่น https://emes.example.go.th
passkey-refused = พาสคีย์นี้ใช้ไม่ได้ ให้ลองอีกครั้งหรือใช้รหัสผ่าน
passkey-name = พาสคีย์ต้องมีชื่อ ยาวไม่เกิน 60 ตัวอักษร
passkey-many = ท่านมีพาสคีย์ครบ { $most } รายการแล้ว ให้ลบรายการที่ไม่ใช้
provider-unusable = ใช้ผู้ให้บริการ OpenID ไม่ได้ เพราะ { $address } ไม่ใช่ที่อยู่
provider-client-id = ตั้งผู้ให้บริการ OpenID ไว้แต่ไม่ได้ตั้งชื่อที่ผู้ให้บริการเรียกโปรแกรมนี้ ให้ตั้งค่า oidc_client_id
provider-unreachable = ระบบที่ใช้เข้าร่วมกันไม่ตอบ ให้ลองใหม่ภายหลังหรือใช้รหัสผ่าน
provider-refused = ระบบที่ใช้เข้าร่วมกันไม่ยืนยันการเข้าใช้ ให้ลองอีกครั้ง
provider-unknown = ไม่มีผู้ใช้ที่ผูกกับบัญชีนี้ ให้ผู้ประสานงานใส่อีเมลของบัญชีนี้ไว้กับผู้ใช้ของท่าน
link-unusable = ลิงก์นี้ใช้ไม่ได้แล้ว อาจถูกใช้ไปแล้วหรือหมดอายุ ให้ขอลิงก์ใหม่จากผู้ดูแลระบบ
user-added = เพิ่มผู้ใช้ { $login } แล้ว ต้องเปลี่ยนรหัสผ่านเมื่อเข้าใช้ครั้งแรก
user-password-set = ตั้งรหัสผ่านของ { $login } แล้ว ต้องเปลี่ยนรหัสผ่านเมื่อเข้าใช้ครั้งต่อไป
user-is-disabled = ระงับบัญชี { $login } แล้ว การเข้าใช้ที่ค้างอยู่สิ้นสุดทั้งหมด
round-state = รอบที่มีสถานะ { $state ->
    [planned] วางแผน
    [open] เปิดรับ
    [closed] ปิดรับแล้ว
    [marking] กำลังประเมิน
    [confirmed] ยืนยันแล้ว
   *[published] ประกาศแล้ว
  } ทำรายการนี้ไม่ได้
round-without-calendar = รอบนี้ยังไม่มีปฏิทิน ให้กำหนดวันเปิด วันครบกำหนด และวันปิดรับก่อน
round-opens-later = รอบนี้เปิดวันที่ { $day }
round-closes-later = เขตพื้นที่ยังรายงานได้ถึงวันที่ { $day }
round-opened-already = รอบนี้เปิดแล้ว เปลี่ยนวันเปิดไม่ได้
round-not-open = รอบนี้มีสถานะ { $state ->
    [planned] วางแผน
    [open] เปิดรับ
    [closed] ปิดรับแล้ว
    [marking] กำลังประเมิน
    [confirmed] ยืนยันแล้ว
   *[published] ประกาศแล้ว
  } ขณะนี้ไม่รับรายงาน
calendar-order = วันต้องเรียงตามลำดับ คือ เปิด { $opens } ครบกำหนด { $due } ปิดรับ { $closes }
extension-waits = ขอขยายเวลาไว้แล้วและยังไม่ได้รับการพิจารณา
extension-too-short = วันที่ { $day } อยู่ในกำหนดเดิม ให้ขอวันที่หลังจากนั้น
extension-decided = คำขอนี้พิจารณาแล้ว
reason-missing = ให้ระบุเหตุผล
report-state = รายงานที่มีสถานะ { $state ->
    [drafting] กำลังเขียน
    [submitted] รอผู้อำนวยการ
    [certified] รับรองแล้ว
    [returned] ส่งคืนแก้ไข
    [accepted] ผ่านการกลั่นกรอง
    [marked] ประเมินแล้ว
   *[published] ประกาศแล้ว
  } ทำรายการนี้ไม่ได้
report-incomplete = ยังไม่สมบูรณ์ { $count } รายการ
report-not-passed = ยังไม่ผ่านการกลั่นกรอง { $count } รายการ
item-locked = รายการนี้ถูกล็อก รายงานมีสถานะ { $state ->
    [drafting] กำลังเขียน
    [submitted] รอผู้อำนวยการ
    [certified] รับรองแล้ว
    [returned] ส่งคืนแก้ไข
    [accepted] ผ่านการกลั่นกรอง
    [marked] ประเมินแล้ว
   *[published] ประกาศแล้ว
  }
return-nothing = ให้เลือกรายการที่จะส่งคืนอย่างน้อยหนึ่งรายการ
answer-narrative-missing = ให้บรรยายสิ่งที่ดำเนินการและผลที่เกิดขึ้น
answer-too-long = ข้อความยาว { $length } ตัวอักษร เกินกว่า { $most } ที่กำหนด
answer-as-before = ข้อความเหมือนกับรอบก่อน
answer-level-missing = ให้เลือกระดับคุณภาพของเขตพื้นที่
answer-level-unknown = ไม่มีระดับ { $level } ใช้ได้เฉพาะ { $lowest }-{ $highest }
answer-level-jumps = ระดับเป็น { $level } รอบก่อนเป็น { $before }
answer-overruled = ระดับ { $level } ไม่ตรงกับเกณฑ์ที่เลือกไว้ ({ $ticks }) ให้ระบุเหตุผล
answer-value-missing = ยังไม่ได้กรอกค่า "{ $name }"
answer-value-malformed = ค่า "{ $value }" ของ "{ $name }" ไม่ใช่ตัวเลข ให้เขียนเช่น 92.50
answer-value-unknown = รายการนี้ไม่มีค่า "{ $name }"
answer-evidence-missing = ยังไม่ได้อ้างอิงหลักฐาน
mark-justification-missing = เขตพื้นที่ประเมินตนเองระดับ { $own } ให้ระบุเหตุผลที่ให้ระดับ { $level }
evidence-empty = ไฟล์ว่างเปล่า
evidence-kind = "{ $name }" เป็นชนิดที่ไม่รับ ให้ใช้ชนิดใดชนิดหนึ่งต่อไปนี้ { $taken }
evidence-broken-off = ไฟล์มาไม่ครบ ให้ส่งใหม่
evidence-too-large = ไฟล์ใหญ่กว่า { $megabytes } MB
serving = พร้อมให้บริการที่ http://{ $address } (กด Ctrl-C เพื่อหยุด)
served = หยุดให้บริการแล้ว
serve-listen = เปิดให้บริการที่ { $address } ไม่ได้: { $error }
serve-first-administrator = ยังไม่มีผู้ใช้ ผู้ดูแลระบบคนแรก (admin) ตั้งรหัสผ่านได้ครั้งเดียวที่ { $address }
day-malformed = "{ $day }" ไม่ใช่วันที่ พิมพ์ เช่น 29 ก.ย. 2569
region-malformed = "{ $region }" ไม่ใช่เลขเขตตรวจราชการ
user-office-needed = บทบาทนี้ต้องมีรหัสเขตพื้นที่ เช่น P2300
# งานเบื้องหลัง ประกาศผล และการทักท้วง
job-state = งานนี้{ $state ->
    [waiting] รอดำเนินการอยู่
    [working] กำลังทำอยู่
    [done] เสร็จแล้ว
    [failed] ยุติไปแล้ว
   *[cancelled] ถูกยกเลิกแล้ว
  } จึงทำรายการนี้ไม่ได้
job-unknown = ระบบรุ่นนี้ไม่รู้จักงานชนิด { $kind } ให้ใช้ระบบรุ่นใหม่กว่า
documents-failed = จัดทำเอกสารไม่สำเร็จ { $count } ฉบับ ฉบับแรกคือ { $file }: { $error }
documents-no-format = โปรดเลือกชนิดไฟล์อย่างน้อยหนึ่งชนิด
documents-wait = กำลังจัดทำเอกสารของปี { $year } อยู่แล้ว
round-incomplete = ยังมี { $count } เขตที่ให้คะแนนไม่ครบ โปรดระบุเหตุผลที่ไม่รอ
objection-closed = ไม่อยู่ในช่วงเวลาที่ทักท้วงได้
objection-twice = รายการนี้ทักท้วงไว้แล้ว
objection-decided = ข้อทักท้วงนี้พิจารณาแล้ว
objection-same-level = ระดับใหม่เท่ากับระดับที่ประกาศ ให้เลือกคงระดับเดิม
objection-days = จำนวนวันที่ทักท้วงได้ { $days } ใช้ไม่ได้ ต้องเป็นจำนวนเต็ม 0 ถึง { $max }
signatory-without-position = โปรดระบุตำแหน่งของผู้ลงนาม
signatory-acts-for-nobody = โปรดระบุตำแหน่งที่ลงนามแทน
worker-works = กำลังรอทำงานเบื้องหลัง กด Ctrl-C เพื่อหยุด
worker-signal = เริ่มทำงานเบื้องหลังไม่ได้: { $error }
mail-setting = การตั้งค่า { $setting } สำหรับส่งอีเมลไม่มีหรือไม่ถูกต้อง ต้องมี mail_url, mail_from และ public_url ครบ
forgotten-wait = ขอลิงก์จากเครือข่ายนี้หลายครั้งเกินไป ให้รอ { $minutes } นาทีแล้วลองใหม่
assignment-none-earlier = ไม่มีรอบก่อนให้คัดลอก
assignment-nothing = ให้เลือกรายการอย่างน้อยหนึ่งรายการ
assignee-unknown = ให้เลือกผู้รับผิดชอบที่เป็นผู้รายงานหรือผู้ประสานงานของเขตพื้นที่
mention-unknown = แจ้งถึงได้เฉพาะผู้ที่เกี่ยวข้องกับรายการนี้
# หลักฐาน
evidence-full = คลังหลักฐานเต็ม ({ $megabytes } MB) ให้แจ้งผู้ดูแลระบบส่วนกลาง
evidence-damaged = ไฟล์ภาพหรือวิดีโอเสียหาย เปิดอ่านไม่ได้ครบถ้วน
evidence-quarantined = ไฟล์นี้รอตรวจไวรัส ยังเปิดไม่ได้
evidence-infected = ไฟล์นี้มีไวรัส เปิดไม่ได้
evidence-no-numbers = ไม่มีเลขประจำตัวประชาชนที่ต้องยืนยันในไฟล์นี้
evidence-pages = "{ $pages }" ไม่ใช่เลขหน้า ให้เขียนเช่น 3-5, 8
evidence-link = "{ $url }" ไม่ใช่ที่อยู่เว็บ ให้ขึ้นต้นด้วย https:// หรือ http://
upload-longer = ข้อมูลที่ส่งมายาวกว่าที่แจ้งไว้
upload-unfinished = ไฟล์ยังส่งไม่ครบ
answer-part-larger = "{ $part }" มากกว่า "{ $whole }" ซึ่งเป็นจำนวนรวม
answer-value-jumps = "{ $name }" เป็น { $value } รอบก่อนเป็น { $before }
# Prometheus
serving-metrics = ตัวเลขสำหรับ Prometheus อยู่ที่ http://{ $address }/metrics
# ผู้ประเมินสองคน
doubling-percent = ร้อยละ "{ $percent }" ใช้ไม่ได้ ต้องเป็นจำนวนเต็ม 0 ถึง 100
doubling-marked-already = มีผู้ให้คะแนนในรอบนี้แล้ว จึงเปลี่ยนสัดส่วนของรายการที่มีผู้ประเมินสองคนไม่ได้
opinion-given = ท่านให้คะแนนรายการนี้แล้ว รายการที่มีผู้ประเมินสองคนแก้ไขไม่ได้
opinion-not-assigned = รายการนี้มีผู้ประเมินสองคน ให้คะแนนได้เฉพาะผู้ที่ได้รับมอบหมาย
opinion-not-wanted = รายการนี้มีผู้ประเมินคนอื่นรับผิดชอบแล้ว
opinion-of-lead = หนึ่งในสองความเห็นเป็นของท่าน ให้หัวหน้าผู้ประเมินคนอื่นตัดสิน
successor-unfit = ผู้รับโอนต้องมีบทบาทนี้ในพื้นที่ของงาน และต้องไม่สังกัดหรือเคยสังกัดเขตพื้นที่ในงานนั้น
phrase-empty = ช่องนี้ยังไม่มีข้อความให้เก็บ
phrase-too-long = ข้อความยาว { $length } ตัวอักษร เก็บเข้าคลังได้ไม่เกิน { $most }
phrase-of-other = ลบได้เฉพาะข้อความที่ท่านเก็บเอง หัวหน้าผู้ประเมินลบได้ทุกข้อความ
external-node = รายการ { $node } (mode = { $mode }) ไม่ใช่ผลจากระบบอื่นหรือค่าระดับประเทศ จึงนำเข้าทางนี้ไม่ได้
external-source-missing = ให้ระบุแหล่งที่มา
external-source-long = แหล่งที่มายาว { $length } ตัวอักษร ใช้ได้ไม่เกิน { $most }

# โทเค็นส่วนบุคคล
token-name-unusable = ต้องบอกว่าใช้โทเค็นทำอะไร ไม่เกิน 100 ตัวอักษร
token-for-nothing = ต้องเลือกขอบเขตอย่างน้อยหนึ่งอย่าง
token-days = โทเค็นใช้ได้ 1 ถึง { $max } วัน ไม่ใช่ { $days } วัน
token-too-many = มีโทเค็นที่ยังใช้ได้ครบ { $max } รายการแล้ว ยกเลิกรายการที่ไม่ใช้ก่อน

# API
api-scope = โทเค็นนี้ไม่มีขอบเขต { $needed }
api-no-condition = ต้องแนบ If-Match จาก ETag ที่อ่านมา
api-too-many = เรียกถี่เกินไป เรียกได้อีกครั้งใน { $seconds } วินาที
api-unreadable = สิ่งที่ส่งมาไม่ตรงกับที่เอกสาร API กำหนด
api-cursor = cursor ต้องมาจาก next ของหน้าก่อน
api-key = Idempotency-Key ต้องยาว 1 ถึง 200 ตัวอักษร
api-key-under-way = คำขอที่ใช้ Idempotency-Key นี้ยังทำไม่เสร็จ
api-key-other = Idempotency-Key นี้ใช้กับคำขออื่นไปแล้ว
api-problems = พบข้อผิดพลาด { $count } รายการ
api-status = { $status ->
    [401] ต้องแนบโทเค็นที่ยังใช้ได้ใน Authorization: Bearer
    [404] ไม่พบ หรือท่านไม่มีสิทธิเห็น
    [405] ที่อยู่นี้ใช้วิธีเรียกนี้ไม่ได้
    [408] ส่งข้อมูลช้าเกินไป
    [413] ข้อมูลใหญ่เกินกำหนด
    [415] ชนิดของข้อมูลไม่ตรงกับที่เอกสาร API กำหนด
   *[other] คำขอไม่ตรงกับที่เอกสาร API กำหนด
}

# เว็บฮุก
webhook-url = ที่อยู่ "{ $url }" ใช้เป็นเว็บฮุกไม่ได้ ต้องขึ้นต้นด้วย https:// และไม่มีชื่อผู้ใช้
webhook-inner = เว็บฮุกต้องไม่ชี้ไปที่เครื่องภายใน ({ $host }) เว้นแต่ผู้ดูแลเครื่องตั้งค่าอนุญาต
webhook-for-nothing = ต้องเลือกเหตุการณ์ที่จะแจ้งอย่างน้อยหนึ่งอย่าง
webhook-too-many = มีเว็บฮุกครบ { $max } รายการแล้ว ลบรายการที่ไม่ใช้ก่อน
webhook-unheard = ปลายทางไม่ตอบรับ: { $cause }
teller-none = โปรแกรมนี้เริ่มทำงานโดยไม่มีส่วนที่แจ้งเว็บฮุก

data-licence-unknown = ไม่รู้จักสัญญาอนุญาตของข้อมูลเปิด "{ $licence }" ใช้ได้: { $names }
# แบบร่างของเครื่องมือ
draft-problems = ยังมี { $count } ข้อที่ต้องแก้ก่อน
draft-bands-none = ต้องมีช่วงคะแนนอย่างน้อยหนึ่งช่วง
draft-at-the-end = เลื่อนต่อไปไม่ได้แล้ว
draft-into-itself = ย้าย { $node } เข้าไปในกลุ่มของตัวเองไม่ได้
draft-other-instrument = ไฟล์นี้เป็นของ { $found } ปี { $found_year } แบบร่างนี้คือ { $expected } ปี { $expected_year }
draft-no-item = ไม่มีรายการ { $node } ในแบบร่างนี้แล้ว
draft-no-group = { $node } ไม่ใช่กลุ่ม จึงรับรายการย่อยไม่ได้
draft-code-taken = มีรายการอื่นใช้รหัส { $code } แล้ว
draft-waits = แบบร่างนี้รอผู้อื่นตรวจ ต้องขอกลับมาแก้ก่อน
draft-not-waiting = แบบร่างนี้ไม่ได้รอตรวจ
draft-own = ท่านร่วมจัดทำแบบร่างนี้ ต้องให้ผู้อื่นตรวจ
draft-instrument-exists = ปี { $year } มีเครื่องมือ { $code } แล้ว ให้ปรับปรุงฉบับนั้นแทน
draft-twice = มีแบบร่างของ { $code } ปี { $year } อยู่แล้ว
draft-outdated = { $code } ปี { $year } มีฉบับใหม่หลังจากเริ่มแบบร่างนี้ ให้ดาวน์โหลดแบบร่างไว้ แล้วเริ่มใหม่จากฉบับล่าสุด
draft-unchanged = แบบร่างนี้เหมือนฉบับที่เผยแพร่แล้วทุกประการ
draft-other-levels = แบบร่างนี้มีระดับไม่ตรงกับปีก่อน จึงลองกับคะแนนปีก่อนไม่ได้
draft-number = "{ $text }" ไม่ใช่ตัวเลข

# เอกสารและไฟล์ที่จัดทำไม่ได้
document-folder = ใช้โฟลเดอร์แม่แบบเอกสารไม่ได้: { $path }: { $problem ->
    [unreadable] อ่านไม่ได้ ({ $cause })
    [too-large] มีขนาดรวมเกิน { $mebibytes } เมบิไบต์ ตรวจสอบว่าตั้งค่าโฟลเดอร์ถูกต้อง
    [outside] เป็นลิงก์ที่ชี้ออกนอกโฟลเดอร์ { $root } ให้คัดลอกไฟล์เข้ามาแทน
    [bad-name] ชื่อไฟล์ต้องเป็น UTF-8
    [no-font] ไม่ใช่ไฟล์แบบอักษร TrueType หรือ OpenType ที่อ่านได้
    [template-not-utf8] แม่แบบต้องเป็นข้อความ UTF-8
   *[words-not-utf8] รายการคำต้องเป็นข้อความ UTF-8 หนึ่งคำต่อหนึ่งบรรทัด
  }
document-template-unknown = ไม่มีแม่แบบเอกสาร { $name }.typ แม่แบบที่มี: { $known }
document-data = เตรียมข้อมูลของเอกสารไม่ได้: { $cause }
document-template =
    แม่แบบเอกสารมีข้อผิดพลาด
    { $found }
document-glyph =
    ไม่มีแบบอักษรสำหรับอักขระในเอกสาร แก้ข้อความหรือเพิ่มแบบอักษรในโฟลเดอร์ fonts
    { $found }
document-slow = แม่แบบเอกสารใช้เวลาเกิน { $seconds } วินาที ตรวจสอบคำสั่งวนซ้ำ (for, while) ในแม่แบบที่แก้ไข
document-large = แม่แบบเอกสารใช้หน่วยความจำเกิน { $mebibytes } เมบิไบต์ ตรวจสอบคำสั่งวนซ้ำและขนาดรูปภาพในแม่แบบที่แก้ไข
document-crashed = ตัวสร้างเอกสารหยุดทำงานผิดปกติ: { $cause }
docx-date = สร้างไฟล์ Word ไม่ได้: วันที่ออกประกาศผล “{ $found }” ไม่ใช่วันที่แบบ ปปปป-ดด-วว (ค.ศ.) เช่น 2021-11-16
docx-write = สร้างไฟล์ Word ไม่ได้: เขียนเนื้อหาไม่สำเร็จ
docx-picture = สร้างไฟล์ Word ไม่ได้: วาด{ $picture ->
    [mark] ตราหน่วยงาน
   *[qr] คิวอาร์โค้ด
  }ไม่สำเร็จ ({ $cause })
docx-chart = สร้างไฟล์ Word ไม่ได้: สร้างแผนภูมิไม่สำเร็จ
docx-pack = สร้างไฟล์ Word ไม่ได้: บีบอัดไฟล์ไม่สำเร็จ
xlsx-no-sheet = สร้างไฟล์ Excel ไม่ได้: ไม่มีแผ่นงาน ต้องมีอย่างน้อยหนึ่งแผ่น
xlsx-sheet-name = สร้างไฟล์ Excel ไม่ได้: ชื่อแผ่นงาน “{ $name }” ใช้ไม่ได้ เพราะ{ $problem ->
    [empty] ว่างเปล่า ต้องมีอย่างน้อยหนึ่งตัวอักษร
    [long] ยาวเกิน 31 ตัวอักษร (นับสระและวรรณยุกต์ด้วย) ให้ย่อชื่อ
    [characters] มีอักขระต้องห้าม ( [ ] : * ? / \ ) ให้ตัดออก
    [apostrophe] ขึ้นต้นหรือลงท้ายด้วย ' ให้ตัดออก
    [reserved] Excel สงวนชื่อนี้ไว้ ให้ใช้ชื่ออื่น
   *[taken] ซ้ำกับแผ่นงานอื่นในไฟล์ (Excel ไม่แยกตัวพิมพ์เล็กใหญ่) ให้ตั้งชื่อต่างกัน
  }
xlsx-row-length = สร้างไฟล์ Excel ไม่ได้: แผ่นงาน “{ $sheet }” แถวข้อมูลที่ { $row } มี { $found } ช่อง ต้องมี { $expected } ช่องเท่ากับจำนวนคอลัมน์
xlsx-too-many-rows = สร้างไฟล์ Excel ไม่ได้: แผ่นงาน “{ $sheet }” มี { $rows } แถว เกินที่ Excel รับได้ ให้ส่งออกเป็น CSV หรือแบ่งเป็นหลายแผ่น
xlsx-content = สร้างไฟล์ Excel ไม่ได้: แผ่นงาน “{ $sheet }” ช่อง { $cell } มีค่า “{ $found }” { $problem ->
    [long] ยาวเกิน 32,767 ตัวอักษรที่ Excel รับได้ ให้ตัดให้สั้นลง
    [no-number] ไม่ใช่จำนวน ต้องเป็นเลขอารบิกแบบ 4.50
   *[no-date] ไม่ใช่วันที่แบบ ปปปป-ดด-วว (ค.ศ.) เช่น 2021-11-16
  }
xlsx-date = สร้างไฟล์ Excel ไม่ได้: วันที่ออกประกาศผล “{ $found }” ไม่ใช่วันที่แบบ ปปปป-ดด-วว (ค.ศ.) เช่น 2021-11-16
xlsx-write = สร้างไฟล์ Excel ไม่ได้: { $cause }
# ยืนยันตัวตนก่อนรับรอง
confirmation-missing = ต้องยืนยันตัวตนก่อนรับรอง
confirmation-wrong = รหัสผ่านไม่ถูกต้อง
confirmation-over = การยืนยันตัวตนนี้ใช้ไปแล้วหรือหมดอายุ ให้ยืนยันอีกครั้ง
mirror-address = ที่อยู่ { $origin } ใช้ไม่ได้ ต้องขึ้นต้นด้วย https:// หรือ http://
mirror-unreachable = อ่าน { $url } ไม่ได้ ({ $cause }) ตรวจที่อยู่และเครือข่ายแล้วลองใหม่ ยังไม่มีข้อมูลใดเปลี่ยน
mirror-unreadable = ไม่เป็นไปตามแบบข้อมูลเปิดของ e-MES: { $cause }
mirror-nothing = { $origin } ยังไม่มีผลที่ประกาศ
mirror-differs = ผลที่คำนวณจากระดับของประกาศ { $number } ไม่ตรงกับผลที่ประกาศ ที่เขต { $office } รายการ { $node } จึงไม่นำเข้าข้อมูลใด
mirror-incomplete = ผลที่คำนวณจากระดับของประกาศ { $number } มีจำนวนไม่เท่ากับผลที่ประกาศ จึงไม่นำเข้าข้อมูลใด
mirror-in-use = รอบ { $round } ของ { $instrument } ปี { $year } มีการทำงานในระบบนี้แล้ว จึงไม่นำเข้าข้อมูลใด ให้ใช้ฐานข้อมูลอื่น
mirrored = { $number }: { $offices } เขต ผล { $scores } รายการตรงกับที่ประกาศ
