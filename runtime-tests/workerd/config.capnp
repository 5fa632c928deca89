# The Worker under test. The driver writes worker.js (a bundle without any import), the binding and the flags.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["127.0.0.1/32"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-08-01",
  compatibilityFlags = [COMPATIBILITY_FLAGS],
  bindings = [(name = "INGEST_URL", text = "INGEST_URL_VALUE")],
);
