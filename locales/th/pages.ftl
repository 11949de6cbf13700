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
failure-too-large-words = สิ่งที่ส่งมามีขนาดใหญ่เกินกว่าที่ระบบรับได้ ลดขนาดหรือแบ่งส่งแล้วลองอีกครั้ง
failure-too-slow-words = ระบบใช้เวลานานเกินไป รอสักครู่แล้วลองอีกครั้ง
failure-signed-out = ท่านออกจากระบบแล้ว
failure-signed-out-words = หมดเวลาการเข้าสู่ระบบก่อนที่จะบันทึก จึงยังไม่ได้บันทึกสิ่งที่ส่งมา
failure-typed = ข้อความที่ท่านพิมพ์
failure-typed-words = ยังไม่ได้บันทึก แต่ข้อความอยู่ครบในหน้านี้ กดส่งอีกครั้งเมื่อพร้อม
failure-typed-text = ข้อความช่องที่ { $number }
failure-typed-send = ส่งอีกครั้ง
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
mark-draft-shown = ข้อความนี้เป็นร่างของท่านที่บันทึกไว้เมื่อ { $moment } ยังไม่ได้ให้ระดับ
mark-draft-discard = ทิ้งร่าง
mark-draft-saved = บันทึกร่างแล้วเมื่อ
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
round-empty-words = เผยแพร่เครื่องมือที่หน้าเครื่องมือ แล้วรอบจะแสดงที่นี่
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
    [verify-audit] ตรวจบันทึกการใช้งาน
    [deliver-webhook] แจ้งเว็บฮุก
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
review-far-words = แสดงเฉพาะเครื่องมือที่มีผลภาพรวม สูงสุดประเภทละ 50 แห่งในแต่ละด้าน
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
extension-title = คำขอขยายเวลา
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
# ทางเข้าใช้อื่นนอกจากรหัสผ่าน
code-title = รหัสยืนยันขั้นที่สอง
code-words = รหัสผ่านถูกต้อง ให้พิมพ์รหัสที่แอปยืนยันตัวตนแสดงอยู่
code-field = รหัส
code-help = ตัวเลข 6 หลัก หรือรหัสกู้คืนรหัสหนึ่ง
code-other = เข้าสู่ระบบด้วยวิธีอื่น
sign-in-passkey = เข้าสู่ระบบด้วยพาสคีย์
factor-title = การยืนยันขั้นที่สองและพาสคีย์
factor-about = รหัสจากโทรศัพท์หรือพาสคีย์ช่วยป้องกันบัญชีของท่าน แม้มีผู้อื่นรู้รหัสผ่าน
factor-open = จัดการ
factor-needed = บทบาทของท่านครอบคลุมทั้งระบบ รหัสผ่านอย่างเดียวจึงไม่พอ ให้ตั้งแอปยืนยันตัวตนหรือพาสคีย์ก่อนใช้งานต่อ
factor-needed-show = บทบาทของท่านครอบคลุมทั้งระบบ รหัสผ่านอย่างเดียวจึงไม่พอ ให้เข้าใช้ด้วยพาสคีย์ของท่าน
factor-show-first = ท่านเข้าใช้ด้วยรหัสผ่านอย่างเดียว ต้องเข้าใช้ด้วยการยืนยันขั้นที่สองก่อน จึงจะเปลี่ยนรายการในหน้านี้ได้
factor-app = แอปยืนยันตัวตน
factor-on = ตั้งแล้ว
factor-off = ยังไม่ได้ตั้ง
factor-app-words = แอปในโทรศัพท์แสดงตัวเลข 6 หลักที่เปลี่ยนทุก 30 วินาที ระบบจะถามตัวเลขนี้หลังรหัสผ่าน
factor-app-begin = ตั้งแอปยืนยันตัวตน
factor-app-scan = เปิดแอปแล้วสแกนภาพนี้
factor-app-picture = ภาพรหัสลับสำหรับแอปยืนยันตัวตน
factor-app-type = หรือพิมพ์รหัสลับนี้ในแอป:
factor-app-code = แล้วพิมพ์ตัวเลข 6 หลักที่แอปแสดง
factor-app-confirm = ยืนยัน
factor-app-remove = เลิกใช้แอป
factor-recovery-left = รหัสกู้คืนที่เหลือ { $count } รหัส
factor-recovery-renew = ออกรหัสกู้คืนชุดใหม่
factor-codes = รหัสกู้คืนของท่าน
factor-codes-words = เก็บไว้ในที่เดียวกับเอกสารสำคัญ แต่ละรหัสใช้เข้าระบบได้ครั้งเดียวเมื่อไม่มีโทรศัพท์ และจะไม่แสดงอีก
factor-codes-kept = เก็บไว้แล้ว
passkey-title = พาสคีย์
passkey-words = พาสคีย์ให้ท่านเข้าใช้ด้วยลายนิ้วมือ ใบหน้า หรือ PIN ของเครื่อง โดยไม่ต้องใช้รหัสผ่านและรหัสยืนยัน
passkey-no-script = พาสคีย์ใช้ได้เฉพาะเบราว์เซอร์ที่เปิดใช้สคริปต์
passkey-elsewhere = พาสคีย์ใช้ได้ที่ { $origin } เท่านั้น ให้เปิดเว็บไซต์ที่ที่อยู่นั้น
passkey-name-field = ชื่อพาสคีย์
passkey-name-help = เพื่อให้ทราบภายหลังว่าอยู่ในเครื่องใด
passkey-add = เพิ่มพาสคีย์
passkey-added = เพิ่มเมื่อ { $moment }
passkey-used = ใช้ล่าสุด { $moment }
passkey-rename = เปลี่ยนชื่อ
passkey-remove = ลบ
passkey-failed = เครื่องไม่ส่งพาสคีย์ ให้ลองอีกครั้งหรือใช้รหัสผ่าน
identity-title = บัญชีที่ผูกไว้
identity-unlink = เลิกผูก
user-reset = การยืนยันขั้นที่สอง
user-reset-words = เมื่อเจ้าของบัญชีทำเครื่องหาย ระบบจะลบแอป รหัสกู้คืน พาสคีย์ และบัญชีที่ผูกไว้ และให้ออกจากระบบทุกเครื่อง
user-reset-button = ล้างการยืนยันขั้นที่สอง
user-import = นำเข้าผู้ใช้จากไฟล์
user-import-words = ไฟล์ Excel หรือ CSV ที่มีหนึ่งแถวต่อหนึ่งบทบาทของแต่ละคน ไม่เกิน { $most } คน หากมีแถวใดผิด ระบบจะไม่เพิ่มผู้ใช้คนใดและแสดงข้อผิดพลาดทั้งหมด
user-import-template = แบบกรอก Excel
user-import-file = ไฟล์รายชื่อผู้ใช้
user-import-choose = ไฟล์ (Excel หรือ CSV)
user-import-problems = ยังไม่ได้เพิ่มผู้ใช้
user-import-link = ลิงก์ตั้งรหัสผ่าน
user-imported = ผู้ใช้ที่นำเข้าแล้ว
user-imported-words = ส่งลิงก์ให้เจ้าของบัญชีแต่ละคน ลิงก์ใช้ได้ครั้งเดียวภายในหนึ่งสัปดาห์ และจะไม่แสดงอีก
user-file-title = รายชื่อผู้ใช้ e-MES
user-file-how = กรอกหนึ่งแถวต่อหนึ่งคนใต้หัวตาราง ไม่เปลี่ยนชื่อคอลัมน์ในแถวแรก
user-file-several = ผู้ที่มีหลายบทบาทให้กรอกหนึ่งแถวต่อหนึ่งบทบาท โดยใช้ชื่อเข้าใช้ ชื่อ และอีเมลเดียวกัน
user-file-login = อีเมลหรือชื่อเข้าใช้
user-file-role = บทบาท
user-file-scope = รหัสเขตพื้นที่หรือเลขเขตตรวจราชการ เว้นว่างคือเขตของท่านหรือทั้งระบบ
user-file-acting = กรอก 1 เมื่อรักษาราชการแทน
user-from = วันแรก
user-until = วันสุดท้าย
user-day-help = เช่น 29 ก.ย. 2569 เว้นว่างคือตั้งแต่วันนี้และไม่มีกำหนดสิ้นสุด เมื่อพ้นวันสุดท้ายบทบาทสิ้นสุดเอง
user-acting = รักษาราชการแทน
user-since = ตั้งแต่ { $day }
user-known = ข้อมูลผู้ใช้
user-save = บันทึก
user-role-give = ให้บทบาท
user-role-end = ให้สิ้นสุด
user-role-take-back = เพิกถอน
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
# บันทึกการใช้งาน
menu-audit = บันทึกการใช้งาน
audit-about = ใครทำอะไร เมื่อไร กับสิ่งใด และจบอย่างไร ทุกการเปลี่ยนแปลงและทุกครั้งที่ถูกปฏิเสธ
audit-check = ความครบถ้วนของบันทึก
audit-check-whole = ครบถ้วน ไม่มีการแก้ไข
audit-check-whole-words = ตรวจเมื่อ { $moment } ตั้งแต่รายการแรกถึงรายการที่ { $reached } และคำนวณผลที่ประกาศ { $publications } ฉบับซ้ำได้ตรงทุกฉบับ
audit-check-hash = รหัสท้ายบันทึก จดไว้นอกระบบเพื่อใช้เทียบภายหลัง
audit-check-newer = มีรายการใหม่หลังการตรวจ { $count } รายการ
audit-check-broken = บันทึกผิดปกติ
audit-check-broken-words = ตรวจเมื่อ { $moment } พบที่รายการ { $seq }: { $what } ห้ามแก้ไขฐานข้อมูล แจ้งผู้ดูแลเครื่องและเก็บสำเนาสำรองทุกชุดไว้
audit-check-differs = ผลที่ประกาศไม่ตรงกับข้อมูลที่เก็บไว้
audit-check-differs-words = ตรวจเมื่อ { $moment } ประกาศ { $publication } คำนวณซ้ำแล้วไม่ตรง แจ้งผู้ดูแลเครื่องและเก็บสำเนาสำรองทุกชุดไว้
audit-check-never = ยังไม่เคยตรวจ
audit-check-never-words = มี { $count } รายการ การตรวจอ่านบันทึกทั้งหมดและคำนวณผลที่ประกาศซ้ำ โดยทำเบื้องหลัง
audit-check-waiting = รอเริ่มตรวจ
audit-check-running = กำลังตรวจ { $done } จาก { $total } รายการ
audit-check-do = ตรวจทั้งบันทึก
audit-check-reload = โหลดสถานะใหม่
audit-filter = ค้นหา
audit-from = ตั้งแต่วันที่
audit-to = ถึงวันที่
audit-actor-label = ผู้กระทำ
audit-actor-help = ชื่อเข้าใช้ หรือ operator
audit-action-label = การกระทำ
audit-action-all = ทุกการกระทำ
audit-office-label = รหัสเขตพื้นที่
audit-entity-label = สิ่งที่ถูกกระทำ
audit-outcome-label = ผล
audit-outcome-all = ทุกผล
audit-show = แสดง
audit-clear = ล้างเงื่อนไข
audit-list = รายการ
audit-list-caption = เวลา ผู้กระทำ การกระทำ สิ่งที่ถูกกระทำ ผล และรายละเอียด ใหม่สุดอยู่บน
audit-none = ไม่พบรายการ
audit-none-words = ไม่มีรายการที่ตรงกับทุกเงื่อนไข
audit-sparse = ค้นถึง { $moment } แล้ว รายการที่ตรงกับเงื่อนไขอยู่ห่างกัน กดค้นต่อเพื่อดูรายการที่เก่ากว่า
audit-older = รายการที่เก่ากว่า
audit-newest = กลับไปใหม่สุด
audit-go-on = ค้นต่อ
audit-only-this = แสดงเฉพาะ { $name }
audit-export-csv = ดาวน์โหลด CSV
audit-export-xlsx = ดาวน์โหลด Excel
audit-cut = มีรายการมากกว่านี้ แผ่นงานนี้แสดง { $count } รายการล่าสุด เลือกช่วงเวลาให้สั้นลงหรือใช้ CSV
audit-sheet = บันทึกการใช้งาน
audit-column = { $column ->
    [number] ลำดับ
    [time] เวลา (UTC)
    [actor] ผู้กระทำ
    [account] รหัสผู้กระทำ
    [action] การกระทำ
    [name] รหัสการกระทำ
    [entity] สิ่งที่ถูกกระทำ
    [outcome] ผล
    [detail] รายละเอียด
   *[data] ข้อมูลดิบ (JSON)
  }
