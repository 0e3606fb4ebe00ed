"""What a report admits to be lacking and what it plans: both piece by piece, and how near a plan comes to a lack."""
