"""The Learn workspace: lessons made of the network on screen."""