audit-outcome = { $outcome ->
    [done] สำเร็จ
    [denied] ถูกปฏิเสธ
   *[failed] ไม่สำเร็จ
  }
audit-actor = { $actor ->
    [operator] ผู้ดูแลเครื่อง (คำสั่ง)
    [worker] งานเบื้องหลัง
    [public] ผู้ที่ไม่ได้เข้าสู่ระบบ
   *[other] { $actor }
  }
audit-noun = { $noun ->
    [self-report] รายงาน
    [result] ผลการประเมิน
    [library] คลังหลักฐาน
    [instrument] เครื่องมือ
    [documents] เอกสารของปี
    [job] งานเบื้องหลัง
    [user] ผู้ใช้
    [users] ผู้ใช้
    [unknown] บัญชีที่ไม่มีในระบบ
    [offices] เขตพื้นที่
    [regions] เขตตรวจราชการ
    [notices] การแจ้งเตือน
    [audit] บันทึกการใช้งาน
    [webhook] เว็บฮุก
    [webhooks] เว็บฮุก
    [attachment] หลักฐาน
    [upload] ไฟล์ที่กำลังส่ง
    [provider] บัญชีหน่วยงาน
    [passkey] พาสคีย์
   *[other] { $noun }
  }
audit-action = { $action ->
    [region-import] นำเข้าเขตตรวจราชการ
    [office-import] นำเข้าเขตพื้นที่
    [instrument-import] นำเข้าเครื่องมือ
    [mark-import] นำเข้าระดับจากไฟล์
    [suggestion-import] นำเข้าข้อเสนอแนะจากไฟล์
    [score-recompute] คำนวณคะแนน
    [publication-publish] ประกาศผล
    [document-issue] จัดทำเอกสาร
    [result-export] ส่งออกผลที่ยังไม่ประกาศ
    [publication-read] อ่านผลที่ประกาศ
    [audit-verify] ตรวจบันทึกการใช้งาน
    [audit-read] อ่านบันทึกการใช้งาน
    [user-manage] จัดการผู้ใช้และบทบาท
    [user-set-password] ตั้งรหัสผ่านให้ผู้ใช้ที่เครื่อง
    [user-change-password] เปลี่ยนรหัสผ่านของตนเอง
    [session-sign-in] เข้าสู่ระบบ
    [session-read] ดูการเข้าใช้ของตนเอง
    [session-sign-out] ออกจากระบบ
    [round-manage] จัดการรอบและมอบหมายงาน
    [extension-ask] ขอขยายเวลา
    [extension-decide] พิจารณาคำขอขยายเวลา
    [self-report-read] อ่านรายงาน
    [item-assign] มอบหมายรายการ
    [answer-save] บันทึกคำตอบ
    [attachment-add] เพิ่มหลักฐาน
    [self-report-submit] ส่งรายงานให้ผู้อำนวยการ
    [self-report-certify] รับรองหรือส่งรายงานกลับ
    [item-screen] กลั่นกรองรายการ
    [comment-add] เขียนความเห็น
    [mark-draft] เก็บร่างการให้ระดับ
    [mark-save] ให้ระดับและข้อเสนอแนะ
    [mark-confirm] ยืนยันผลการให้คะแนน
    [job-manage] จัดการงานเบื้องหลัง
    [result-read] อ่านผลการประเมินของเขต
    [result-acknowledge] ตอบรับผลการประเมิน
    [objection-file] ส่งข้อทักท้วง
    [objection-decide] พิจารณาข้อทักท้วง
    [notice-send] ส่งการแจ้งเตือน
    [notice-read] ตั้งค่าการแจ้งเตือนและปฏิทิน
    [user-forget-password] ขอลิงก์เพราะลืมรหัสผ่าน
    [personal-token-change] สร้างหรือยกเลิกโทเค็นส่วนบุคคล
    [webhook-manage] จัดการเว็บฮุก
    [agreement-read] ดูความสอดคล้องของผู้ประเมิน
    [attachment-save] ตรวจและบันทึกข้อมูลของหลักฐาน
    [national-read] ดูภาพรวมประเทศ
    [external-import] บันทึกหรือนำเข้าผลจากระบบอื่น
    [instrument-draft] จัดทำแบบร่างเครื่องมือ
    [instrument-review] ตรวจและเผยแพร่เครื่องมือ
    [phrase-keep] แก้ไขคลังข้อความ
    [second-factor-change] เปลี่ยนวิธียืนยันตัวตน
   *[other] {""}
  }
