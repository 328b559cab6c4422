"""What is said in a picture, for the chat and for documents: PNGs 1080 pixels wide, to be read on a phone."""
