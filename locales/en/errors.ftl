# Errors of running.
file-read = the file { $file } cannot be read: { $error }
file-converted = { $file }: converted from TIS-620/Windows-874 to UTF-8
output-write = the result could not be written: { $error }