audit-detail = { $key ->
    [added] เพิ่ม
    [address] ที่อยู่เครือข่าย
    [attachment] หลักฐานหมายเลข
    [authors] ผู้จัดทำ
    [edit] การจัดทำ
    [broken] พบความผิดปกติที่รายการ
    [calendar] ที่อยู่ปฏิทิน
    [cancel] ยกเลิกงาน
    [changed] เปลี่ยนแปลง
    [confirmed_by] ยืนยันตัวตน
    [changes] จำนวนที่เปลี่ยน
    [chosen] ตั้งค่าแล้ว
    [cited] อ้างอิงในรายการ
    [closes] ปิดรับ
    [copied] คัดลอก
    [corrects] แก้ไขแทนฉบับที่
    [demo] ทดลองใช้
    [differs] ประกาศที่ไม่ตรง
    [disabled] ระงับบัญชี
    [documents] จำนวนเอกสาร
    [due] กำหนดส่ง
    [error] สาเหตุ
    [first] รหัสแรก
    [format] ชนิดไฟล์
    [given] มอบหมาย
    [hash] รหัสท้ายบันทึก
    [incomplete] ไม่ครบ
    [inserted] เพิ่มใหม่
    [job] งานหมายเลข
    [last] รหัสสุดท้าย
    [level] ระดับ
    [link] ลิงก์ใช้ครั้งเดียว
    [mails] จำนวนอีเมล
    [node] รายการ
    [nodes] รายการ
    [notices] จำนวนการแจ้งเตือน
    [offices] จำนวนเขต
    [opens] เปิดรับ
    [publication] ประกาศฉบับที่
    [publications] ประกาศ
    [reached] ตรวจถึงรายการที่
    [reason] เหตุผล
    [receipt] เลขที่ใบรับ
    [recompute] สั่งคำนวณคะแนน
    [refused_until] เข้าไม่ได้จนถึง
    [reports] จำนวนรายงาน
    [restart] เริ่มงานใหม่
    [results_hash] รหัสเนื้อหาของผล
    [revision] ฉบับปรับปรุงที่
    [roles] บทบาท
    [sessions] จำนวนการเข้าใช้ที่สิ้นสุด
    [sha256] รหัสเนื้อหา (SHA-256)
    [simulated] ข้อมูลจำลอง
    [sound] ประกาศที่คำนวณซ้ำได้ตรง
    [state] สถานะ
    [task] งาน
    [to] ถึง
    [unchanged] ไม่เปลี่ยนแปลง
    [unmarked] เขตที่ให้คะแนนไม่ครบ
    [until] ถึงวันที่
    [user] ผู้รับมอบหมาย
    [users] ผู้รับมอบหมาย
    [verdict] ผลการพิจารณา
    [version] แก้ไขครั้งที่
    [what] สิ่งที่พบ
    [withheld] เขตที่ยังไม่ประกาศ
    [grants] ขอบเขตของโทเค็น
    [token_made] สร้างโทเค็นหมายเลข
    [token_revoked] ยกเลิกโทเค็นหมายเลข
    [webhook_url] ที่อยู่ของเว็บฮุก
    [webhook_events] เหตุการณ์ของเว็บฮุก
    [webhook_on] แจ้งเว็บฮุก
    [webhook_removed] ลบเว็บฮุก
    [webhook_test] ทดสอบเว็บฮุก
    [app] มีแอปยืนยันตัวตน
    [awaits] รอ
    [by] ยืนยันตัวตนด้วย
    [change] การเปลี่ยนแปลง
    [disputed] ผู้ประเมินสองคนให้ระดับต่างกัน
    [edition] ฉบับที่
    [from] จาก
    [identities] จำนวนบัญชีที่เชื่อมไว้
    [imported] ผู้ใช้ที่นำเข้า
    [in_place_of] แทนหลักฐานหมายเลข
    [kept] ข้อความที่เก็บ
    [numbers] การตรวจเลขประจำตัวประชาชน
    [opinion] ความเห็นหนึ่งในสอง
    [pages] หน้าที่อ้าง
    [passkey] พาสคีย์หมายเลข
    [passkeys] จำนวนพาสคีย์
    [percent] ร้อยละที่มีผู้ประเมินสองคน
    [proposal] รหัสข้อเสนอการแบ่งงาน
    [reconciled] ตัดสินผลที่ต่างกัน
    [removed] ข้อความที่ลบ
    [scan] การตรวจไวรัส
    [second_factors] วิธียืนยันตัวตนเพิ่มเติม
    [seed] เลขตั้งต้นของการสุ่ม
    [source] แหล่งที่มา
    [stands] ผู้ประเมินสองคนให้ระดับตรงกัน
   *[other] { $key }
  }
audit-word = { $word ->
    [word] ด้วยคำรับรอง (ระบบสาธิต)
    [yes] ใช่
    [no] ไม่ใช่
    [none] ไม่มี
    [invitation] เชิญเข้าใช้
    [reset] ตั้งรหัสผ่านใหม่
    [renewed] ออกใหม่
    [revoked] ยกเลิก
    [changed] ถูกแก้ไข
    [removed] ถูกลบ
    [reordered] ถูกย้ายที่
    [added] ถูกเติมต่อท้าย
    [password] รหัสผ่าน
    [code] รหัสจากแอปยืนยันตัวตน
    [recovery-code] รหัสสำรอง
    [passkey] พาสคีย์
    [provider] บัญชีหน่วยงาน
    [provider-linked] บัญชีหน่วยงาน (เชื่อมครั้งแรก)
    [demo] ทดลองใช้
    [app-begun] เริ่มตั้งค่าแอปยืนยันตัวตน
    [app-confirmed] ตั้งค่าแอปยืนยันตัวตนแล้ว
    [app-removed] ลบแอปยืนยันตัวตน
    [recovery-codes-renewed] ออกรหัสสำรองใหม่
    [passkey-begun] เริ่มเพิ่มพาสคีย์
    [passkey-added] เพิ่มพาสคีย์
    [passkey-renamed] เปลี่ยนชื่อพาสคีย์
    [passkey-removed] ลบพาสคีย์
    [accounts-unlinked] เลิกเชื่อมบัญชีหน่วยงาน
    [off] ไม่ได้ตรวจ
    [waiting] รอตรวจ
    [clean] ไม่พบไวรัส
    [infected] พบไวรัส
    [clear] ไม่พบ
    [unread] อ่านไม่ได้
    [found] พบ
    [kept] คงไว้โดยมีเหตุผล
   *[other] { $word }
  }
# คู่มือ
guide = คู่มือ
guide-here = คู่มือของหน้านี้
guide-about = วิธีทำงานในแต่ละหน้า เขียนแยกตามบทบาท
guide-own = คู่มือของท่าน
guide-others = คู่มือของบทบาทอื่น
guide-chapters = ในคู่มือนี้
guide-only-thai = คู่มือนี้มีเฉพาะภาษาไทย
# ความคืบหน้าของเขตตรวจราชการ
progress-region = เขตตรวจราชการ
progress-all-regions = ทุกเขตตรวจราชการ
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

# โทเค็นส่วนบุคคลและ API
token-title = โทเค็นส่วนบุคคล
token-open = จัดการโทเค็น
token-me = ใช้โทเค็นเมื่อให้โปรแกรมของท่านเรียก API ของระบบในนามของท่าน
token-about = โปรแกรมที่ถือโทเค็นนี้ทำงานในนามของท่าน ภายในสิทธิของท่านและขอบเขตที่เลือกด้านล่างเท่านั้น เก็บเป็นความลับเหมือนรหัสผ่าน
token-api = วิธีใช้ API
token-own = โทเค็นของท่าน
token-none = ยังไม่มีโทเค็น
token-made = สร้างโทเค็นแล้ว
token-once = โทเค็นนี้แสดงครั้งเดียว คัดลอกเก็บไว้ก่อนออกจากหน้านี้
token-new = สร้างโทเค็นใหม่
token-name = ใช้ทำอะไร
token-name-help = เช่น ดึงผลเข้าระบบสารสนเทศของสำนักงาน
token-days-label = ใช้ได้นาน
token-days-words = { $days } วัน
token-grants = ขอบเขต
token-group = { $group ->
    [frame] เขตพื้นที่ เขตตรวจราชการ เครื่องมือ และรอบ
    [reports] รายงานการประเมินตนเอง คำตอบ และข้อความโต้ตอบ
    [evidence] คลังหลักฐาน
    [judging] การกลั่นกรองและการให้คะแนน
    [results] คะแนน ประกาศผล ผลรายเขต ข้อทักท้วง และเอกสาร
    [people] ผู้ใช้ บทบาท และบันทึกการใช้งาน
    [service] งานเบื้องหลัง การแจ้งเตือน และเว็บฮุก
   *[other] { $group }
}
token-access = { $access ->
    [none] ไม่ให้
    [read] อ่าน
    [write] อ่านและเขียน
   *[other] { $access }
}
token-grant = { $access ->
    [read] อ่าน: { $group }
    [write] อ่านและเขียน: { $group }
   *[other] { $group }
}
token-until = ใช้ได้ถึง { $moment }
token-used = ใช้ล่าสุด { $moment }
token-unused = ยังไม่เคยใช้
token-over = หมดอายุ
token-revoke = ยกเลิก
token-make = สร้างโทเค็น
api-title = API สำหรับโปรแกรม
api-document = เอกสาร OpenAPI
api-operations = คำสั่ง
api-bodies = โครงสร้างข้อมูล
api-fields = ตารางฟิลด์
api-field = ฟิลด์
api-kind = ชนิด
api-meaning = ความหมาย
api-required = (จำเป็น)
api-needs = โทเค็นต้องมีขอบเขต { $scope }
api-sent = ส่ง
api-about = โปรแกรมแนบโทเค็นส่วนบุคคลใน Authorization: Bearer และทำได้เท่าที่เจ้าของโทเค็นทำได้ภายในขอบเขตของโทเค็น สิ่งที่เจ้าของโทเค็นไม่มีสิทธิเห็นจะตอบว่าไม่พบ (404) ข้อผิดพลาดตอบเป็น application/problem+json รายการต่อด้วยที่อยู่ใน next การแก้ไขต้องแนบ If-Match จาก ETag ที่อ่านมา และ POST ที่แนบ Idempotency-Key ส่งซ้ำได้โดยไม่ทำซ้ำ ปีเป็นพุทธศักราช วันที่เป็น ISO 8601 เวลาเป็น UTC คำอธิบายรายการด้านล่างเป็นภาษาอังกฤษ

