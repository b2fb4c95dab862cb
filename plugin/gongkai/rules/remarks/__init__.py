"""G9xx: 核对说明, and what they speak for."""
