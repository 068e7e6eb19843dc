"""The driver of the lab: builds servers, boots them, lets Handrail upgrade them and looks at the outcome from outside."""