# เว็บฮุก
webhook-title = เว็บฮุก
webhook-one = เว็บฮุก
webhook-own = โปรแกรมที่รับแจ้ง
webhook-none = ยังไม่มีโปรแกรมที่รับแจ้ง
webhook-made = เพิ่มเว็บฮุกแล้ว
webhook-once = รหัสลับนี้แสดงครั้งเดียว โปรแกรมปลายทางใช้ตรวจลายมือชื่อของข้อความ คัดลอกเก็บไว้ก่อนออกจากหน้านี้
webhook-off = ปิดอยู่
webhook-new = เพิ่มเว็บฮุก
webhook-about = เมื่อเกิดเหตุการณ์ที่เลือก ระบบส่งข้อความ JSON พร้อมลายมือชื่อ (Standard Webhooks) ไปยังที่อยู่นี้ ถ้าปลายทางไม่ตอบรับจะส่งซ้ำโดยเว้นช่วงนานขึ้น
webhook-url-label = ที่อยู่ (https)
webhook-events-label = แจ้งเมื่อ
webhook-event = { $event ->
    [round-opened] เปิดรอบการรายงาน
    [report-certified] เขตพื้นที่รับรองรายงาน
    [result-published] ประกาศผล
    [correction-published] ประกาศแก้ไขผล
    [test] ทดสอบ
   *[other] { $event }
}
webhook-make = เพิ่ม
webhook-test = ทดสอบส่ง
webhook-settings = การตั้งค่า
webhook-on = เปิดใช้เว็บฮุกนี้
webhook-save = บันทึก
webhook-remove = ลบเว็บฮุกและบันทึกการส่ง
webhook-log = บันทึกการส่ง
webhook-log-none = ยังไม่เคยส่ง
webhook-what = เหตุการณ์
webhook-when = เมื่อ
webhook-came = ผลการส่ง
webhook-tries = ครั้งที่ลอง
webhook-told = { $state ->
    [heard] ปลายทางรับแล้ว
    [unheard] ปลายทางยังไม่รับ
   *[waiting] รอส่ง
}
webhook-older = ก่อนหน้านี้
# เว็บสาธารณะ
public-title = ผลการประเมินเขตพื้นที่การศึกษา
public-about = ผลที่ประกาศแล้วของทุกเขตพื้นที่ พร้อมที่มาของคะแนน เกณฑ์ที่ใช้ และข้อมูลเปิด
public-menu-years = ผลรายปี
public-menu-offices = ผลรายเขตพื้นที่
public-menu-instruments = เกณฑ์และเครื่องมือ
public-menu-data = ข้อมูลเปิด
public-menu-verify = ตรวจสอบเอกสาร
public-search = ค้นหา
public-search-label = ชื่อเขตพื้นที่ จังหวัด หรือตัวชี้วัด
public-search-help = พิมพ์ชื่อหรือชื่อย่อของเขตพื้นที่ จังหวัด หรือคำในตัวชี้วัด เช่น สพป.ตราด, เชียงใหม่ เขต 4, ความปลอดภัย
public-search-nothing = ไม่พบ “{ $question }”
public-nothing-words = เมื่อส่วนกลางประกาศผลแล้ว ผลจะอยู่ที่นี่
public-country = ทั้งประเทศ
public-country-mean = ค่าเฉลี่ยทั้งประเทศ
public-region-central = เขตตรวจราชการส่วนกลาง
public-kind = { $kind ->
    [primary] สพป. (ประถมศึกษา)
   *[secondary] สพม. (มัธยมศึกษา)
  }
public-offices = เขตพื้นที่
public-offices-count = { $count } เขต
public-offices-with = เขตที่มีผล
public-offices-without = เขตที่ยังไม่มีผลภาพรวม
public-start-offices = เปิดดูผลของแต่ละเขตตามเขตตรวจราชการ พร้อมที่มาของคะแนน ข้อเสนอแนะ และผลย้อนหลัง
public-start-instruments = ตัวชี้วัด เกณฑ์การให้คะแนน และช่วงคะแนนของแต่ละระดับที่ใช้ในประกาศผล
public-start-verify = ตรวจด้วยรหัสที่พิมพ์อยู่ในเอกสาร หรือด้วยไฟล์ที่ได้รับ ว่าตรงกับที่ประกาศหรือไม่
public-start-data = ดาวน์โหลดผลทุกประกาศเป็น CSV, JSON, Excel และ Parquet พร้อมพจนานุกรมข้อมูล
public-by-region = แยกตามเขตตรวจราชการ
public-criteria = ตัวชี้วัดและเกณฑ์
public-years-words = ประกาศผลทุกฉบับ ฉบับที่แก้ไขแล้วยังเปิดอ่านได้เสมอ
public-instrument = เครื่องมือ
public-holding = ใช้อยู่
public-corrected = แก้ไขแล้วโดย
public-corrected-by = ฉบับนี้แก้ไขแล้วโดยฉบับที่ { $number }
public-earlier-round = รอบก่อนหน้า
public-not-holding = ประกาศฉบับนี้มีการแก้ไขแล้ว
public-not-holding-words = ข้อมูลในหน้านี้แสดงตามที่ประกาศไว้เดิม ฉบับที่ใช้แทนคือ
public-correction = ประกาศแก้ไข
public-correction-words = ประกาศฉบับนี้แก้ไขแทนฉบับที่
public-correction-reason = เหตุผล:
public-others = ประกาศฉบับก่อน
public-others-words = ประกาศของปีนี้ที่แก้ไขแล้วหรือเป็นรอบก่อนหน้า อ่านได้ตามที่ประกาศไว้เดิม
public-group = กลุ่ม
public-spread = จำนวนเขตพื้นที่ในแต่ละระดับคุณภาพ
public-spread-words = ตัวเลขในแถบคือจำนวนเขตพื้นที่ เลือกชื่อเขตตรวจราชการเพื่อดูผลรายเขตพื้นที่
public-item = รายการ
public-items = ตัวชี้วัด
public-items-count = { $count } รายการที่ประเมิน
public-level = ระดับคุณภาพ
public-level-of-mean = ระดับของค่าเฉลี่ย
public-overall = ผลภาพรวม
public-no-overall = ไม่มีผลภาพรวม
public-provinces = จังหวัด
public-before = ก่อนหน้า
public-table = ข้อมูล CSV
public-past = ผลย้อนหลัง
public-evaluated = จำนวนรายการในแต่ละระดับ จาก { $count } รายการที่ประเมิน
public-office-year = ผลของปีนี้ทั้งหมด
public-office-before = ผลตามฉบับก่อนแก้ไข
public-office-after = ผลตามฉบับที่แก้ไขแล้ว
public-beside = ตัวชี้วัดเทียบกับค่าเฉลี่ยทั้งประเทศ
public-here = เขตพื้นที่นี้
public-province-list = ผลรายจังหวัดเป็นตาราง
public-changed = สิ่งที่แก้ไข
public-changed-none = ผลของเขตนี้ไม่เปลี่ยนแปลงจากฉบับก่อน
public-was = เดิม
public-is = แก้ไขเป็น
public-instruments-words = เกณฑ์ตามที่ใช้ในประกาศผลแต่ละปี
public-bands = ช่วงคะแนนของระดับคุณภาพ
public-band-from = ค่าเฉลี่ยตั้งแต่
public-target = ค่าเป้าหมาย
public-rubric = เกณฑ์การให้คะแนน
public-evidence = หลักฐาน
public-owner = ผู้รับผิดชอบ:
public-item-group = รวมผลจากรายการย่อย
public-item-plain = ไม่มีรายละเอียดเพิ่มเติมในเครื่องมือ
public-mode = { $mode ->
    [monitored] ติดตามแต่ไม่ประเมินผล
    [target] เทียบค่าเป้าหมาย
    [external] ใช้ผลจากระบบอื่น
    [pending] อยู่ระหว่างดำเนินการ
   *[other] ประเมิน
  }
