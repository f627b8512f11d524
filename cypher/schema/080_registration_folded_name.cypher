// name: schema/080_registration_folded_name
// mode: schema
// promise: finds enterprises by any part of their names, whatever its width and case
// params: none
CREATE TEXT INDEX registration_folded_name IF NOT EXISTS
FOR (n:Registration) ON (n.folded_name)
