"""An invented region: a fixed cast for examples, and as many further enterprises as wanted."""
