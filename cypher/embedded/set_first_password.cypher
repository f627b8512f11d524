// name: embedded/set_first_password
// mode: write
// promise: the current user's password is the new one; sent to the database `system` only
// params: initial STRING, password STRING
ALTER CURRENT USER SET PASSWORD FROM $initial TO $password
