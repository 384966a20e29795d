"""What is to be done: today's page, the articles and their numbers, the calendar of duties."""
