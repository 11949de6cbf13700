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
answer-evidence-help = PDF, DOCX, XLSX, PPTX, JPG, PNG, MP4 ไม่เกิน 50 MB ต่อไฟล์
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
library-upload = เพิ่มเข้าคลัง
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
# งานเบื้องหลัง การยืนยัน ประกาศผล เอกสาร และการทักท้วง
menu-results = ผลการประเมิน
menu-publications = ประกาศผล
menu-jobs = งานเบื้องหลัง
job-about = งานที่ระบบทำต่อให้เอง งานที่ล้มเหลวจะลองใหม่เป็นระยะก่อนยุติ
job-reload = โหลดสถานะใหม่
job-list = รายการงาน
job-none = ยังไม่มีงาน
job-what = งาน
job-attempts = ครั้งที่ทำ
job-acts = จัดการงาน
job-cancel = ยกเลิก
job-restart = เริ่มใหม่
job-lost = ติดตามความคืบหน้าไม่ได้แล้ว ให้โหลดหน้านี้ใหม่
job-reference = หมายเลขอ้างอิง { $id }
job-progress = { $done } จาก { $total }
job-kind = { $kind ->
    [recompute-scores] คำนวณคะแนน
    [issue-documents] จัดทำเอกสาร
   *[other] งาน
  }
job-state-words = { $state ->
    [waiting] รอดำเนินการ
    [working] กำลังทำ
    [done] เสร็จแล้ว
    [failed] ล้มเหลว
   *[cancelled] ยกเลิกแล้ว
  }
score-about = คะแนนทุกตัวคำนวณใหม่จากระดับที่บันทึกไว้ในขณะนี้ เปิดแต่ละรายการเพื่อดูที่มา
score-overall = ภาพรวม
score-items = รายการทั้งหมด
score-nothing = ไม่มีรายละเอียดเพิ่มเติม
score-incomplete = ยังไม่ครบ
score-mark = รอบ { $months } เดือน ระดับ { $level }
score-marks = ระดับที่ได้: { $marks }
score-counted = เฉลี่ยจาก { $count } รายการ: { $items }
score-left-out = ไม่นำมาคิด: { $items }
score-missing = ยังไม่มีระดับ: { $items }
score-mean = ค่าเฉลี่ย { $exact } = { $shown }
score-band = ตรงกับระดับ{ $name } ซึ่งเริ่มที่ { $min }
score-target = ผล { $value } เทียบเป้าหมาย { $target }: { $achieved ->
    [yes] บรรลุ
    [no] ไม่บรรลุ
   *[unknown] ยังไม่มีผล
  }
score-reason = { $reason ->
    [monitored] ติดตามโดยไม่ให้คะแนน
    [not_applicable] ไม่ใช้กับเขตประเภทนี้
    [target] เทียบเป้าหมาย
    [pending] รอผล
    [external] ยังไม่มีผลจากระบบอื่น
    [not_due] ยังไม่ถึงรอบ
    [no_scored_part] ไม่มีรายการที่ให้คะแนน
   *[missing] ไม่มีระดับ
  }