public-verify-words = เอกสารที่ออกจากระบบมีรหัสกำกับ ตรวจได้ว่าเป็นเอกสารที่ออกจริงและยังเป็นฉบับที่ใช้อยู่หรือไม่
public-verify-by-code = ตรวจด้วยรหัส
public-verify-by-file = ตรวจด้วยไฟล์
public-verify-code = รหัสตรวจสอบ
public-verify-code-help = รหัสอยู่ท้ายเอกสาร ขึ้นต้นด้วย EM เช่น EM-7K3F-9QXM-2C4D ตัวพิมพ์เล็กหรือไม่มีขีดก็ได้
public-verify-do = ตรวจสอบ
public-verify-file = ไฟล์ PDF, Word หรือ Excel
public-verify-file-help = ไม่เกิน 8 MB ไฟล์ใช้เพื่อตรวจสอบเท่านั้น ไม่มีการเก็บไว้
public-verify-no-file = เลือกไฟล์ที่จะตรวจสอบ
public-verify-send = ส่งไฟล์เพื่อตรวจสอบ
public-verify-about = เรื่องของ
public-verify-file-kind = ชนิดไฟล์
public-verify-rendered = ออกเมื่อ
public-verify-results = ประกาศผลที่เอกสารนี้อ้างถึง
public-issued = เป็นเอกสารที่ออกจากระบบนี้
public-issued-words = เทียบข้อมูลด้านล่างกับเอกสารที่ถืออยู่ หากตรวจด้วยไฟล์ เนื้อหาของไฟล์ตรงกันทุกไบต์
public-altered = ไฟล์นี้ไม่ตรงกับที่ออกไว้
public-altered-words = รหัสในไฟล์มีอยู่จริง แต่ไฟล์ถูกบันทึกใหม่หรือแก้ไข ให้ยึดข้อมูลด้านล่าง
public-unknown = ไม่พบเอกสารนี้
public-unknown-words = ไม่มีเอกสารที่ออกจากระบบนี้ตรงกับรหัสหรือไฟล์ที่ส่งมา ตรวจสอบรหัสแล้วลองอีกครั้ง
public-busy = มีผู้ขอข้อมูลพร้อมกันจำนวนมาก
public-busy-words = รอประมาณ 5 วินาทีแล้วลองอีกครั้ง
public-again = ลองอีกครั้ง
# ข้อมูลเปิด
data-words = ผลที่ประกาศแล้วทุกฉบับ ใช้ได้ตามสัญญาอนุญาต โดยไม่ต้องขอ
data-how = การนำไปใช้
data-licence = สัญญาอนุญาต
data-dictionary = พจนานุกรมข้อมูล
data-dictionary-words = ความหมายของทุกคอลัมน์
data-catalogue = ข้อมูลเปิดผลการประเมินเขตพื้นที่การศึกษา
data-catalogue-words = ผลการติดตามและประเมินผลของเขตพื้นที่การศึกษาที่ประกาศแล้ว ทุกปีและทุกฉบับ
data-catalogue-short = บัญชีข้อมูล
data-catalogue-dcat = DCAT-AP (JSON-LD)
data-series = อนุกรมรายปี (SDMX-CSV)
data-title = { $title } ปีงบประมาณ { $year } รอบ { $months } เดือน
data-about = ผลตามประกาศเลขที่ { $number }
data-files = ไฟล์
data-file = ไฟล์
data-format = รูปแบบ
data-content = เนื้อหา
data-about-title = เกี่ยวกับข้อมูลชุดนี้
data-hash = ค่าแฮชของผลที่ประกาศ
data-column = คอลัมน์
data-type = ชนิด
data-meaning = ความหมาย
data-may-be-empty = (เว้นว่างได้)
data-kind = { $kind ->
    [integer] จำนวนเต็ม
    [number] จำนวนทศนิยม
    [boolean] true หรือ false
   *[string] ข้อความ
  }
data-file-results = คะแนนของทุกรายการของทุกเขตพื้นที่ หนึ่งแถวต่อหนึ่งเขตและหนึ่งรายการ
data-file-results-json = คะแนนพร้อมเหตุผล ตรงตามที่ประทับค่าแฮชไว้เมื่อประกาศ
data-file-results-xlsx = ตารางสำหรับอ่าน หนึ่งแถวต่อหนึ่งเขตพื้นที่
data-file-results-parquet = แถวเดียวกับ results.csv เก็บแบบคอลัมน์พร้อมชนิดข้อมูล สำหรับโปรแกรมวิเคราะห์ข้อมูล
data-file-offices = เขตพื้นที่ที่มีผล พร้อมประเภท เขตตรวจราชการ และจังหวัด
data-file-items = รายการของเครื่องมือ
data-file-package = คำอธิบายตารางตามมาตรฐาน Data Package พร้อมขนาดและค่าแฮชของไฟล์
data-file-ckan = คำอธิบายสำหรับนำเข้าระบบ CKAN (package_create)
data-column-publication = เลขที่ประกาศผล
data-column-instrument = รหัสเครื่องมือ
data-column-fiscal-year = ปีงบประมาณ พ.ศ.
data-column-through = รอบสุดท้ายที่นำมาคิด
data-column-office = รหัสเขตพื้นที่
data-column-office-name-th = ชื่อเขตพื้นที่
data-column-node = รหัสรายการ, OVERALL คือภาพรวม
data-column-state = มีคะแนน (scored) ข้อมูลไม่ครบ (incomplete) หรือไม่นำมาคิด (left_out)
data-column-reason = เหตุผลที่ไม่นำมาคิด
data-column-mean = ค่าเฉลี่ย ปัดเศษตามที่ประกาศ
data-column-level = ระดับคุณภาพ
data-column-counted = รหัสรายการที่นำมาเฉลี่ย คั่นด้วยช่องว่าง
data-column-left-out = รหัสรายการที่ไม่นำมาเฉลี่ยพร้อมเหตุผล คั่นด้วยช่องว่าง
data-column-value = ค่าที่ได้ ของรายการที่เทียบค่าเป้าหมาย
data-column-target = ค่าเป้าหมาย
data-column-achieved = บรรลุค่าเป้าหมายหรือไม่
data-column-office-kind = ประเภท: ประถมศึกษา (primary) หรือมัธยมศึกษา (secondary)
data-column-name-th = ชื่อเต็ม
data-column-short-name-th = ชื่อย่อ
data-column-name-en = ชื่อภาษาอังกฤษ
data-column-region = หมายเลขเขตตรวจราชการ, 0 คือส่วนกลาง
data-column-provinces = จังหวัด คั่นด้วยช่องว่าง
data-column-parent = รหัสรายการที่อยู่เหนือขึ้นไป
data-column-item-kind = ชั้นของรายการ
data-column-mode = วิธีติดตามหรือประเมิน
data-column-label-th = ลำดับ
data-column-title-th = ชื่อ
data-column-title-en = ชื่อภาษาอังกฤษ
data-file-marks = ระดับและค่าที่ใช้คำนวณผล ตามแบบที่ emes import marks รับ
data-file-regions = เขตตรวจราชการและจังหวัด
data-file-instrument = เครื่องมือพร้อมเกณฑ์ (TOML)
data-column-holder = รหัสเขตพื้นที่ หรือ OBEC สำหรับค่าระดับประเทศ
data-column-round = รอบ (R6, R12)
data-column-mark-level = ระดับที่ได้ของรายการในรอบนั้น
data-column-mark-value = ค่าที่วัดได้ สำหรับรายการที่มีเป้าหมาย
data-column-note = หมายเหตุ (ว่างเสมอในข้อมูลเปิด)
data-column-region-name = ชื่อเขตตรวจราชการ
data-column-province-code = รหัสจังหวัด
data-column-province-th = ชื่อจังหวัดภาษาไทย
data-column-province-en = ชื่อจังหวัดภาษาอังกฤษ
data-column-weight = ค่าน้ำหนัก
data-column-applies-to = ประเภทของเขตพื้นที่ที่ใช้ คั่นด้วยช่องว่าง
menu-national = ภาพรวมประเทศ
national-title = ภาพรวมผลการติดตามและประเมินผล
national-at = ข้อมูล ณ { $moment }
national-nothing = ยังไม่มีรอบรายงานใดเปิด
national-months = รอบ { $months } เดือน
national-round = รอบ
national-kinds = ประเภทเขตพื้นที่
national-all-kinds = ทุกประเภท
national-kind = { $kind ->
    [primary] สพป.
   *[other] สพม.
 }
national-central = กลาง
national-show = แสดงผล
national-clear = ล้างตัวกรอง
national-compare = เปรียบเทียบเขตพื้นที่
national-sent = ส่งรายงานแล้ว
national-of = / { $all } เขต
national-of-levels = จาก { $highest }
national-mean = คะแนนเฉลี่ยของเขตพื้นที่
national-mean-short = เฉลี่ย
national-since = จากรอบ { $months } เดือน
national-good = ระดับ{ $level }ขึ้นไป
national-some-of = { $some } จาก { $all } เขต
national-help = ควรได้รับการสนับสนุน
national-offices = เขต
national-marked = ตรวจให้คะแนนครบ
national-marked-words = ของรายงานที่ผ่านการกลั่นกรอง
national-rounds = การส่งรายงานรายรอบ
national-due = กำหนดส่ง
national-late = ส่งช้า
national-waiting = ยังไม่ส่งรายงาน
national-overdue = เลยกำหนด
national-regions = ผลรายเขตตรวจราชการ
national-spread = จำนวนเขตพื้นที่ในแต่ละระดับคุณภาพ
national-bar-words = ตัวเลขในแถบคือจำนวนเขตพื้นที่ สีเทาคือยังมีระดับไม่ครบ เลือกเขตตรวจราชการเพื่อดูรายเขตพื้นที่
national-levels = จำนวนเขตพื้นที่ตามระดับคุณภาพ
national-group = กลุ่ม
national-all = ทั้งประเทศ
national-region-all = ทั้งเขตตรวจราชการ
national-everybody = ทุกเขตพื้นที่ที่เลือก
national-incomplete = ยังไม่ครบ
national-provinces = ผลรายจังหวัด
national-province = จังหวัด
national-province-list = รายชื่อจังหวัด เรียงจากคะแนนต่ำสุด
national-map-label = แผนที่คะแนนเฉลี่ยรายจังหวัด
national-map-credit = แผนที่: MapSVG ผ่าน @svg-maps/thailand สัญญาอนุญาต CC BY 4.0 (ลดรายละเอียดเส้น)
national-no-score = ยังไม่มีคะแนน
national-no-scores = ยังไม่มีคะแนนในรอบนี้
national-trend = แนวโน้มรายปีงบประมาณ
national-count = { $count } เขต
national-break-head = เหตุที่เทียบกับปีก่อนไม่ได้
national-break = { $why ->
    [new] ปีก่อนไม่มีรายการนี้
    [item] รายการนี้เปลี่ยนจากปีก่อน
    [items] รายการที่นำมาคิดคะแนนต่างจากปีก่อน
   *[rules] วิธีคิดคะแนนหรือเกณฑ์ระดับต่างจากปีก่อน
 }
