# ข้อผิดพลาดของการทำงาน
file-read = อ่านไฟล์ { $file } ไม่ได้: { $error }
file-converted = { $file }: แปลงจากรหัส TIS-620/Windows-874 เป็น UTF-8 แล้ว
output-write = เขียนผลลัพธ์ไม่สำเร็จ: { $error }
