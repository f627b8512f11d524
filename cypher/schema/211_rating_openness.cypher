// name: schema/211_rating_openness
// mode: schema
// promise: the ratings for which an openness is stated are found; of most none is
// params: none
CREATE INDEX rating_openness IF NOT EXISTS
FOR (n:Rating) ON (n.openness)