national-break-words = เครื่องหมายนี้บอกว่าปีนั้นใช้รายการหรือวิธีคิดต่างจากปีก่อน จึงไม่ลากเส้นต่อกัน
national-see = ดูทั้งหมด
national-heat = คะแนนเฉลี่ยรายตัวชี้วัด × เขตตรวจราชการ
national-weakest = ตัวชี้วัดที่ได้คะแนนเฉลี่ยต่ำสุด: { $first } และ { $second }
national-indicators = ผลรายตัวชี้วัด
national-indicator = ตัวชี้วัด
national-item = รายการ
national-best = เขตพื้นที่ที่เป็นแบบอย่างได้
national-lowest = เขตพื้นที่ที่ควรได้รับการสนับสนุนก่อน
national-lowest-words = รายชื่อนี้ใช้วางแผนช่วยเหลือ เลือกชื่อเขตพื้นที่เพื่อดูว่ารายการใดควรได้รับการสนับสนุน
national-nobody = ไม่มีเขตพื้นที่ในระดับที่ต้องเร่งสนับสนุน
national-distances = ระดับที่ประเมินได้เทียบกับที่เขตพื้นที่ประเมินตนเอง
national-distance-words = นับเฉพาะรายการที่เขตพื้นที่ประเมินตนเองและมีผลการประเมินแล้ว
national-below = ต่ำกว่าตนเอง
national-same = ตรงกัน
national-above = สูงกว่าตนเอง
national-file = ไฟล์ { $form }
national-code = รหัส
national-list = รายชื่อเขตพื้นที่
national-offices-title = เขตพื้นที่
national-list-empty = ไม่มีเขตพื้นที่ที่ตรงกับที่เลือก
national-level = ระดับ
national-overall = ภาพรวม
national-reports = รายงานทั้งหมด
national-stage = { $stage ->
    [waiting] ยังไม่ส่งรายงาน
    [sent] ส่งรายงานแล้ว
    [late] ส่งช้า
   *[in-time] ส่งทันกำหนด
 }
national-first-office = ชื่อหรือรหัสเขตพื้นที่
national-second-office = เทียบกับ (ถ้ามี)
national-which = "{ $words }" หมายถึงเขตพื้นที่ใด
national-which-more = แสดงเพียง 20 แห่งแรก พิมพ์ชื่อให้ชัดขึ้นเพื่อหาเขตอื่น
national-unknown = ไม่พบเขตพื้นที่ชื่อหรือรหัส "{ $words }"
national-compare-empty = เลือกเขตพื้นที่ที่ต้องการดู
national-compare-help = พิมพ์ชื่อหรือรหัส เช่น เชียงใหม่ 1 หรือ P2300 ระบบจะวางผลไว้ข้างค่าเฉลี่ยของเขตตรวจราชการและของประเภทเดียวกัน
national-beside = ผลวางเคียงกัน
national-mean-of-region = เฉลี่ยเขตตรวจราชการที่ { $number }
national-mean-of-kind = เฉลี่ย { $kind ->
    [primary] สพป.
   *[other] สพม.
 } ทั้งประเทศ
outlook-title = ผลย้อนหลังและทางยกระดับ
outlook-years = คะแนนเฉลี่ยรายปี
outlook-why = ที่มาของระดับ
outlook-raise = รายการที่จะยกระดับผล
outlook-next = ระดับถัดไป{ $level } เริ่มที่ { $min }
outlook-lacks = ขาดอีก { $lacks }
outlook-highest = ได้ระดับสูงสุดแล้ว
outlook-one-more = เพิ่มอีกหนึ่งระดับ
outlook-then = คะแนนเฉลี่ยจะเป็น
outlook-steps-words = คำนวณจริงด้วยเกณฑ์ของปีนี้ ทีละรายการ โดยรายการอื่นคงเดิม เครื่องหมายถูกบอกว่ารายการนั้นเพียงรายการเดียวก็ถึงระดับถัดไป
outlook-level = ระดับ
outlook-level-then = ระดับจะเป็น
outlook-peers = เทียบกับเขตพื้นที่ประเภทเดียวกัน
outlook-peers-words = เขตพื้นที่ประเภทเดียวกันอีก { $count } เขต คะแนนเฉลี่ย { $mean } ไม่แสดงชื่อ
outlook-peers-near = เทียบกับเขตพื้นที่ประเภทเดียวกัน { $count } เขตที่มีจำนวนโรงเรียนใกล้เคียงที่สุด ({ $range } โรงเรียน ของท่าน { $own } โรงเรียน) คะแนนเฉลี่ย { $mean } ไม่แสดงชื่อ
outlook-size-unknown = ยังไม่มีข้อมูลจำนวนโรงเรียนของเขตพื้นที่นี้ จึงเทียบกับทุกเขตประเภทเดียวกัน
outlook-sizes-few = เขตพื้นที่ที่มีจำนวนโรงเรียนใกล้เคียงและมีผลแล้วมีน้อยกว่า 5 เขต จึงเทียบกับทุกเขตประเภทเดียวกัน
outlook-peers-few = มีเขตพื้นที่ประเภทเดียวกันน้อยกว่า 5 เขต จึงไม่แสดงเพื่อไม่ให้ระบุตัวได้
outlook-others = เฉลี่ยเขตอื่น
outlook-recommended = ข้อเสนอแนะที่เคยได้รับ
reflection-title = สะท้อนผลรอบแรก
reflection-groups = ระดับคุณภาพของรอบแรก และการเปลี่ยนแปลงถึงรอบสุดท้าย
reflection-then = ถึงรอบสุดท้าย
reflection-change = เปลี่ยนแปลง
reflection-mean = เฉลี่ยรอบ { $months } เดือน
reflection-one = เครื่องมือนี้มีรอบเดียว หรือรอบถัดไปยังไม่เปิด จึงยังไม่มีการเปลี่ยนแปลงให้เทียบ
national-agreement = ผู้ประเมินสองคนให้ระดับตรงกัน
national-agreement-words = จาก { $count } รายการที่ผู้ประเมินสองคนให้ระดับแยกกัน
national-equal = ให้ระดับตรงกัน (รายการ)
national-equal-share = ตรงกัน (ร้อยละ)
national-agreement-none = ยังไม่มีรายการที่ผู้ประเมินสองคนให้ระดับครบ
national-pdf = สรุปหน้าเดียว (PDF)
national-by-file = ผลของรอบนี้นำเข้าจากไฟล์ จึงไม่มีรายงาน
# เครื่องมือและแบบร่าง
menu-instruments = เครื่องมือ
instruments-about = รายการที่ติดตามและประเมินของแต่ละปีงบประมาณ พร้อมเกณฑ์การให้คะแนน
instruments-none = ยังไม่มีเครื่องมือ
instrument-items = { $count } รายการ
instrument-revision = ฉบับที่ { $number }
instrument-revisions = ประวัติการปรับปรุง
instrument-first = ฉบับแรก
instrument-asked = รายการและเกณฑ์
instrument-criteria = เกณฑ์และแนวทาง
instrument-only = เฉพาะ { $kind }
instrument-national = ค่าระดับประเทศ
instrument-whole = ทั้งเครื่องมือ
instrument-scoring = วิธีรวมคะแนน
instrument-band = ช่วงคะแนนระดับ { $level }
instrument-item-added = รายการใหม่
instrument-item-removed = ตัดออก
instrument-order-changed = เรียงลำดับใหม่
instrument-walk-title = ความต่อเนื่องจาก { $name }
instrument-walk-relation = เทียบกับปีก่อน
instrument-walk = { $relation ->
    [new] รายการใหม่
    [gone] ไม่มีในปีนี้
    [changed] ต่อเนื่องแต่เปลี่ยน
   *[same] ต่อเนื่อง
  }
instrument-title-before = เดิม: { $title }
instrument-applies-changed = ใช้กับเขตพื้นที่ประเภทอื่นจากเดิม
instrument-mode = { $mode ->
    [group] กลุ่ม (มีรายการย่อย)
    [evaluated] ให้ระดับคุณภาพ
    [monitored] ติดตามแต่ไม่ประเมินผล
    [target] เทียบค่าเป้าหมาย
    [external] ใช้ผลจากระบบอื่น
   *[pending] ยังไม่มีผล
  }
instrument-kind = { $kind ->
    [standard] มาตรฐาน
    [indicator] ตัวบ่งชี้ / ตัวชี้วัด
    [issue] ประเด็นการพิจารณา
   *[sub_item] ข้อย่อย
  }
instrument-office-kind = { $kind ->
    [primary] สพป.
   *[secondary] สพม.
  }
