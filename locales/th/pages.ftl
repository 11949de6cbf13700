# หน้าเว็บ: โครงหน้า
shell-skip = ข้ามไปเนื้อหาหลัก
shell-tagline = ติดตามและประเมินผล
shell-menu-main = เมนูหลัก
shell-menu-small = เมนูหลัก (จอเล็ก)
shell-menu = เมนู
shell-language = ภาษา
shell-me = ข้อมูลผู้ใช้และความปลอดภัย
shell-sign-in = เข้าสู่ระบบ
shell-sign-out = ออกจากระบบ
shell-demo = ข้อมูลจำลอง: ระบบสาธิตนี้สร้างข้อมูลขึ้นเพื่อทดลองใช้ และลบทิ้งทุกครั้งที่เริ่มใหม่
shell-foot = e-MES ระบบติดตามและประเมินผลเขตพื้นที่การศึกษา
shell-foot-menu = ท้ายหน้า
shell-licences = ลิขสิทธิ์ของซอฟต์แวร์ที่ใช้
shell-place = ตำแหน่งหน้า
required = (จำเป็น)
role = { $role ->
    [central-admin] ผู้ดูแลระบบส่วนกลาง
    [instrument-editor] ผู้จัดทำเครื่องมือ
    [screener] ผู้กลั่นกรอง
    [evaluator] ผู้ประเมิน
    [lead-evaluator] หัวหน้าผู้ประเมิน
    [executive] ผู้บริหาร
    [region-chair] ประธานเขตตรวจราชการ
    [field-member] คณะติดตามเชิงประจักษ์
    [director] ผู้อำนวยการเขตพื้นที่
    [coordinator] ผู้ประสานงานเขตพื้นที่
    [reporter] ผู้รายงาน
    [viewer] ผู้อ่านของเขตพื้นที่
    [auditor] ผู้ตรวจสอบภายใน
   *[other] ผู้ใช้
  }
