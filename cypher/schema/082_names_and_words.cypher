// name: schema/082_names_and_words
// mode: schema
// promise: finds enterprises, policies, measures and agencies by words; cjk splits Chinese into pairs
//   of characters and leaves out stop words, which `search_words` has in a form that it keeps
// params: none
CREATE FULLTEXT INDEX names_and_words IF NOT EXISTS
FOR (n:Registration|Policy|Measure|Agency)
ON EACH [n.name, n.title, n.text, n.aliases, n.search_words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
