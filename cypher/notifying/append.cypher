// name: notifying/append
// mode: write
// promise: the entry is the next one of the change log, with its notices in order, and each agency
//   has it in its inbox. The log's head stays locked until the transaction ends, so that entries
//   show in the order of their numbers
// params: about MAP (at ZONED DATETIME, origin STRING, as_of DATE, change, action, rules STRING,
//   left_out_partners INTEGER), notices LIST<MAP> (place INTEGER, kind STRING, agencies, flows,
//   measures LIST<STRING>, and what else is known of uscc, region, before, after, register, level,
//   subject, fact, outcome, keeper, openness STRING, day DATE, facts INTEGER), agencies LIST<STRING>
// returns: sequence INTEGER
MERGE (h:ChangeLogHead {id: 'log'})
SET h.length = coalesce(h.length, 0) + 1
WITH h.length AS sequence
CREATE (entry:LogEntry {sequence: sequence})
SET entry += $about
FOREACH (each IN $notices |
  CREATE (entry)-[:TELLS]->(n:ChangeNotice)
  SET n = each
)
FOREACH (agency IN $agencies |
  CREATE (:InboxItem {agency: agency, sequence: sequence})
)
RETURN sequence
