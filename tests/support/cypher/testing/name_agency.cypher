// name: testing/name_agency
// mode: write
// promise: an agency of that name
// params: code STRING, name STRING
CREATE (:Agency {code: $code, name: $name})
