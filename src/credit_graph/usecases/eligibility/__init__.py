"""Questions of eligibility: decide, suppose, the reverse question."""
