#if Service
  package import GroupMetrics
  package import Logging

  /// How the exporter listens.
  package struct ServiceOptions: Sendable {
    /// Where it listens; none for the sockets that the service manager hands over, or else ``ListenAddress/standard``.
    package var addresses: [ListenAddress] = []
    /// The path of the page.
    package var telemetryPath = "/metrics"
    /// Paths that the page cannot have: who asks there wants to know whether the exporter is well.
    package static let ownPaths: Set = ["/-/healthy", "/-/ready"]
    /// Scrapes at the same time at most; more are answered 503. 0 for any number.
    package var maxRequests = 40
    /// The collectors that are on: those that a scrape may ask for.
    package var collectors = Collector.standard
    /// Whether the page tells what the exporter itself uses.
    package var ownMetrics = true
    package var version = ""
    /// Whether there must be such sockets.
    package var takesSockets = false
    package var manager = Supervision()
    /// The web configuration file, if any.
    package var webConfig: String?
    package var logLevel = Logger.Level.info
    package var logFormat = LogFormat.logfmt
    package var limits = ConnectionLimits()

    package init() {}
  }

  /// What one client, and all together, may hold.
  package struct ConnectionLimits: Sendable {
    /// Seconds to the end of a request's head: of the first from the accepted connection, of others from their first byte.
    package var head = 10.0
    /// Seconds that a connection stays open with nothing to do.
    package var idle = 120.0
    /// Seconds in which a client takes an answer.
    package var answer = 30.0
    /// The same once the exporter is told to end: engines kill what has not ended in ten.
    package var ending = 5.0
    /// Seconds in which a client that was refused may read why.
    package var linger = 1.0
    /// Bytes of a request's head.
    package var headBytes = 16 * 1024
    package var headFields = 100
    package var connections = 256

    package init() {}
  }
#endif
