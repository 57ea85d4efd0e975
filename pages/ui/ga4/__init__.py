"""The Data page's part on GA4: whom to invite, which property, pulling it."""
