"""Work on other machines, by Dask: what is asked of its client, which is a child process."""
