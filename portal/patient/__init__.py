"""What a logged-in patient sees and does: their own file, their requests, and who looked."""
