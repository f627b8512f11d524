// name: policies/put_lists
// mode: write
// promise: these credit lists exist
// params: rows LIST<MAP> (code STRING, name STRING, gloss STRING, keeper_words STRING,
//   freshness_days INTEGER, colour STRING)
UNWIND $rows AS row
MERGE (l:CreditList {code: row.code})
SET
  l.name = row.name,
  l.gloss = row.gloss,
  l.keeper_words = row.keeper_words,
  l.freshness_days = row.freshness_days,
  l.colour = row.colour
