"""People, in the office: the list, each one's file, and two records made one."""
