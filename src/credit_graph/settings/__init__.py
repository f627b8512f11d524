"""What a person may set; each is read once from the environment, and checked."""

from credit_graph.settings.access import ServingProfile, TrustedIssuer
from credit_graph.settings.database import External
from credit_graph.settings.environment import Settings, read_settings, read_site_folders
from credit_graph.settings.monitoring import Monitoring
from credit_graph.settings.network import Certificate, Network

__all__ = [
    "Certificate",
    "External",
    "Monitoring",
    "Network",
    "ServingProfile",
    "Settings",
    "TrustedIssuer",
    "read_settings",
    "read_site_folders",
]