review-title = ตรวจก่อนยืนยันผล
review-recompute = คำนวณคะแนนใหม่
review-complete = ความครบถ้วน
review-all = ให้คะแนนครบทุกเขต
review-gaps = ยังไม่ครบ { $count } เขต
review-marks = รายการที่ให้คะแนนแล้ว
review-far-marks = ระดับที่ต่างจากที่เขตประเมินตนเองตั้งแต่ 2 ระดับ
review-far-means = ค่าเฉลี่ยต่างจากเขตประเภทเดียวกันตั้งแต่ 1 ระดับ
review-far-none = ไม่พบรายการที่ต่างมาก
review-far-words = แสดงเฉพาะเครื่องมือที่มีผลภาพรวม ตามการคำนวณครั้งล่าสุด
review-item = รายการ
review-own = ประเมินตนเอง
review-level = ผู้ประเมินให้
review-mean = ค่าเฉลี่ยของเขต
review-kind-mean = ค่าเฉลี่ยของประเภท
review-confirm = ยืนยันผลการให้คะแนน
review-confirm-words = เมื่อยืนยันแล้วจะแก้ไขระดับในรอบนี้ไม่ได้อีก และส่วนกลางประกาศผลได้
review-gaps-words = ยังมี { $count } เขตที่ให้คะแนนไม่ครบ หากยืนยันตอนนี้ ระบบบันทึกชื่อเขตเหล่านี้ไว้พร้อมเหตุผล และผลของเขตที่ข้อมูลไม่ครบจะยังไม่ประกาศ
review-reason = เหตุผลที่ไม่รอเขตเหล่านี้
publish-title = ประกาศผล
publish-letter = หนังสือแจ้งผล
publish-series = ที่ (เลขหนังสือ)
publish-number = ลำดับเลขหนังสือ
publish-number-help = เว้นว่างไว้ให้สารบรรณลงเลข
publish-date = วันที่ในหนังสือ
publish-date-help = เว้นว่างไว้เพื่อใช้วันที่ประกาศ
publish-subject = เรื่อง
publish-to = เรียน
publish-paragraphs = ข้อความ
publish-paragraphs-help = เว้นหนึ่งบรรทัดระหว่างย่อหน้า ใช้ {"{fiscal_year}"} แทนปีงบประมาณ
publish-contact = ส่วนราชการเจ้าของเรื่องและโทรศัพท์
publish-name = ชื่อผู้ลงนาม
publish-name-help = เว้นว่างไว้เพื่อลงชื่อด้วยปากกา
publish-position = ตำแหน่ง
publish-acting = ลงนามในฐานะ
publish-acting-none = ตำแหน่งของตนเอง
publish-acting-for = แทนตำแหน่ง
publish-result = ผู้ลงนามในผลการประเมินและสรุปภาพรวม
publish-objections = การทักท้วง
publish-days = จำนวนวันที่เขตทักท้วงได้
publish-days-help = นับจากวันประกาศ ใส่ 0 หากไม่เปิดให้ทักท้วง
publish-words = ผลที่ประกาศแล้วแก้ไขไม่ได้ หากต้องแก้จะเป็นประกาศฉบับใหม่ที่อ้างถึงฉบับเดิม
publish-do = ประกาศผล
document-title = เอกสาร
document-of = ประกาศ { $numbers } · { $offices } เขต
document-make = จัดทำเอกสารทั้งหมด
document-make-words = หนังสือแจ้งผล สรุปภาพรวม และผลรายเขต ไฟล์ที่จัดทำไว้แล้วไม่ทำซ้ำ
document-formats = ชนิดไฟล์
document-kept = เอกสารที่จัดทำแล้ว
document-files = { $count } ไฟล์
document-zip = ดาวน์โหลด { $format } ทั้งหมด (ZIP)
board-none = ยังไม่มีประกาศผล
board-none-words = เมื่อหัวหน้าผู้ประเมินยืนยันผลแล้ว ส่วนกลางประกาศผลได้จากหน้ารอบ
board-number = เลขที่ประกาศ
board-published = วันที่ประกาศ
board-offices = เขตที่ประกาศผล
board-withheld = ยังไม่ประกาศ { $count } เขต
board-withheld-one = ข้อมูลไม่ครบ ยังไม่ประกาศ
board-read = เปิดอ่านแล้ว
board-received = ตอบรับแล้ว
board-until = ทักท้วงได้ถึง
board-waiting = รอพิจารณา { $count } รายการ
board-correction-due = ต้องประกาศแก้ไข
board-objections = ข้อทักท้วง
board-recipients = เขตพื้นที่
correct-title = ประกาศแก้ไข
correct-words = มีข้อทักท้วงที่เห็นชอบแล้ว { $count } รายการ ระดับเปลี่ยนแล้วแต่ยังไม่ได้ประกาศ ประกาศแก้ไขใช้ข้อความและผู้ลงนามเดิม
correct-reason = เหตุผลที่แก้ไข
correct-reason-default = แก้ไขตามผลการพิจารณาข้อทักท้วง
correct-do = ออกประกาศแก้ไข
objection-title = ข้อทักท้วงของเขต
objection-none = ไม่มีข้อทักท้วง
objection-words = ข้อทักท้วงต่อระดับนี้ พร้อมเหตุผลและหลักฐานที่ให้พิจารณา
objection-file = ส่งข้อทักท้วง
objection-published = ระดับที่ประกาศ: { $level }
objection-decision = ผลการพิจารณา
objection-keep = คงระดับเดิม
objection-change = ปรับเป็นระดับ { $level } { $name }
objection-reason = เหตุผล
objection-decide = บันทึกผลการพิจารณา
objection-verdict = { $verdict ->
    [waiting] รอพิจารณา
    [kept] คงระดับเดิม
   *[changed] ปรับเป็นระดับ { $level }
  }