# เมนู
menu-home = หน้าหลัก
menu-evidence = คลังหลักฐาน
menu-progress = ความคืบหน้า
menu-screening = กลั่นกรองรายงาน
menu-marking = ตรวจให้คะแนน
# เมื่อทำรายการไม่ได้
failure-refused = ทำรายการนี้ไม่ได้
failure-ours = ระบบขัดข้อง
failure-not-found = ไม่พบหน้านี้
failure-not-found-words = ไม่มีหน้านี้ หรือท่านไม่มีสิทธิ์เปิด ตรวจสอบที่อยู่ หรือเข้าสู่ระบบด้วยบัญชีที่มีสิทธิ์
failure-request-words = คำขอไม่สมบูรณ์หรือมีขนาดใหญ่เกินไป ย้อนกลับไปหน้าก่อนหน้าแล้วลองอีกครั้ง
failure-nothing-lost = ข้อความที่ท่านพิมพ์ไว้ยังอยู่ครบ กดย้อนกลับเพื่อไปยังหน้าเดิม
failure-reference = หมายเลขอ้างอิงสำหรับแจ้งผู้ดูแลระบบ:
failure-home = กลับหน้าหลัก
# เข้าสู่ระบบ
sign-in-title = เข้าสู่ระบบ
sign-in-about = e-MES
sign-in-about-words = ที่ทำงานเดียวของการติดตามและประเมินผลเขตพื้นที่การศึกษา ตั้งแต่รายงานจนถึงประกาศผล
sign-in-about-report = รายงานผลพร้อมหลักฐาน บันทึกให้เองระหว่างพิมพ์
sign-in-about-screen = กลั่นกรองและให้คะแนนตามเกณฑ์
sign-in-about-result = คะแนนทุกค่าอธิบายที่มาได้
sign-in-demo-words = เลือกบทบาทเพื่อทดลองใช้ ไม่ต้องใช้รหัสผ่าน
sign-in-demo-role = บทบาท
sign-in-demo-office = รหัสเขตพื้นที่
sign-in-demo-office-help = ใช้กับบทบาทของเขตพื้นที่ เช่น P2300 (สพป.ตราด)
sign-in-demo-button = ทดลองใช้
sign-in-password-alternative = หรือเข้าสู่ระบบด้วยบัญชีที่สร้างไว้
sign-in-not-possible = เข้าสู่ระบบไม่ได้
sign-in-login = ชื่อผู้ใช้หรืออีเมล
sign-in-password = รหัสผ่าน
sign-in-button = เข้าสู่ระบบ
sign-in-forgotten = ลืมรหัสผ่าน: ขอลิงก์ตั้งรหัสผ่านใหม่จากผู้ประสานงานของเขตพื้นที่หรือผู้ดูแลระบบส่วนกลาง
# รายงานของเขตพื้นที่
report-items = รายการที่ต้องรายงาน
report-items-caption = รายการ สถานะ ระดับที่ประเมินตนเอง และจำนวนหลักฐาน
report-item = รายการ
report-item-state = สถานะ
report-item-level = ประเมินตนเอง
report-item-no-level = ยังไม่ประเมิน
report-item-evidence = หลักฐาน
report-readiness = ความพร้อมก่อนส่ง
report-ready = ครบทุกรายการแล้ว
report-not-ready = ยังต้องทำ
report-receipt = ใบรับรายงาน
# คำตอบของรายการ
answer-draft-offer = มีข้อความที่ยังไม่ได้บันทึกในเครื่องนี้เมื่อ
answer-draft-newer = (ฉบับในระบบใหม่กว่า)
answer-draft-restore = นำกลับมา
answer-draft-discard = ทิ้ง
answer-returned = ส่งคืนให้แก้ไข:
answer-conflict = มีผู้อื่นบันทึกรายการนี้ก่อนหน้า
answer-conflict-words = ยังไม่ได้บันทึกข้อความของท่าน ด้านซ้ายคือข้อความของท่าน ด้านขวาคือฉบับที่บันทึกไว้ รวมสองฉบับในแบบด้านล่างแล้วบันทึกอีกครั้ง
answer-conflict-yours = ของท่าน
answer-conflict-theirs = ที่บันทึกไว้
answer-errors = ยังบันทึกไม่ได้
answer-criteria = เกณฑ์ระดับคุณภาพที่ดำเนินการแล้ว
answer-self-level = ประเมินตนเอง
answer-no-level = ยังไม่ประเมิน
answer-self-level-choose = ระดับที่ประเมินตนเอง
answer-self-level-follows = ตามเกณฑ์ที่ทำเครื่องหมาย
answer-self-level-help = ต้องครบตามลำดับจึงนับระดับถัดไป หากเลือกระดับต่างจากเกณฑ์ที่ทำเครื่องหมาย ให้บอกเหตุผล
answer-overrule = เหตุผลที่ระดับต่างจากเกณฑ์ที่ทำเครื่องหมาย
answer-values = ข้อมูลเชิงปริมาณ
answer-value-name = รายการ
answer-value-before = รอบก่อน
answer-value-now = รอบนี้
answer-narrative = คำอธิบายผลการดำเนินงาน
answer-narrative-label = ผลการดำเนินงาน กระบวนการ และความสำเร็จที่เกิดขึ้น
answer-problems = ปัญหา อุปสรรค และสิ่งที่ต้องการให้ส่วนกลางสนับสนุน
answer-before = ข้อความของรอบก่อน
answer-findings = ยังต้องทำในรายการนี้
answer-save = บันทึก
answer-evidence = หลักฐาน
answer-evidence-choose = เลือกไฟล์
answer-evidence-help = PDF, DOCX, XLSX, PPTX, JPG, PNG, MP4 ไม่เกิน { $megabytes } MB ต่อไฟล์
answer-evidence-upload = แนบหลักฐาน
answer-evidence-remove = เลิกอ้างอิง
answer-evidence-none = ยังไม่มีหลักฐาน
answer-guidance = แนวทางการรายงาน
thread = ความเห็น
thread-empty = ยังไม่มีความเห็น
thread-write = เขียนความเห็น
thread-send = ส่งความเห็น
count-text = {"{"}count{"}"} / {"{"}max{"}"} อักขระ
count-over = เกินมา {"{"}over{"}"} อักขระ
autosave-changed = มีการแก้ไขที่ยังไม่ได้บันทึก
autosave-saving = กำลังบันทึก
autosave-saved = บันทึกแล้วเมื่อ
autosave-offline = ไม่มีสัญญาณ ข้อความยังอยู่ในเครื่องนี้ และจะบันทึกให้เมื่อกลับมา
autosave-failed = บันทึกไม่สำเร็จ ข้อความยังอยู่ในเครื่องนี้ จะลองใหม่ให้เอง
autosave-refused = บันทึกอัตโนมัติไม่ได้ กดบันทึกเพื่อดูสิ่งที่ต้องแก้
autosave-conflict = มีผู้อื่นบันทึกรายการนี้แล้ว
autosave-conflict-link = เปิดสองฉบับเทียบกัน
autosave-signed-out = หมดเวลาการเข้าสู่ระบบ ข้อความยังอยู่ในเครื่องนี้
# หน้าหลักของเขตพื้นที่
autosave-none = ยังไม่เคยบันทึก
home-year = ปีงบประมาณ
home-year-of = ปีงบประมาณ { $year }
home-show = แสดง
home-nearest = ใกล้ครบกำหนดที่สุด
home-done = ครบแล้ว { $done } จาก { $all } รายการ
home-progress = ความคืบหน้า
home-due = กำหนดส่ง
home-days-left = เหลือ { $days } วัน
home-days-over = เลยกำหนด { $days } วัน
home-reports = เครื่องมือและรอบการติดตาม
home-caption = เครื่องมือ รอบ สถานะ ความคืบหน้า และกำหนดส่ง
home-instrument = เครื่องมือ / รอบ
home-go-on = ทำต่อ
home-open = เปิดดู
home-empty = ยังไม่มีรอบการรายงาน
home-empty-words = เมื่อส่วนกลางเปิดรอบ รายงานที่ต้องทำจะแสดงที่นี่
report-state-words = { $state ->
    [drafting] กำลังรายงาน
    [submitted] รอผู้อำนวยการรับรอง
    [certified] ส่งแล้ว รอกลั่นกรอง
    [returned] ส่งคืนให้แก้ไข
    [accepted] ผ่านการกลั่นกรอง
    [marked] ให้คะแนนครบแล้ว
   *[published] ประกาศผลแล้ว
  }
