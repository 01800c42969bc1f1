"""What `make lint` asks about migrations: may the release that is running go on while they are carried out?"""
