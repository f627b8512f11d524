"""What a principal may ask for and see."""
