"""Which bodies an officer serves, which member an account belongs to, and the officers' page of people."""
