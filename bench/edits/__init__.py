"""Small edits of agreements: is each named for what it is, and are its words told by the right tags?"""
