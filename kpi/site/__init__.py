"""What a site's visits, people and items are split by besides channels; apart from its sums."""
