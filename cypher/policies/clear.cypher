// name: policies/clear
// mode: write
// promise: nothing of the browsing structure is left but the vocabulary, to which facts are tied
// params: none
// allows: label-scan because the whole structure is replaced, a few thousand nodes
MATCH (n:Policy|Measure|Condition|Duty|Obligation|Agency|Programme)
DETACH DELETE n