item-state-words = { $state ->
    [empty] ยังไม่เริ่ม
    [draft] ร่าง
    [complete] ครบแล้ว
    [passed] ผ่าน
   *[returned] ส่งคืนให้แก้ไข
  }
report-round = รอบ { $months } เดือน ปีงบประมาณ { $year }
report-due = ครบกำหนด { $day }
report-submit = ส่งให้ผู้อำนวยการรับรอง
report-certify = รับรองและส่งรายงาน
report-certify-again = รับรองและส่งรายงานอีกครั้ง
report-send-back = ส่งกลับให้แก้ไข
report-send-back-reason = เหตุผลที่ส่งกลับ
report-sent-back = ผู้อำนวยการส่งกลับ:
report-receipt-number = เลขที่
report-receipt-at = รับรองเมื่อ
report-receipt-when = กำหนดส่ง
report-receipt-hash = รหัสเนื้อหา (SHA-256)
report-late = ส่งหลังกำหนด
report-in-time = ส่งภายในกำหนด
# คลังหลักฐาน
library-add = เพิ่มหลักฐาน
library-files = ไฟล์ในคลัง
library-cited = อ้างอิงใน { $count } รายการ
library-empty = ยังไม่มีไฟล์
library-empty-words = เพิ่มไฟล์ครั้งเดียวแล้วอ้างอิงได้ทุกรายการ ทุกเครื่องมือ
library-more = แสดงต่อ
# กลั่นกรองรายงาน
screening-waiting = รายงานที่รอกลั่นกรอง
screening-caption = เขตพื้นที่ เครื่องมือ วันที่รับรอง จำนวนวันที่รอ และจำนวนครั้งที่ส่งคืน
screening-office = เขตพื้นที่
screening-certified = รับรองเมื่อ
screening-days = รอ (วัน)
screening-returns = ส่งคืน (ครั้ง)
screening-empty = ไม่มีรายงานที่รอกลั่นกรอง
screening-empty-words = เมื่อผู้อำนวยการเขตพื้นที่รับรองรายงาน รายงานจะแสดงที่นี่
screening-closed = รายงานนี้ไม่ได้รอการกลั่นกรอง จึงแก้ไขผลการกลั่นกรองไม่ได้
screening-changes = ส่วนที่เปลี่ยนจากฉบับที่รับรองก่อนหน้า
screening-evidence = หลักฐาน { $count } ไฟล์
screening-pass = ผ่าน
screening-return = ส่งคืนให้แก้ไข
screening-reason = เหตุผลที่ส่งคืน
screening-passed = ผ่านแล้ว { $done } จาก { $all } รายการ
screening-save = บันทึกผลการกลั่นกรอง
screening-accept = บันทึกและรับรายงาน
# ลิงก์ใช้ครั้งเดียวและข้อมูลผู้ใช้
link-title = ตั้งรหัสผ่าน
link-words = ตั้งรหัสผ่านของบัญชี { $login }
link-new = รหัสผ่านใหม่
link-help = อย่างน้อย 12 ตัวอักษร ข้อความหลายคำที่จำง่ายก็ใช้ได้
link-button = ตั้งรหัสผ่าน
me-roles = บทบาท
me-role-until = ถึง { $day }
me-role-acting = รักษาราชการแทน
me-must-change = รหัสผ่านนี้ผู้อื่นตั้งให้ ต้องเปลี่ยนก่อนใช้งาน
me-password = เปลี่ยนรหัสผ่าน
me-old = รหัสผ่านเดิม
me-changed = เปลี่ยนรหัสผ่านแล้ว
me-sessions = การเข้าใช้ที่ยังไม่สิ้นสุด
me-session-here = เครื่องนี้
me-session-since = เข้าใช้เมื่อ { $moment }
me-session-end = ให้ออกจากระบบ
me-sign-out-everywhere = ออกจากระบบทุกเครื่อง
screening-more = แสดงรายงานที่รอนานที่สุดของแต่ละรอบ 50 รายงาน รายงานถัดไปจะแสดงเมื่อทำรายการเหล่านี้แล้ว
# ตรวจให้คะแนน
mark-waiting = รายงานที่รอให้คะแนน
mark-empty = ไม่มีรายงานที่รอให้คะแนน
mark-empty-words = เมื่อรายงานผ่านการกลั่นกรอง รายงานจะแสดงที่นี่
mark-items = รายการที่ต้องให้คะแนน
mark-given = ให้ { $level }
mark-not-yet = ยังไม่ให้คะแนน
mark-before = รายการก่อนหน้า
mark-after = รายการถัดไป
mark-keys-move = รายการถัดไป / ก่อนหน้า
mark-keys-write = เขียน
mark-keys-on = ใช้ปุ่มลัด
mark-answer = คำตอบของเขตพื้นที่
mark-give = ให้คะแนน
mark-level = ระดับคุณภาพ
mark-level-choose = เลือกระดับคุณภาพก่อนบันทึก
mark-own = เขตประเมินตนเอง
mark-justification = เหตุผลที่ระดับต่างจากที่เขตประเมินตนเอง
mark-justification-help = จำเป็นเมื่อระดับต่างจากที่เขตประเมินตนเอง
mark-strengths = จุดเด่น
mark-connective = คำเชื่อม
mark-recommendation = ข้อเสนอแนะ
mark-save-next = บันทึกและไปรายการถัดไป
# ความคืบหน้า
progress-offices = ความคืบหน้าของเขตพื้นที่
progress-caption = เขตพื้นที่ สถานะ ความคืบหน้า และจำนวนครั้งที่ส่งคืน
progress-empty = ยังไม่มีรอบที่เปิด
# รอบและปฏิทิน
menu-rounds = รอบและปฏิทิน
round-state-words = { $state ->
    [planned] วางแผน
    [open] เปิดรับรายงาน
    [closed] ปิดรับรายงาน
    [marking] กำลังให้คะแนน
    [confirmed] ยืนยันคะแนนแล้ว
   *[published] ประกาศผลแล้ว
  }
