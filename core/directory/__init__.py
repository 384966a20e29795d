"""Units, people, posts and the college's calendar: what every chapter refers to."""