instrument-key = { $key ->
    [code] รหัส
    [fiscal_year] ปีงบประมาณ
    [title_th] ชื่อ (ไทย)
    [title_en] ชื่อ (อังกฤษ)
    [rounds] รอบที่รายงาน
    [groups] ค่าเฉลี่ยของกลุ่ม
    [overall] ค่าเฉลี่ยภาพรวม
    [overall_label_th] ข้อความของค่าเฉลี่ยภาพรวม
    [missing] เมื่อขาดระดับ
    [decimals] จำนวนทศนิยม
    [level] ระดับ
    [min] ค่าเฉลี่ยต่ำสุด
    [name_th] ชื่อระดับ (ไทย)
    [name_en] ชื่อระดับ (อังกฤษ)
    [kind] ชั้นของรายการ
    [parent] อยู่ในกลุ่ม
    [label_th] เลขกำกับ
    [mode] วิธีประเมิน
    [applies_to] ใช้กับ
    [weight] น้ำหนัก
    [unit] หน่วยนับ
    [target] ค่าเป้าหมาย
    [rubric] เกณฑ์แต่ละระดับ
    [guidance_th] คำชี้แจงสำหรับผู้รายงาน
    [evidence] หลักฐานที่ควรมี
    [owner_th] สำนักเจ้าของ
    [source_th] ระบบที่ให้ผล
    [shared_evidence_with] ใช้หลักฐานร่วมกับ
    [measures] ค่าที่ให้กรอก
   *[other] { $key }
  }
drafts = แบบร่าง
drafts-none = ไม่มีแบบร่างที่กำลังทำ เริ่มได้จากเครื่องมือด้านล่าง
draft-title = แบบร่าง { $name }
draft-stage = { $stage ->
    [waiting] รอผู้อื่นตรวจ
   *[writing] กำลังจัดทำ
  }
draft-begin-next = ทำฉบับปี { $year }
draft-begin-revision = ปรับปรุงฉบับนี้
draft-by-file = เริ่มจากไฟล์
draft-file = ไฟล์เครื่องมือ
draft-file-help = ไฟล์ TOML ที่ดาวน์โหลดจากระบบนี้ หรือเขียนตามรูปแบบเดียวกัน
draft-blank = เครื่องมือใหม่
draft-code = รหัสเครื่องมือ
draft-rules = ใช้รอบ ช่วงคะแนน และวิธีรวมคะแนนตาม
draft-pages = หน้าของแบบร่าง
draft-edit = แก้ไข
draft-preview = ดูตัวอย่าง
draft-changes = สิ่งที่เปลี่ยน
draft-what-if = ลองช่วงคะแนน
draft-tree = รายการของเครื่องมือ
draft-head = ข้อมูลทั้งเครื่องมือ
draft-bands = ช่วงคะแนนและระดับ
draft-bands-words = ค่าเฉลี่ยตั้งแต่ค่าต่ำสุดของช่วงขึ้นไปได้ระดับนั้น แถวที่ไม่มีระดับจะไม่นับ บันทึกแล้วดูผลกับคะแนนที่ผ่านมาได้ที่หน้า
draft-bands-edit = แก้ช่วงคะแนน
draft-band-level = ระดับ
draft-band-min = ค่าเฉลี่ยต่ำสุด
draft-band-name = ชื่อระดับ
draft-band-name-en = ชื่อระดับ (อังกฤษ)
draft-add = เพิ่มรายการ
draft-add-do = เพิ่มรายการนี้
draft-parent = อยู่ในกลุ่ม
draft-top = ชั้นบนสุด
draft-item-code = รหัสรายการ
draft-item-code-help = ระบบเสนอรหัสที่ยังไม่มีใครใช้ รหัสเดียวกับปีก่อนหมายถึงรายการที่ต่อเนื่องกัน
draft-label-help = เช่น ตัวชี้วัดที่ 16
draft-up = เลื่อนขึ้น
draft-down = เลื่อนลง
draft-put = ย้าย
draft-renumber = เปลี่ยนรหัส
draft-remove = ลบรายการ
draft-remove-words = รายการนี้และทุกรายการย่อยจะถูกลบออกจากแบบร่าง
draft-rubric-help = ข้อความที่ผู้รายงานและผู้ประเมินเห็นในแต่ละระดับ จากต่ำไปสูง เว้นว่างทั้งหมดได้ถ้าไม่มีเกณฑ์
draft-for-reporters = สำหรับผู้รายงาน
draft-one-a-line = บรรทัดละหนึ่งอย่าง
draft-target = ค่าเป้าหมาย
draft-target-value = ค่า
draft-target-unit = หน่วยนับ
draft-operator-label = ต้อง
draft-operator = { $operator ->
    [at-least] ไม่น้อยกว่า
    [at-most] ไม่เกิน
    [more] มากกว่า
    [less] น้อยกว่า
   *[equal] เท่ากับ
  }
draft-scope-label = ค่าของใคร
draft-scope = { $scope ->
    [national] ภาพรวมของ สพฐ.
   *[office] แต่ละเขตพื้นที่
  }
draft-measures-help = ค่าที่เขตพื้นที่กรอก หรือที่ระบบคำนวณให้จากค่าอื่นตามสูตร เช่น จำนวนที่ผ่าน / จำนวนทั้งหมด * 100 โดยใช้ชื่อย่อของค่า
draft-measure = ค่าที่ { $number }
draft-measure-name = ชื่อย่อ
draft-measure-label = ข้อความที่แสดง
draft-measure-formula = สูตร (ถ้าคำนวณ)
draft-measure-part = เป็นส่วนหนึ่งของค่า
draft-more = น้ำหนัก หน่วยนับ เจ้าของ และอื่น ๆ
draft-shared-help = บรรทัดละหนึ่งรายการ เช่น SA:S1.1
draft-checked-live = ตรวจและแสดงตัวอย่างขณะพิมพ์ ยังไม่บันทึกจนกว่าจะกดปุ่ม
draft-save-item = บันทึกรายการนี้
draft-rounds-rule-label = คะแนนหลายรอบของรายการเดียว
draft-rounds-rule = { $rule ->
    [last] ใช้รอบสุดท้าย
   *[mean] เฉลี่ยทุกรอบ
  }
draft-groups-label = ค่าเฉลี่ยของกลุ่มคิดจาก
draft-groups = { $groups ->
    [children] รายการย่อยชั้นถัดไป
   *[leaves] รายการที่ให้ระดับทุกชั้น
  }
draft-overall-label = ค่าเฉลี่ยภาพรวมคิดจาก
draft-overall-basis = { $overall ->
    [top_levels] ระดับของรายการชั้นบนสุด
    [top_means] ค่าเฉลี่ยของรายการชั้นบนสุด
   *[leaves] ทุกรายการที่ให้ระดับ
  }
draft-overall-none = ไม่มีค่าเฉลี่ยภาพรวม
draft-overall = ภาพรวม
draft-overall-printed = ข้อความของค่าเฉลี่ยภาพรวมในเอกสาร
draft-overall-help = { $mark } คือจำนวนที่นับ
draft-missing-label = เมื่อรายการหนึ่งยังไม่มีระดับ
draft-missing = { $missing ->
    [exclude] ไม่นับรายการนั้น
   *[block] ถือว่าผลยังไม่ครบ
  }
