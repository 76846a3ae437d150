"""Everything that meets the network or a browser; it looks, and judges nothing."""
