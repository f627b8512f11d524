// name: policies/put_schemes
// mode: write
// promise: these rating schemes exist; `levels` best first, `level_names` in the same order;
//   `turns` are the days on which an order replaced another, first ones first
// params: rows LIST<MAP> (code STRING, name STRING, gloss STRING, keeper_words STRING,
//   freshness_days INTEGER, levels LIST<STRING>, level_names LIST<STRING>, turns LIST<DATE>)
UNWIND $rows AS row
MERGE (s:Scheme {code: row.code})
SET
  s.name = row.name,
  s.gloss = row.gloss,
  s.keeper_words = row.keeper_words,
  s.freshness_days = row.freshness_days,
  s.levels = row.levels,
  s.level_names = row.level_names,
  s.turns = row.turns
