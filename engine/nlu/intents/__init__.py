"""Which intent a message has, how sure that is, and when it is none of ours."""
