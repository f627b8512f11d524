// name: schema/123_audit_subtree_key
// mode: schema
// promise: complete subtrees of the audit log are found by their place, each once
// params: none
CREATE CONSTRAINT audit_subtree_key IF NOT EXISTS
FOR (n:AuditSubtree) REQUIRE n.place IS UNIQUE
