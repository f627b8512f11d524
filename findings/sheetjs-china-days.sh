#!/usr/bin/env bash
# In China's time zone SheetJS reads the day cell 30 June as 29 June, 23:59:17.
#
# Guess: With cellDates: true a day cell is midnight of that day, local or UTC.
#
# Seen on 2026-11-29 with xlsx 0.18.5 and exceljs 4.4.0 (npm), Node 20: SheetJS counts from a local
# Date of the year 1899, when Shanghai's clock was 8:05:43 from UTC, and loses those 43 seconds. In
# UTC and New York the day is right. The way back has the same error with the other sign: a local
# midnight becomes 45473.0005. exceljs reads midnight UTC everywhere, but writes a local midnight
# made in Shanghai as 45472.67, a cell of 29 June.
#
# What follows: a web page that reads a clerk's list in China begins each fact a day early, and a
# test run in UTC never sees it. Read the number (cellDates: false) and make the day from its whole
# part; let one test run with TZ=Asia/Shanghai.
#
# Output seen; the run fails when it differs:
#> UTC SheetJS reads 45473 as 2024-06-30 00:00:00 local
#> UTC SheetJS writes local midnight as 45473.0000
#> UTC exceljs reads 45473 as 2024-06-30T00:00:00.000Z
#> UTC exceljs writes local midnight as 45473.0000
#> America/New_York SheetJS reads 45473 as 2024-06-30 00:00:00 local
#> America/New_York SheetJS writes local midnight as 45473.0000
#> America/New_York exceljs reads 45473 as 2024-06-30T00:00:00.000Z
#> America/New_York exceljs writes local midnight as 45473.1667
#> Asia/Shanghai SheetJS reads 45473 as 2024-06-29 23:59:17 local
#> Asia/Shanghai SheetJS writes local midnight as 45473.0005
#> Asia/Shanghai exceljs reads 45473 as 2024-06-30T00:00:00.000Z
#> Asia/Shanghai exceljs writes local midnight as 45472.6667
set -euo pipefail
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT

npm install --prefix "$lab" --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 exceljs@4.4.0

cat > "$lab/days.js" <<'JS'
const XLSX = require("xlsx");
const ExcelJS = require("exceljs");

const two = (n) => String(n).padStart(2, "0");
const local = (d) =>
  d.getFullYear() + "-" + two(d.getMonth() + 1) + "-" + two(d.getDate()) + " " +
  [d.getHours(), d.getMinutes(), d.getSeconds()].map(two).join(":");

(async () => {
  const sheet = XLSX.utils.aoa_to_sheet([[{ t: "n", v: 45473, z: "yyyy-mm-dd" }]]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "facts");
  const file = XLSX.write(book, { type: "buffer", bookType: "xlsx" });
  const zone = process.env.TZ;
  const cell = XLSX.read(file, { cellDates: true }).Sheets.facts.A1;
  console.log(zone, "SheetJS reads 45473 as", local(cell.v), "local");
  const midnight = new Date(2024, 5, 30);
  console.log(zone, "SheetJS writes local midnight as", XLSX.utils.aoa_to_sheet([[midnight]]).A1.v.toFixed(4));
  const other = new ExcelJS.Workbook();
  await other.xlsx.load(file);
  console.log(zone, "exceljs reads 45473 as", other.worksheets[0].getCell("A1").value.toISOString());
  const written = new ExcelJS.Workbook();
  written.addWorksheet("facts").getCell("A1").value = midnight;
  const back = XLSX.read(await written.xlsx.writeBuffer()).Sheets.facts.A1.v;
  console.log(zone, "exceljs writes local midnight as", back.toFixed(4));
})();
JS
for zone in UTC America/New_York Asia/Shanghai; do
    TZ=$zone node "$lab/days.js"
done | tee "$lab/seen"

diff <(sed -n 's/^#> \{0,1\}//p' "$0") "$lab/seen"
