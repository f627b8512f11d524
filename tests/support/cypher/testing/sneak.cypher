// name: testing/sneak
// mode: read
// promise: none that it keeps: it says read, and writes
// params: none
CREATE (:Probe {id: 'sneak'})
