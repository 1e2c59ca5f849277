"""The experiments of the Learn workspace: asked for, followed and shown."""