draft-decimals = จำนวนทศนิยมของค่าเฉลี่ย
draft-round = รอบ { $months } เดือน
draft-review = การตรวจและเผยแพร่
draft-authors = ผู้จัดทำ { $names }
draft-to-mend = ต้องแก้ { $count } ข้อก่อนส่งตรวจ
draft-hand-in-words = ไม่พบข้อผิดพลาด ส่งให้ผู้อื่นที่ไม่ได้ร่วมจัดทำตรวจและเผยแพร่ได้
draft-hand-in = ส่งให้ตรวจ
draft-waits-words = รอผู้จัดทำเครื่องมือหรือผู้ดูแลระบบคนอื่นตรวจและเผยแพร่ ท่านร่วมจัดทำจึงเผยแพร่เองไม่ได้
draft-take-back = ขอกลับมาแก้
draft-judge-words = ดูตัวอย่างและสิ่งที่เปลี่ยน แล้วเผยแพร่หรือส่งกลับให้แก้
draft-publish = เผยแพร่เครื่องมือ
draft-why-back = สิ่งที่ต้องแก้
draft-send-back = ส่งกลับให้แก้
draft-sent-back = ผู้ตรวจส่งกลับ:
draft-conflict = มีผู้อื่นบันทึกแบบร่างนี้ก่อนหน้า
draft-conflict-words = ยังไม่ได้บันทึกสิ่งที่ท่านทำ ด้านล่างคือสิ่งที่จะเปลี่ยนจากฉบับล่าสุดถ้าบันทึกอีกครั้ง
draft-files = ไฟล์
draft-files-words = เก็บแบบร่างเป็นไฟล์ แก้ในโปรแกรมอื่น หรือส่งให้ผู้อื่นได้
draft-download-toml = ดาวน์โหลด TOML
draft-download-xlsx = ดาวน์โหลดรายการเป็น Excel
draft-file-how = แก้หรือเพิ่มแถวใต้หัวตาราง หนึ่งแถวต่อหนึ่งรายการ ไม่เปลี่ยนชื่อคอลัมน์ แล้วอัปโหลดกลับที่แบบร่าง
draft-file-measures = ค่าที่ให้กรอก บรรทัดละหนึ่งค่า: ชื่อย่อ | ข้อความที่แสดง | หน่วยนับ | สูตร | เป็นส่วนหนึ่งของค่า
draft-replace = ไฟล์ที่จะใช้แทนทั้งแบบร่าง
draft-replace-do = ใช้ไฟล์นี้แทน
draft-discard = ทิ้งแบบร่าง
draft-discard-words = แบบร่างนี้จะหายไป เครื่องมือที่เผยแพร่แล้วไม่เปลี่ยน
draft-item-good = รายการนี้ไม่มีข้อผิดพลาด
draft-item-wrong = ต้องแก้
draft-form-of-office = แบบที่เขตพื้นที่จะเห็น
draft-not-asked = เขตพื้นที่ไม่ต้องรายงานรายการนี้
draft-office-kind = ประเภทเขตพื้นที่
draft-not-for = ไม่ใช้กับ { $kind }
draft-table-of-result = ตารางผลที่จะพิมพ์
draft-level-column = ระดับคุณภาพ
draft-level-words = คำอธิบายระดับคุณภาพ
draft-printed = ตารางบนกระดาษ (PDF) พร้อมผลตัวอย่าง
draft-live = ตัวอย่างของรายการที่กำลังแก้
draft-part-good = ไม่พบข้อผิดพลาดในสิ่งที่พิมพ์
draft-add-below = เพิ่มรายการในกลุ่มนี้
draft-from-mean = ตั้งแต่ { $min }
draft-against = เทียบกับ { $name }
draft-no-change = ยังไม่มีสิ่งที่เปลี่ยน
draft-nothing-before = ไม่มีฉบับก่อนหรือเครื่องมือปีก่อนให้เทียบ
draft-walk-words = รายการที่มีรหัสเดียวกับปีก่อนนับว่าต่อเนื่อง แนวโน้มหลายปีจึงเชื่อมกัน เลือกได้ว่ารายการใดต่อจากรายการใด
draft-continues = ต่อจากรายการ
draft-continues-none = ไม่ต่อจากรายการใด (รหัสใหม่)
draft-what-if-none = ปีก่อน ๆ ไม่มีเครื่องมือนี้หรือไม่มีคะแนนที่ครบให้ลอง
draft-what-if-words = คำนวณคะแนนของ { $name } ทั้ง { $offices } เขตซ้ำด้วยช่วงคะแนนของแบบร่างนี้ ไม่บันทึกและไม่เปลี่ยนผลใด ๆ
draft-what-if-table = จำนวนเขตในแต่ละระดับ ก่อนและหลัง
draft-moved = เขตที่ระดับเปลี่ยน
draft-problem-target = วิธีประเมินคือเทียบค่าเป้าหมาย ให้ใส่ค่าเป้าหมาย
draft-problem-nobody = ให้เลือกประเภทเขตพื้นที่อย่างน้อยหนึ่งประเภท
draft-problem-rubric = เกณฑ์ต้องมีครบทั้ง { $levels } ระดับ หรือเว้นว่างทั้งหมด
draft-problem-parent = อยู่ใต้ { $parent } ซึ่งไม่ใช่กลุ่ม ให้ย้ายไปกลุ่มอื่น หรือเปลี่ยนวิธีประเมินของ { $parent } เป็นกลุ่ม
draft-problem-no-item = ยังไม่มีรายการ ให้เพิ่มอย่างน้อยหนึ่งรายการ
draft-problem-empty = ช่อง { $field } ต้องมีข้อความ
draft-edit-words = { $edit ->
    [begin] เริ่มแบบร่าง
    [head] แก้ข้อมูลทั้งเครื่องมือ
    [bands] แก้ช่วงคะแนน
    [add] เพิ่มรายการ
    [rewrite] แก้รายการ
    [shift] เลื่อนรายการ
    [put] ย้ายรายการ
    [renumber] เปลี่ยนรหัส
    [remove] ลบรายการ
    [replace] แทนด้วยไฟล์
    [hand-in] ส่งให้ตรวจ
    [take-back] ขอกลับมาแก้
    [send-back] ส่งกลับให้แก้
   *[discard] ทิ้งแบบร่าง
  }
# การตัดสินใจของผู้อำนวยการ และการยืนยันตัวตนก่อนรับรอง
decision = รายงานนี้รอการตัดสินใจของท่าน
decision-levels = ระดับที่ประเมินตนเอง
decision-items = { $count } รายการ
decision-without = ไม่มีระดับ { $count } รายการ
decision-gaps = สิ่งที่ควรดูก่อนรับรอง
decision-no-gaps = ไม่พบสิ่งที่ขาด
decision-changes = ระดับที่เปลี่ยนจากรอบก่อน
decision-no-changes = ไม่มีรายการที่ระดับเปลี่ยนจากรอบก่อน
decision-change = จากระดับ { $before } เป็นระดับ { $now }
decision-returned = รายการที่ผู้กลั่นกรองส่งคืน
decision-more = และอีก { $count } รายการ ดูในตารางด้านล่าง
confirm-not-possible = ยังไม่ได้รับรอง
confirm-password = รหัสผ่านของท่าน
confirm-password-help = ยืนยันว่าเป็นท่าน ก่อนรับรองในนามเขตพื้นที่
confirm-code-help = รหัส 6 หลักจากแอปยืนยันตัวตน ยืนยันว่าเป็นท่าน ก่อนรับรองในนามเขตพื้นที่
confirm-word = ข้าพเจ้าได้อ่านรายงานนี้แล้ว และขอรับรองว่าเป็นความจริง
confirm-passkey = รับรองด้วยพาสคีย์
confirm-provider = ยืนยันตัวตนด้วย{ $label }
confirm-held = ยืนยันตัวตนแล้ว กดรับรองได้
confirm-nothing = ท่านยังไม่มีวิธียืนยันตัวตน จึงรับรองไม่ได้
confirm-nothing-link = ไปตั้งรหัสผ่านหรือการยืนยันขั้นที่สอง
# แก้ไขคะแนนก่อนยืนยันผล
mark-lists = รายงานที่แสดง
mark-marked = ให้คะแนนครบแล้ว แก้ไขได้
mark-marked-empty = ไม่มีรายงานที่แก้ไขคะแนนได้
mark-marked-words = รายงานที่ให้คะแนนครบแล้ว แก้ไขคะแนนได้จนกว่าหัวหน้าผู้ประเมินจะยืนยันผลของรอบ
mark-all = รายงานนี้ให้คะแนนครบแล้ว แก้ไขได้จนกว่าหัวหน้าผู้ประเมินจะยืนยันผลของรอบ
mark-final = แก้ไขคะแนนไม่ได้ เพราะผลของรอบยืนยันแล้ว หรือรายงานยังไม่ผ่านการกลั่นกรอง
queue-more = แสดงต่อ { $round }
# หน้าหลัก: สถานะรายรายการและสิ่งที่ต้องทำ
home-strip = สถานะรายรายการ
home-own = รายการของท่าน
home-all-items = ดูทั้ง { $count } รายการ
home-left = เหลือเวลา
home-over = เลยกำหนด
home-days = วัน
home-aside = งานและความเคลื่อนไหว
home-todo = สิ่งที่ต้องทำ
home-todo-none = ไม่มีสิ่งที่ต้องทำ
home-todo-awaits = ยังไม่มีรายการที่มอบหมายให้ท่าน เมื่อผู้ประสานงานของเขตมอบหมายแล้ว รายการของท่านจะอยู่ที่นี่
home-todo-more = และอีก { $count } เรื่องในรายงาน
home-news = ความเคลื่อนไหวล่าสุด
home-news-all = ทั้งหมด
home-deed-correct = แก้ไขรายการที่ส่งคืน
home-deed-decide = อ่านและรับรอง
home-deed-submit = ตรวจและส่งให้ผู้อำนวยการ
home-deed-give = มอบหมายรายการ
todo-correct = แก้ไข{ $item }
todo-decide = รับรองหรือส่งกลับรายงาน
todo-certify-again = รับรองอีกครั้งเมื่อแก้ไขรายการที่ส่งคืนแล้ว
todo-submit = รายงานครบแล้ว ส่งให้ผู้อำนวยการรับรอง
todo-go-on = ยังทำไม่ครบ { $count } รายการ
todo-give = ยังไม่มีผู้รับผิดชอบ { $count } รายการ
todo-remind = รอผู้อำนวยการรับรอง
# พบไฟล์ซ้ำ และสองฉบับที่ต่างกัน
evidence-known = คลังหลักฐานมีไฟล์นี้อยู่แล้วในชื่อ "{ $name }" จึงใช้ไฟล์เดิม
answer-conflict-by = อีกฉบับบันทึกโดย { $name } เมื่อ { $moment }
# ส่วนของแบบรายงาน
answer-parts = ส่วนของแบบรายงาน
answer-criteria-short = เกณฑ์
answer-narrative-short = คำอธิบาย
answer-part-done = ครบ
answer-part-missing = ยังไม่ครบ
answer-part-look = มีข้อควรดู
answer-no-findings = ครบแล้ว ไม่มีสิ่งที่ต้องแก้
decision-no-earlier = ไม่มีรายงานของรอบก่อนให้เทียบ
result-print = พิมพ์หน้านี้
upload-drop = หรือลากไฟล์มาวางที่นี่
