"""Who asks: keys are issued, found and revoked."""
