// name: schema/062_registration_name
// mode: schema
// promise: finds enterprises by any part of their names
// params: none
CREATE TEXT INDEX registration_name IF NOT EXISTS
FOR (n:Registration) ON (n.name)
