"""What a request passes before it is answered: sizes, hosts, turns, deadlines."""
