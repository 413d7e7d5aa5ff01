"""Deliveries in the database: put into the outbox, claimed at a lane's pace, and settled."""
