"""What members read: the meetings at which they sit, with every paper that their appointment gives them."""
