"""Deliveries of counties: opened safely, refused or set aside row by row, told to the sender, stored whole."""
