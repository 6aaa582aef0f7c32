"""Training of the recognition model (extra ``[train]``): ``python -m ruentities.training``."""
