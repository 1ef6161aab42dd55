"""From plain data to typed models, or to problems that say where and what would be right."""
