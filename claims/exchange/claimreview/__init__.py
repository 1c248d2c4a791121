"""ClaimReview (schema.org): fact-checks as publishers mark them up, in and out."""
