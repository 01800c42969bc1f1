"""The moderation desk: cases by what they wait for, each with its timeline and what may be done with it."""
