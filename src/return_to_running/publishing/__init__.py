"""From one neutral site to what each clinic receives."""
