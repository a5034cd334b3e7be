"""Personal data in a reply: what looks like names, addresses, numbers of people; found, masked, never quoted.

`find.find_private` looks through a document; each other module knows one kind. All of it is guessing with rules: it
holds back too much rather than too little, and says where it could not look.
"""