result-about = ผลการติดตามและประเมินผล ปีงบประมาณ { $year }
result-simulated = ข้อมูลจำลอง: ผลในหน้านี้บางส่วนหรือทั้งหมดสร้างขึ้นเพื่อสาธิต
result-nothing = ยังไม่มีผลที่ประกาศ
result-nothing-words = เมื่อส่วนกลางประกาศผลแล้ว ผลของเขตจะอยู่ที่นี่
result-withheld = { $title }: ข้อมูลยังไม่ครบ จึงยังไม่ประกาศผล
result-mean = ค่าเฉลี่ย
result-documents = เอกสารและการตอบรับ
result-documents-none = ส่วนกลางยังไม่ได้จัดทำเอกสาร
result-published = ประกาศเมื่อ { $moment }
result-corrects = แก้ไขแทนฉบับที่ { $number }
result-received = ตอบรับแล้ว
result-received-at = ตอบรับเมื่อ { $moment }
result-until = ทักท้วงได้ถึง { $day }
result-acknowledge = ตอบรับว่าได้รับผลแล้ว
result-suggestion = ข้อเสนอแนะ
result-why = ที่มาของคะแนน
# การแจ้งเตือน
notices = การแจ้งเตือน
notice-bell = การแจ้งเตือน ยังไม่ได้อ่าน { $count } รายการ
notice-list = เรื่องที่เกี่ยวกับท่าน
notice-none = ยังไม่มีการแจ้งเตือน
notice-none-words = เมื่อมีเรื่องที่เกี่ยวกับงานของท่าน เช่น เปิดรอบ ส่งคืน หรือมีผู้เขียนถึง จะแสดงที่นี่
notice-new = ใหม่
notice-read-all = อ่านแล้วทั้งหมด
notice-settings = ตั้งค่าการแจ้งเตือน
notice-ways = เลือกวิธีแจ้ง
notice-ways-caption = เรื่องที่แจ้ง แจ้งในระบบ และแจ้งทางอีเมล
notice-kind-head = เรื่อง
notice-in-product = ในระบบ
notice-by-mail = อีเมล
notice-language = ภาษาของอีเมล
notice-digest-help = อีเมลรวมทุกเรื่องของวันไว้ในฉบับเดียว ส่งไม่เกินวันละหนึ่งฉบับ
notice-save = บันทึกการตั้งค่า
notice-saved = บันทึกการตั้งค่าแล้ว
notice-mail-to = อีเมลจะส่งถึง { $email }
notice-no-address = บัญชีของท่านยังไม่มีอีเมล จึงแจ้งได้เฉพาะในระบบ ติดต่อผู้ประสานงานหรือผู้ดูแลระบบเพื่อเพิ่มอีเมล
notice-no-mail-here = ระบบนี้ยังไม่ได้ตั้งค่าการส่งอีเมล จึงแจ้งเฉพาะในระบบ
notice-kind = { $kind ->
    [round-opened] เปิดรอบการรายงาน
    [report-due] รายงานใกล้ครบกำหนดหรือเลยกำหนด
    [item-assigned] ได้รับมอบหมายรายการ
    [report-submitted] รายงานรอผู้อำนวยการรับรอง
    [report-sent-back] ผู้อำนวยการส่งรายงานกลับให้แก้ไข
    [report-certified] รับรองและส่งรายงานแล้ว
    [report-returned] ผู้กลั่นกรองส่งคืนรายการ
    [extension-asked] เขตพื้นที่ขอขยายเวลา
    [extension-decided] ผลการขอขยายเวลา
    [comment-added] มีความเห็นใหม่ในเรื่องที่เกี่ยวข้อง
   *[mentioned] มีผู้เขียนถึงท่าน
  }
