// name: region/drop_doubles
// mode: write
// promise: at most one link is left between a key's enterprise and any of its suppliers
// params: keys LIST<STRING>
UNWIND $keys AS key
MATCH (:Enterprise {uscc: key})<-[s:SUPPLIES]-(a:Enterprise)
WITH key, a, collect(s) AS links WHERE size(links) > 1
UNWIND tail(links) AS link
DELETE link
