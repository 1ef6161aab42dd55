"""The engine that runs rules: it fills what is missing, verifies what came out, and knows what is exempted."""