notice-report = { $instrument } รอบ { $months } เดือน ปีงบประมาณ { $year }
notice-words = { $kind ->
    [round-opened] เปิดรับรายงาน { $report } ของ { $office } แล้ว ครบกำหนดส่ง { $day }
    [report-due] { $when ->
        [before] รายงาน { $report } ของ { $office } ใกล้ครบกำหนดส่ง { $day }
       *[after] รายงาน { $report } ของ { $office } เลยกำหนดส่งแล้ว ({ $day })
      }
    [item-assigned] { $item ->
        [none] ท่านได้รับมอบหมายหลายรายการใน { $report } ของ { $office }
       *[other] ท่านได้รับมอบหมาย { $item } ใน { $report } ของ { $office }
      }
    [report-submitted] รายงาน { $report } ของ { $office } รอผู้อำนวยการรับรอง
    [report-sent-back] ผู้อำนวยการส่งรายงาน { $report } ของ { $office } กลับให้แก้ไข
    [report-certified] รายงาน { $report } ของ { $office } ได้รับการรับรองและส่งแล้ว
    [report-returned] ผู้กลั่นกรองส่งคืนรายการใน { $report } ของ { $office } ให้แก้ไข
    [extension-asked] { $office } ขอขยายเวลาส่ง { $report } ถึง { $day }
    [extension-decided] { $when ->
        [none] คำขอขยายเวลาส่ง { $report } ของ { $office } ไม่ได้รับอนุญาต
       *[granted] { $office } ได้รับการขยายเวลาส่ง { $report } ถึง { $day }
      }
    [comment-added] มีความเห็นใหม่ใน { $item } ของ { $report } { $office }
   *[mentioned] มีผู้เขียนถึงท่านใน { $item } ของ { $report } { $office }
  }
language-name = { $code ->
    [th] ไทย
   *[en] อังกฤษ
  }
# อีเมล
mail-digest-subject = e-MES: มี { $count } เรื่องที่เกี่ยวกับท่าน
mail-digest-opening = เรื่องที่เกี่ยวกับงานของท่านใน e-MES วันนี้
mail-digest-more = ยังมีเรื่องอื่นอีก ดูทั้งหมดได้ที่หน้าการแจ้งเตือนในระบบ
mail-digest-closing = อีเมลนี้ส่งโดยอัตโนมัติ ไม่เกินวันละหนึ่งฉบับ ปรับได้ที่หน้าตั้งค่าการแจ้งเตือนในระบบ
mail-reset-subject = e-MES: ลิงก์ตั้งรหัสผ่านใหม่
mail-reset-opening = มีผู้ขอตั้งรหัสผ่านใหม่สำหรับบัญชีของท่าน ถ้าเป็นท่าน ให้เปิดลิงก์นี้ภายใน 24 ชั่วโมง
mail-reset-link = ตั้งรหัสผ่านใหม่
mail-reset-closing = ถ้าท่านไม่ได้ขอ ไม่ต้องทำอะไร รหัสผ่านเดิมยังใช้ได้
# ลืมรหัสผ่าน
forgotten = ลืมรหัสผ่าน
forgotten-who = ชื่อเข้าใช้หรืออีเมล
forgotten-help = ระบบจะส่งลิงก์ตั้งรหัสผ่านใหม่ไปยังอีเมลที่บันทึกไว้กับบัญชี
forgotten-button = ส่งลิงก์ให้ทางอีเมล
forgotten-asked = รับคำขอแล้ว
forgotten-asked-words = ถ้ามีบัญชีที่ตรงกันและบันทึกอีเมลไว้ ลิงก์จะไปถึงในไม่กี่นาที ถ้าไม่ได้รับ ให้ขอลิงก์จากผู้ประสานงานของเขตพื้นที่หรือผู้ดูแลระบบส่วนกลาง
# ปฏิทินส่วนตัว
calendar = ปฏิทินของรอบการรายงาน
calendar-words = นำวันเปิดรับ วันครบกำหนด และวันปิดรับไปแสดงในปฏิทินของท่าน เช่น Google Calendar, Outlook หรือโทรศัพท์ โดยเพิ่มปฏิทินจากที่อยู่ (URL) ผู้ที่รู้ที่อยู่นี้ดูปฏิทินได้โดยไม่ต้องเข้าสู่ระบบ จึงไม่ควรส่งต่อ
calendar-since = มีที่อยู่ตั้งแต่ { $moment } หากทำที่อยู่หายหรือมีผู้อื่นรู้ ให้ออกที่อยู่ใหม่ ที่อยู่เดิมจะใช้ไม่ได้
calendar-make = สร้างที่อยู่ปฏิทิน
calendar-renew = ออกที่อยู่ใหม่
calendar-revoke = ยกเลิกที่อยู่
calendar-address = เพิ่มปฏิทินจากที่อยู่นี้
calendar-once = ที่อยู่นี้แสดงครั้งเดียว คัดลอกเก็บไว้ก่อนออกจากหน้านี้
calendar-back = กลับไปหน้าข้อมูลผู้ใช้
calendar-name = e-MES รอบการรายงาน
calendar-day = { $what ->
    [opens] เปิดรับรายงาน { $report }
    [due] ครบกำหนดส่ง { $report }
   *[closes] วันสุดท้ายที่รับ { $report }
  }