round-step = { $step ->
    [open] เปิดรับรายงานจากทุกเขตพื้นที่
    [close] ปิดรับรายงาน
    [begin-marking] เริ่มให้คะแนน
   *[confirm] ยืนยันคะแนนของรอบนี้
  }
round-empty = ยังไม่มีรอบ
round-empty-words = นำเข้าเครื่องมือด้วย emes import instrument แล้วรอบจะแสดงที่นี่
round-opens = วันแรกที่เปิดรับ
round-due = วันครบกำหนด
round-closes = วันสุดท้ายที่รับ (ส่งหลังกำหนด)
round-day-help = พิมพ์วันที่ เช่น 29 ก.ย. 2569
round-plan = บันทึกปฏิทิน
round-tasks = ผู้กลั่นกรองและผู้ประเมินของรอบนี้
round-tasks-none = ยังไม่ได้มอบหมาย
round-task = { $task ->
    [screen] กลั่นกรองรายงาน
   *[mark] ให้คะแนน
  }
round-region = เขตตรวจราชการที่ { $number }
round-task-what = งาน
round-task-region = เขตตรวจราชการ (เว้นว่างคือทุกเขต)
round-task-give = มอบหมาย
round-task-take = ยกเลิก
# ผู้ใช้
menu-users = ผู้ใช้
user-list = รายชื่อผู้ใช้
user-caption = ชื่อ บทบาท และสถานะของผู้ใช้
user-none = ยังไม่มีผู้ใช้
user-name = ชื่อที่แสดง
user-email = อีเมล (ถ้ามี)
user-deeds = จัดการ
user-active = ใช้งานได้
user-invited = รอตั้งรหัสผ่าน
user-disabled-state = ระงับ
user-link = ลิงก์ตั้งรหัสผ่านของ { $name }
user-link-words = ส่งให้เจ้าของบัญชีโดยตรง ใช้ได้ครั้งเดียว และจะไม่แสดงอีก
user-link-make = ออกลิงก์ตั้งรหัสผ่าน
user-disable = ระงับ
user-enable = ยกเลิกการระงับ
user-add = เพิ่มผู้ใช้
user-scope = ขอบเขต
user-scope-help = รหัสเขตพื้นที่สำหรับบทบาทของเขตพื้นที่ เลขเขตตรวจราชการสำหรับบทบาทระดับเขตตรวจ เว้นว่างคือทั้งระบบหรือเขตของท่าน
# คลังหลักฐาน: ไฟล์ ลิงก์ รุ่น การตรวจ
upload-waiting = รอส่ง
upload-sending = กำลังส่ง
upload-checking = ส่งครบแล้ว กำลังตรวจ
upload-failed = ส่งไม่สำเร็จ
upload-offline = ขาดการเชื่อมต่อ จะส่งต่อจากเดิมเมื่อกลับมาออนไลน์
upload-signed-out = ออกจากระบบแล้ว ให้เข้าสู่ระบบในแท็บใหม่ แล้วกดลองอีกครั้ง
upload-too-big = ไฟล์ใหญ่เกินกำหนด
upload-retry = ลองอีกครั้ง
upload-cancel = ยกเลิก
upload-kept = อยู่ในคลังแล้ว
upload-refused = ไม่รับไฟล์นี้
library-choosing = เลือกหลักฐานที่จะอ้างอิงในรายการ
library-back = กลับไปที่รายการ
library-search = ค้นหาจากชื่อ
library-kind = ชนิด
library-kind-all = ทุกชนิด
library-kind-pdf = PDF
library-kind-office = เอกสาร ตาราง งานนำเสนอ
library-kind-image = รูปภาพ
library-kind-video = วิดีโอ
library-kind-link = ลิงก์
library-state = สถานะ
library-state-all = ทั้งหมด
library-state-uncited = ยังไม่ถูกอ้างอิง
library-state-flagged = ต้องตรวจสอบ
library-show = แสดง
library-cite = อ้างอิง
library-link = เพิ่มลิงก์
library-link-url = ที่อยู่เว็บหรือวิดีโอ
library-link-name = ชื่อที่จะแสดง
library-link-note = สิ่งที่พบเมื่อเปิดดู
library-link-help = ระบบบันทึกว่าท่านเปิดตรวจลิงก์วันนี้
library-link-add = เพิ่มลิงก์
evidence-page = รายละเอียดหลักฐาน
evidence-edition = รุ่นที่ { $edition }
evidence-pages-cited = หน้า { $pages }
evidence-scan = ตรวจไวรัส
evidence-scan-words = { $scan ->
    [clean] ไม่พบไวรัส
    [waiting] รอตรวจ ผู้อื่นยังเปิดไม่ได้
    [infected] พบไวรัส
   *[off] ไม่ได้เปิดใช้การตรวจ
 }
