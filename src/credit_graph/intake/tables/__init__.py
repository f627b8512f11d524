"""Tables as clerks have them: CSV and XLSX, UTF-8 and GB 18030, English and Chinese."""
