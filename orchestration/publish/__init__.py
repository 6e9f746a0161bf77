"""Publication: the serving file for BI, the audience exports, the state for the next build."""
