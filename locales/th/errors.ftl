# ข้อผิดพลาดของการทำงาน
file-read = อ่านไฟล์ { $file } ไม่ได้: { $error }
file-converted = { $file }: แปลงจากรหัส TIS-620/Windows-874 เป็น UTF-8 แล้ว
output-write = เขียนผลลัพธ์ไม่สำเร็จ: { $error }
denied = ไม่มีสิทธิ์ทำรายการนี้
stopped = หยุดตามคำสั่ง ไม่มีข้อมูลใดเปลี่ยนแปลง
internal = เกิดข้อผิดพลาดภายในระบบ ไม่มีข้อมูลใดเปลี่ยนแปลง รายละเอียดอยู่ในบันทึกของระบบ
changed-meanwhile = มีผู้อื่นแก้ไขรายการเดียวกันก่อนหน้า ให้เปิดรายการใหม่แล้วลองอีกครั้ง
not-found = ไม่พบ{ $noun ->
    [instrument] เครื่องมือ
    [publication] ผลที่ประกาศของปี
    [office] เขตพื้นที่
   *[other] รายการ
  } { $name }
settings = การตั้งค่าผิด: { $error }
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
audit-whole = บันทึกการใช้งานครบถ้วน { $entries } รายการ (รหัสท้าย { $hash })
audit-broken = บันทึกการใช้งานผิดปกติที่รายการ { $seq }: { $what ->
    [changed] ข้อความถูกแก้ไข
    [removed] รายการหายไป
    [added] มีรายการแปลกปลอมต่อท้าย
   *[reordered] ลำดับถูกสลับ
  }
file-write = เขียน { $file } ไม่ได้: { $error }
office-unpublished = { $office } ยังไม่มีผลที่ประกาศของปี { $year }
