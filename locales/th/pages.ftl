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
    [screener] ผู้ตรวจสอบ
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
menu-screening = ตรวจสอบรายงาน
menu-marking = ตรวจให้คะแนน
menu-rounds = รอบและปฏิทิน
menu-users = ผู้ใช้
menu-audit = บันทึกการใช้งาน
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
sign-in-about-screen = ตรวจสอบและให้คะแนนตามเกณฑ์
sign-in-about-result = คะแนนทุกค่าอธิบายที่มาได้
sign-in-demo-words = เลือกบทบาทเพื่อทดลองใช้ ไม่ต้องใช้รหัสผ่าน
sign-in-demo-role = บทบาท
sign-in-demo-office = รหัสเขตพื้นที่
sign-in-demo-office-help = ใช้กับบทบาทของเขตพื้นที่ เช่น P2300 (สพป.ตราด)
sign-in-demo-button = ทดลองใช้
sign-in-password-alternative = หรือเข้าสู่ระบบด้วยบัญชีที่สร้างไว้
sign-in-refused = เข้าสู่ระบบไม่ได้
sign-in-login = ชื่อผู้ใช้หรืออีเมล
sign-in-password = รหัสผ่าน
sign-in-button = เข้าสู่ระบบ
sign-in-forgotten = ลืมรหัสผ่าน: ขอลิงก์ตั้งรหัสผ่านใหม่จากผู้ประสานงานของเขตพื้นที่หรือผู้ดูแลระบบส่วนกลาง
# รายงานของเขตพื้นที่
report-items = รายการที่ต้องรายงาน
report-items-caption = รายการ สถานะ ระดับที่ประเมินตนเอง จำนวนหลักฐาน และผู้รับผิดชอบ
report-item = รายการ
report-item-state = สถานะ
report-item-level = ประเมินตนเอง
report-item-no-level = ยังไม่ประเมิน
report-item-evidence = หลักฐาน
report-item-owner = ผู้รับผิดชอบ
report-readiness = ความพร้อมก่อนส่ง
report-ready = ครบทุกรายการแล้ว
report-not-ready = ยังต้องทำ
report-certify-password = รหัสผ่านเพื่อยืนยันตัวตน
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
