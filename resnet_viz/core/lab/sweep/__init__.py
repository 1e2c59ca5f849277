"""Every network of a recipe: which there are, in a fixed order, and what each costs."""