# ขยายเวลา
menu-extensions = คำขอขยายเวลา
extension = ขยายเวลา
extension-state = { $state ->
    [waiting] รอพิจารณา
    [granted] อนุญาต
   *[refused] ไม่อนุญาต
  }
extension-ask = ขอขยายเวลา
extension-asked = ขอขยายถึงวันที่
extension-reason = เหตุผล
extension-granted = ได้รับอนุญาตถึง
extension-answer = คำตอบของส่วนกลาง
extension-answer-help = ต้องมีเมื่อไม่อนุญาต เขตพื้นที่จะเห็นข้อความนี้
extension-until = อนุญาตถึงวันที่
extension-grant = อนุญาต
extension-refuse = ไม่อนุญาต
extension-waiting = รอพิจารณา
extension-answered = พิจารณาแล้ว
extension-about = รายละเอียด
extension-none = ไม่มีคำขอที่รอพิจารณา
extension-none-words = คำขอจากผู้อำนวยการเขตพื้นที่จะแสดงที่นี่
# ผู้รับผิดชอบรายการ
report-item-owner = ผู้รับผิดชอบ
report-item-no-owner = ยังไม่มอบหมาย
filter-owner = { $who ->
    [all] ทุกคน
    [me] ของฉัน
   *[none] ยังไม่มอบหมาย
  }
