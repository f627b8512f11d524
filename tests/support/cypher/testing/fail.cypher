// name: testing/fail
// mode: write
// promise: it always fails, and the database's message quotes the word
// params: word STRING
CREATE (:Probe {id: date($word)})
