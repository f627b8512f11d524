// name: testing/search
// mode: read
// promise: one record per node whose words match, best first
// params: words STRING
// returns: name STRING
CALL db.index.fulltext.queryNodes('names_and_words', $words, {limit: 10}) YIELD node, score
RETURN node.name AS name, score
ORDER BY score DESC