evidence-scan-waiting = รอตรวจไวรัส
evidence-scan-infected = พบไวรัส
evidence-infected-words = ไม่มีผู้ใดเปิดไฟล์นี้ได้ ให้ตรวจเครื่องที่ใช้ แล้วเพิ่มไฟล์ที่ปลอดภัยเป็นรุ่นใหม่
evidence-privacy = เลขประจำตัวประชาชน
evidence-privacy-words = { $privacy ->
    [clear] ไม่พบในข้อความของไฟล์
    [waiting] รอตรวจ
    [found] พบ รอคำยืนยัน
    [kept] พบ และยืนยันให้คงไว้
   *[unread] ไม่มีข้อความที่อ่านได้
 }
evidence-numbers = พบเลขประจำตัวประชาชน { $count } แห่ง
evidence-numbers-kept = มีเลขประจำตัวประชาชน { $count } แห่ง ยืนยันแล้ว
evidence-numbers-title = พบเลขประจำตัวประชาชนในไฟล์
evidence-numbers-words = ให้ปิดทับเลขแล้วเพิ่มไฟล์เป็นรุ่นใหม่ หากจำเป็นต้องคงไว้ ให้ยืนยันพร้อมเหตุผล ผู้กลั่นกรองจะเห็นคำเตือนนี้
evidence-numbers-at = { $part }: { $count } แห่ง
evidence-numbers-where = ตำแหน่งที่พบ
evidence-numbers-reason = เหตุผลที่ต้องคงไว้
evidence-numbers-keep = ยืนยันให้คงไว้
evidence-part-page = หน้า { $page }
evidence-part-slide = สไลด์ { $slide }
evidence-part-sheet = แผ่นงาน { $name }
evidence-part-text = ในเนื้อหา
evidence-download = ดาวน์โหลด
evidence-open-link = เปิดลิงก์
evidence-preview = ดูตัวอย่าง
evidence-new-version = เพิ่มรุ่นใหม่
evidence-new-version-words = รุ่นเดิมยังอยู่ รายการที่อ้างอิงไว้ยังชี้ไปที่รุ่นเดิมจนกว่าจะเปลี่ยน
evidence-check-link = ตรวจลิงก์อีกครั้ง
evidence-check-link-now = บันทึกว่าตรวจวันนี้
evidence-checked = ตรวจลิงก์ล่าสุด
evidence-facts = ข้อมูลของหลักฐาน
evidence-hash = รหัสเนื้อหา (SHA-256)
evidence-places = ถูกอ้างอิงใน
evidence-places-none = ยังไม่ถูกอ้างอิง
evidence-versions = ทุกรุ่น
answer-evidence-from-library = เลือกจากคลังหลักฐาน
answer-evidence-pages = หน้าที่อ้างอิง
answer-evidence-newest = ใช้รุ่นล่าสุด
answer-shared = หลักฐานที่ใช้ร่วมกัน
answer-shared-words = รายการนี้ใช้หลักฐานร่วมกับ { $items } ไม่ต้องแนบซ้ำ
answer-shared-cite = อ้างอิงด้วย (จาก { $item })
answer-shared-cited = ใช้ร่วมกับ { $item }
report-receipt-pdf = ใบรับเป็น PDF
