// name: schema/058_names
// mode: schema
// promise: finds enterprises, policies, measures and agencies by words; cjk splits Chinese into pairs of characters
// params: none
CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (n:Registration|Policy|Measure|Agency) ON EACH [n.name, n.title, n.text, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
