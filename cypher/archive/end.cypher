// name: archive/end
// mode: write
// promise: no restoration is under way any more
// params: none
MATCH (r:Restoration {id: 'restoration'})
DELETE r