filter-state-all = ทุกสถานะ
filter-none = ไม่มีรายการตามที่เลือก
filter-clear = แสดงทุกรายการ
assignment = มอบหมายรายการที่เลือก
assignment-words = เลือกรายการในตาราง เลือกผู้รับผิดชอบ แล้วกดปุ่ม
assignment-tick = เลือก { $item }
assignment-person = ผู้รับผิดชอบ
assignment-give = เพิ่มผู้รับผิดชอบ
assignment-only = ให้คนนี้คนเดียว
assignment-take = เอาออก
assignment-copy = คัดลอกจากรอบก่อน
# ความเห็นที่ยังไม่ได้อ่าน
thread-unread = ใหม่ { $count }
thread-to = ถึง { $names }
thread-address = แจ้งถึงบุคคล
# ผู้ประเมินสองคนและความสอดคล้อง
menu-reconciliation = ตัดสินผลที่ต่างกัน
doubling = ผู้ประเมินคนที่สอง
doubling-share = ร้อยละของรายการที่มีผู้ประเมินสองคน
doubling-help = 0 คือผู้ประเมินคนเดียวทุกรายการ 100 คือสองคนทุกรายการ ค่าอื่นระบบสุ่มจากเลขตั้งต้น เลือกได้ก่อนมีผู้ให้คะแนน
doubling-seed = เลขตั้งต้นของการสุ่ม { $seed }
doubling-chosen = มีผู้ประเมินสองคนร้อยละ { $percent } ของรายการ
doubling-choose = บันทึกสัดส่วน
opinion-open = รายการนี้มีผู้ประเมินสองคน ต่างคนต่างให้คะแนนโดยไม่เห็นของกัน เมื่อบันทึกแล้วจะแก้ไขไม่ได้
opinion-sealed = ท่านให้คะแนนรายการนี้แล้ว แก้ไขไม่ได้ เพราะมีผู้ประเมินสองคนที่ต้องไม่เห็นของกัน
opinion-closed = รายการนี้มีผู้ประเมินคนอื่นรับผิดชอบแล้ว ท่านไม่ต้องให้คะแนน
opinion-closed-short = ไม่ต้องให้คะแนน
reconciliation-about = รายการที่ผู้ประเมินสองคนให้ระดับต่างกัน หัวหน้าผู้ประเมินตัดสินพร้อมเหตุผล
reconciliation-empty = ไม่มีรายการที่รอตัดสิน
reconciliation-empty-words = เมื่อผู้ประเมินสองคนให้ระดับต่างกัน รายการจะแสดงที่นี่
reconciliation-since = รอตั้งแต่ { $moment }
reconciliation-more = ยังมีอีก รายการถัดไปจะแสดงเมื่อตัดสินรายการเหล่านี้แล้ว
reconciliation-opinions = ความเห็นของผู้ประเมินสองคน
reconciliation-decide = ตัดสินระดับคุณภาพ
reconciliation-decided = ตัดสินแล้ว
reconciliation-words = เหตุผลของการตัดสิน
reconciliation-suggestion-help = ข้อความตั้งต้นมาจากผู้ประเมินที่บันทึกก่อน ปรับได้ก่อนบันทึก
reconciliation-other = หนึ่งในสองความเห็นเป็นของท่าน หรือรอบนี้ยืนยันคะแนนแล้ว หัวหน้าผู้ประเมินคนอื่นต้องเป็นผู้ตัดสิน
agreement-title = ความสอดคล้องของผู้ประเมิน
agreement-empty = ยังไม่มีรายการที่ผู้ประเมินสองคนให้คะแนนครบ
agreement-empty-words = เมื่อผู้ประเมินสองคนให้คะแนนรายการเดียวกัน ค่าความสอดคล้องจะแสดงที่นี่
agreement-differing = ให้ระดับต่างกัน { $count } รายการ
agreement-decided = ตัดสินแล้ว { $count } รายการ
agreement-whole = ทั้งรอบ
agreement-all = ทุกรายการ
agreement-items = รายตัวชี้วัดหรือรายประเด็น
agreement-people = รายผู้ประเมิน
agreement-what = ขอบเขต
agreement-person = ผู้ประเมิน
agreement-pairs = จำนวนคู่
agreement-share = ให้ระดับตรงกัน
agreement-kappa = แคปปาถ่วงน้ำหนัก (κ)
agreement-linear = κ เชิงเส้น
agreement-quadratic = κ กำลังสอง
agreement-alpha = แอลฟา (α)
agreement-few = ข้อมูลน้อย
agreement-read = วิธีอ่านค่า
agreement-read-share = สัดส่วนของคู่ที่ให้ระดับเดียวกัน นับรวมที่ตรงกันโดยบังเอิญ จึงสูงได้แม้ผู้ประเมินไม่ได้ดูหลักฐานเหมือนกัน
agreement-read-kappa = ตัดส่วนที่ตรงกันโดยบังเอิญออก 1 คือตรงกันทั้งหมด 0 คือเท่ากับบังเอิญ ต่ำกว่า 0 คือแย่กว่าบังเอิญ เชิงเส้นถือว่าต่างสองระดับหนักเป็นสองเท่าของต่างหนึ่งระดับ กำลังสองถือว่าหนักเป็นสี่เท่า (Cohen, 1968) ตั้งแต่ 0.61 นิยมถือว่าสอดคล้องมาก (Landis และ Koch, 1977)
agreement-read-alpha = ตัดส่วนบังเอิญเช่นกัน ใช้กับระดับที่เรียงลำดับ ไม่ขึ้นกับว่าใครจับคู่กับใคร และปรับตามจำนวนคู่ (Krippendorff, 2011) ตั้งแต่ 0.800 ถือว่าเชื่อถือได้ 0.667–0.799 สรุปได้อย่างระมัดระวัง
agreement-read-few = น้อยกว่า 30 คู่ คู่เดียวที่เปลี่ยนทำให้ร้อยละขยับเกิน 3 จุด อย่าใช้ตัดสินบุคคลหรือรายการจากค่านี้เพียงอย่างเดียว
agreement-read-none = คำนวณไม่ได้ เพราะทุกคู่ให้ระดับเดียวกันทั้งหมด จึงไม่มีส่วนบังเอิญให้ตัดออก
sign-in-second-evaluator = ผู้ประเมิน (คนที่สอง)
workload-title = ปริมาณงาน
workload-person = ผู้รับผิดชอบ
workload-offices = เขตพื้นที่
workload-items = รายการ
workload-parts = ส่วนที่รับผิดชอบ
workload-part-count = { $count } ส่วน
workload-everything = ทุกเขตและทุกรายการ
workload-hand-on = โอนงาน
workload-hand-on-do = โอนทั้งหมด
workload-successor = โอนงานของ { $name } ให้
workload-nobody = ไม่มีผู้ที่รับได้
workload-proposal = ข้อเสนอการมอบหมายผู้ประเมิน
workload-proposal-words = แบ่งตามเขตตรวจราชการและมาตรฐานหรือตัวชี้วัดระดับบนสุด ให้แต่ละส่วนมีผู้ประเมิน { $count } คน และให้แต่ละคนมีงานใกล้เคียงกัน ไม่เสนอเขตตรวจราชการที่มีเขตพื้นที่ซึ่งผู้ประเมินสังกัดหรือเคยสังกัด
workload-left = ยังไม่มีผู้ประเมินที่รับได้ { $count } ส่วน
workload-apply = มอบหมายตามข้อเสนอ
workload-complete = ทุกส่วนมีผู้ประเมินครบแล้ว
phrase-bank = คลังข้อความ
phrase-none = ยังไม่มีข้อความของรายการนี้
phrase-insert = แทรก
phrase-remove = ลบ
phrase-keep-strengths = เก็บจุดเด่นนี้เข้าคลัง
phrase-keep-recommendation = เก็บข้อเสนอแนะนี้เข้าคลัง
phrase-kept = เก็บข้อความเข้าคลังแล้ว
phrase-known = มีข้อความนี้ในคลังอยู่แล้ว
phrase-removed = ลบข้อความออกจากคลังแล้ว
external-title = ผลจากระบบอื่น
external-about = ระดับจากระบบอื่นและค่าระดับประเทศที่ส่วนกลางนำเข้าพร้อมแหล่งที่มา
external-wrong = ยังนำเข้าไม่ได้ ไม่มีข้อมูลใดเปลี่ยน
external-nodes = รายการที่ใช้ผลจากระบบอื่น
external-none = เครื่องมือนี้ไม่มีรายการที่ใช้ผลจากระบบอื่น
external-whose = ของใคร
external-national = ทั้งประเทศ ({ $code })
external-office = รายเขตพื้นที่
external-rounds = รอบ
external-import = นำเข้าไฟล์
external-source = แหล่งที่มา
external-source-help = เช่น ชื่อประกาศ หน่วยงาน และวันที่ จะแสดงกำกับทุกค่าที่นำเข้า
external-file = ไฟล์ CSV หรือ XLSX
external-file-help = หัวตาราง { $columns }
external-enter = กรอกทีละรายการ
external-enter-do = บันทึก
external-office-code = รหัสเขตพื้นที่
external-office-help = เช่น P2300 หรือ { $code } สำหรับค่าระดับประเทศ
external-round = รอบ
external-level = ระดับ
external-level-help = ใส่ระดับสำหรับรายการรายเขตพื้นที่ ใส่ค่าสำหรับรายการระดับประเทศ
external-value = ค่า
external-imports = ประวัติการนำเข้า
external-imports-none = ยังไม่เคยนำเข้า
external-rows = { $count } แถว
